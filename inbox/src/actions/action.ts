/** What an agent can do, each said once: the keys, their sheet and the palette are all made of this. */
import type { LucideIcon } from 'lucide-react';
import { picked } from '@/store/picked';
import { openId, route } from '@/store/route';

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

/** For the conversation that is open. */
export const withOpen = (deed: (id: string) => unknown) => () => {
  const id = openId();
  if (id) void deed(id);
};

/** What is picked comes before what is open. */
export const onPicked = (all: () => unknown, one: () => void) => () => {
  if (picked().length > 0) void all();
  else one();
};

export const inInbox = () => route().name === 'inbox';
export const isOpen = () => openId() !== null;
export const isPicked = () => picked().length > 0;
export const hasSomething = () => inInbox() && (isOpen() || isPicked());
