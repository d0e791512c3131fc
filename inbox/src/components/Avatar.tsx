/** A person's initials on one of six hues, the hue picked by their id so that it never changes. */
import type { Channel, Presence } from '@/api/types';
import { t } from '@/texts';
import { ChannelGlyph } from './glyphs';

interface AvatarProps {
  id: string;
  name: string;
  size?: 16 | 20 | 24 | 28 | 32 | 40 | 48;
  channel?: Channel;
  presence?: Presence | undefined;
  ring?: boolean;
}

export function initials(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  const letters = last ? [...first].slice(0, 1).concat([...last].slice(0, 1)) : [...first].slice(0, 2);
  return letters.join('').toLocaleUpperCase() || '?';
}

export function hueOf(id: string): number {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
  return (hash % 6) + 1;
}

export function Avatar({ id, name, size = 32, channel, presence, ring = false }: AvatarProps) {
  return (
    <span className={`av av${size} hue${hueOf(id)}${ring ? ' ringed' : ''}`} aria-hidden="true">
      {initials(name)}
      {channel && (
        <span className="av-channel">
          <ChannelGlyph channel={channel} size={12} />
        </span>
      )}
      {presence && <span className={`pres ${presence}`} title={t.presence[presence]} />}
    </span>
  );
}
