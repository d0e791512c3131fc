/** Moving in the list, and picking in it. */
import { ArrowDown, ArrowUp, CornerDownLeft, ListChecks, Search, SquareCheck } from 'lucide-react';
import { isPhone } from '@/components/media';
import { neighbour } from '@/store/deeds';
import { pickAll, togglePick } from '@/store/picked';
import { openConversation, openId } from '@/store/route';
import { may } from '@/store/session';
import { focusOn, focusSoon, setUi, useUi } from '@/store/ui';
import { t } from '@/texts';
import { type Action, inInbox } from './action';

const standing = () => useUi.getState().cursor ?? openId();

function move(step: 1 | -1): void {
  const next = neighbour(standing(), step);
  if (!next) return;
  setUi({ cursor: next });
  if (openId()) openConversation(next);
}

function open(): void {
  const { cursor } = useUi.getState();
  if (!cursor) return;
  openConversation(cursor);
  focusSoon('thread-log');
}

function pickOne(): void {
  const id = standing() ?? neighbour(null, 1);
  if (!id) return;
  setUi({ cursor: id });
  togglePick(id);
}

/** Picks the row the keyboard stands on and the one it goes to. */
function pickOnward(step: 1 | -1): void {
  const id = standing();
  const next = neighbour(id, step);
  pickAll([id, next].filter((one) => one !== null));
  if (next) setUi({ cursor: next });
}

/** On a phone it stands over the list. */
export function goSearching(): void {
  if (isPhone() || !inInbox()) openConversation(null);
  if (!focusOn('search-field')) focusSoon('search-field');
}

const mayChange = () => inInbox() && may('conversations.change');

export const listActions: Action[] = [
  {
    id: 'next',
    label: () => t.keys.next,
    icon: ArrowDown,
    keys: ['J'],
    when: inInbox,
    run: () => move(1),
    repeats: true,
  },
  {
    id: 'previous',
    label: () => t.keys.previous,
    icon: ArrowUp,
    keys: ['K'],
    when: inInbox,
    run: () => move(-1),
    repeats: true,
  },
  {
    id: 'open',
    label: () => t.keys.open,
    icon: CornerDownLeft,
    keys: ['Enter'],
    when: () => inInbox() && useUi.getState().cursor !== null,
    run: open,
  },
  { id: 'pick', label: () => t.keys.pick, icon: SquareCheck, keys: ['X'], when: mayChange, run: pickOne },
  {
    id: 'pick-next',
    label: () => t.keys.pickNext,
    icon: ListChecks,
    keys: ['Shift', 'J'],
    when: mayChange,
    run: () => pickOnward(1),
    repeats: true,
  },
  {
    id: 'pick-previous',
    label: () => t.keys.pickPrevious,
    icon: ListChecks,
    keys: ['Shift', 'K'],
    when: mayChange,
    run: () => pickOnward(-1),
    repeats: true,
  },
  { id: 'search', label: () => t.keys.search, icon: Search, keys: ['/'], run: goSearching },
].map((action) => ({ ...action, group: 'list' }));
