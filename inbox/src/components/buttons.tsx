/** Buttons: one look for each weight, every icon button with a name and a tooltip that teaches its key. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, type ButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components';
import { Icon } from './glyphs';

type Weight = 'main' | 'plain' | 'ghost' | 'bad';

interface BtnProps extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  weight?: Weight;
  size?: 'sm' | 'md' | 'lg';
  className?: string;
  children: ReactNode;
}

export function Btn({ weight = 'plain', size = 'md', className = '', children, ...props }: BtnProps) {
  return (
    <Button {...props} className={`btn ${weight} ${size} ${className}`}>
      {children}
    </Button>
  );
}

interface IconBtnProps extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  icon?: LucideIcon;
  label: string;
  keys?: string[];
  size?: number;
  on?: boolean;
  className?: string;
  children?: ReactNode;
}

export function IconBtn({
  icon,
  label,
  keys,
  size = 16,
  on = false,
  className = '',
  children,
  ...props
}: IconBtnProps) {
  return (
    <Tip text={label} {...(keys && { keys })}>
      <Button {...props} aria-label={label} className={`ib ${on ? 'on' : ''} ${className}`}>
        {icon ? <Icon of={icon} size={size} /> : null}
        {children}
      </Button>
    </Tip>
  );
}

/** A hint on a control. It never holds the only explanation. */
export function Tip({ text, keys, children }: { text: string; keys?: string[]; children: ReactNode }) {
  return (
    <TooltipTrigger delay={500} closeDelay={60}>
      {children}
      <Tooltip className="tip" offset={6}>
        {text}
        {keys?.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </Tooltip>
    </TooltipTrigger>
  );
}
