/** What an agent can do, each said once: the keys, their sheet and the palette are all made of this. */
import type { LucideIcon } from 'lucide-react';
import { picked } from '@/store/picked';
import { openContactId, openConversation, openId, route } from '@/store/route';
import { useUi } from '@/store/ui';

export type Group = 'conversation' | 'colleagues' | 'list' | 'go' | 'app';

export interface Action {
  /** Stays the same in all languages: by it the palette remembers and tests tell. */
  id: string;
  group: Group;
  label: () => string;
  icon: LucideIcon;
  /** As the sheet shows them: one key, with Shift before it, or G and the letter that follows. */
  keys?: readonly string[];
  /** Whether it can be done now. */
  when?: () => boolean;
  run: () => void;
  /** Again and again while the key is held down. */
  repeats?: boolean;
}

/** The conversation that is open; while none is, the one the keyboard stands on in the list. */
export function standingId(): string | null {
  if (!inInbox() || openId() || openContactId()) return openId();
  const { cursor, listed } = useUi.getState();
  return cursor !== null && listed?.includes(cursor) ? cursor : null;
}

/** For the conversation that one stands on. */
export const onOne = (deed: (id: string) => unknown) => () => {
  const id = standingId();
  if (id) void deed(id);
};

/** For the same, by what stands over it or beside it: it is opened, if it is not. */
export const onOpened = (deed: (id: string) => unknown) =>
  onOne((id) => {
    if (openId() === id) return deed(id);
    openConversation(id);
    return requestAnimationFrame(() => void deed(id));
  });

/** What is picked comes before what one stands on. */
export const onPicked = (all: () => unknown, one: () => void) => () => {
  if (picked().length > 0) void all();
  else one();
};

export const inInbox = () => route().name === 'inbox';
export const isOpen = () => openId() !== null;
export const hasOne = () => standingId() !== null;
export const isPicked = () => picked().length > 0;
export const hasSomething = () => inInbox() && (hasOne() || isPicked());
