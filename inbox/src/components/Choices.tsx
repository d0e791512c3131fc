/** A button that opens a menu, and the entries in it: used for every short choice in the app. */
import type { ReactNode } from 'react';
import {
  Header,
  Menu,
  MenuItem,
  type MenuItemProps,
  MenuSection,
  MenuTrigger,
  Popover,
  type PopoverProps,
  Separator,
} from 'react-aria-components';
import { t } from '@/texts';

interface ChoicesProps {
  trigger: ReactNode;
  label: string;
  placement?: PopoverProps['placement'];
  children: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function Choices({ trigger, label, placement = 'bottom end', children, ...open }: ChoicesProps) {
  return (
    <MenuTrigger {...open}>
      {trigger}
      <Popover className="pop" placement={placement} offset={6}>
        <Menu className="menu" aria-label={label}>
          {children}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

interface ChoiceProps extends Omit<MenuItemProps, 'className' | 'style' | 'children'> {
  glyph?: ReactNode;
  children: ReactNode;
  more?: ReactNode;
  chosen?: boolean;
  name: string;
}

export function Choice({ glyph, children, more, chosen = false, name, ...props }: ChoiceProps) {
  return (
    <MenuItem {...props} className={`mi ${chosen ? 'chosen' : ''}`} textValue={name}>
      {glyph !== undefined && <span className="mi-glyph">{glyph}</span>}
      <span className="mi-text">{children}</span>
      {more && <span className="mi-more">{more}</span>}
      {chosen && <Chosen />}
    </MenuItem>
  );
}

function Chosen() {
  return (
    <svg className="ic mi-chosen" width="15" height="15" viewBox="0 0 20 20" role="img" aria-label={t.app.chosen}>
      <path
        d="m4.500 10.500 3.700 3.700 7.300-8"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </svg>
  );
}

export function ChoiceGroup({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <MenuSection aria-label={title ?? ''}>
      {title && <Header className="mi-title">{title}</Header>}
      {children}
    </MenuSection>
  );
}

export const ChoiceLine = () => <Separator className="menu-line" />;
