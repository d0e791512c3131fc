/** Signs of the product's own: logo, channels, priority, status. Everything else comes from one icon package. */
import { Globe, type LucideIcon, Mail, MessageSquare, Phone } from 'lucide-react';
import type { Channel, ConversationStatus, Priority, TagColour } from '@/api/types';
import { HUES } from './TagChip';

/** 1.75 on the package's grid of 24 is the 1.5 of our grid of 20. */
const STROKE = 1.75;

interface IconProps {
  of: LucideIcon;
  size?: number;
  className?: string;
}

export function Icon({ of: Glyph, size = 16, className = '' }: IconProps) {
  return <Glyph size={size} strokeWidth={STROKE} className={`ic ${className}`} aria-hidden />;
}

interface GlyphProps {
  size?: number;
  className?: string;
}

function Svg({ size = 16, className = '', children }: GlyphProps & { children: React.ReactNode }) {
  return (
    <svg
      className={`ic ${className}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export function Logo({ size = 17 }: GlyphProps) {
  return (
    <Svg size={size} className="logo">
      <path d="M4.5 4h7a5 5 0 0 1 5 5v.5a5 5 0 0 1-5 5H9l-4.500 3z" fill="currentColor" stroke="none" />
      <path d="M8 9.300h4.500" className="logo-line" strokeWidth="1.8" />
    </Svg>
  );
}

function WhatsAppGlyph(props: GlyphProps) {
  return (
    <Svg {...props}>
      <path d="M3.400 16.600l.9-3.200A7 7 0 1 1 6.700 15.800z" />
      <path d="M7.700 7.200c.2 2.700 2.300 4.900 5.100 5.200l.6-1.500-1.800-.9-.7.9a4 4 0 0 1-1.700-1.700l.8-.8-.8-1.700z" />
    </Svg>
  );
}

const CHANNELS = { widget: MessageSquare, email: Mail, phone: Phone } as const;

/** A channel's sign in its colour. */
export function ChannelGlyph({ channel, size = 16 }: { channel: Channel; size?: number }) {
  if (channel === 'whatsapp') return <WhatsAppGlyph size={size} className="c-whatsapp" />;
  return <Icon of={CHANNELS[channel] ?? Globe} size={size} className={`c-${channel}`} />;
}

function Bars({ size, filled }: { size: number; filled: number }) {
  const bars = [
    [3.5, 11, 5],
    [8.5, 7.5, 8.5],
    [13.5, 4, 12],
  ] as const;
  return (
    <Svg size={size}>
      <g stroke="none" fill="currentColor">
        {bars.map(([x, y, height], index) => (
          <rect key={x} x={x} y={y} width="3" height={height} rx="1" opacity={index < filled ? 1 : 0.3} />
        ))}
      </g>
    </Svg>
  );
}

const FILLED = { low: 1, normal: 2, high: 3 } as const;

/** Priority by its bars, urgent by its square: colour never speaks alone. */
export function PriorityGlyph({ priority, size = 15 }: { priority: Priority; size?: number }) {
  return (
    <span className={`glyph pr-${priority}`}>
      {priority === 'urgent' ? (
        <Svg size={size}>
          <rect x="3" y="3" width="14" height="14" rx="4" fill="currentColor" stroke="none" />
          <path d="M10 6.300v4.400M10 13.600h.01" className="on-fill" strokeWidth="2" />
        </Svg>
      ) : (
        <Bars size={size} filled={FILLED[priority]} />
      )}
    </span>
  );
}

interface StatusGlyphProps {
  status: ConversationStatus | 'snoozed';
  /** A workspace's own status has one of its own; its shape is that of the status it refines. */
  colour?: TagColour | undefined;
  size?: number;
}

/** Status by its shape: ring, half, tick, bar. */
export function StatusGlyph({ status, colour, size = 15 }: StatusGlyphProps) {
  return (
    <span className={`glyph ${colour ? HUES[colour] : `st-${status}`}`}>
      <Svg size={size}>
        {status === 'resolved' ? (
          <>
            <circle cx="10" cy="10" r="6.800" fill="currentColor" stroke="none" />
            <path d="m7 10.200 2.200 2.200L13.200 8" className="on-fill" />
          </>
        ) : (
          <circle cx="10" cy="10" r="6" />
        )}
        {status === 'pending' && <path d="M10 6.500a3.500 3.500 0 0 1 0 7z" fill="currentColor" stroke="none" />}
        {status === 'snoozed' && <path d="M10 6.800V10l2 1.400" />}
        {status === 'closed' && <path d="M7.500 10h5" />}
      </Svg>
    </span>
  );
}
