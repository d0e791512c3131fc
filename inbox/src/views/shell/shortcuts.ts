/** Keys that act anywhere. Single letters rest while a field has the focus or something floats. */
import { isPhone } from '@/components/media';
import { assignAll, resolveAll, setStatusOfAll } from '@/store/bulk';
import { neighbour, resolveOrGoOn, setStatus, takeIt, toggleStar, unread } from '@/store/deeds';
import { setDraft } from '@/store/drafts';
import { setLook, useLook } from '@/store/look';
import { isPicking, openPicker, pickAll, picked, setPicking, togglePick } from '@/store/picked';
import { go, openConversation, openId, route } from '@/store/route';
import { may, me } from '@/store/session';
import { undoLast } from '@/store/toasts';
import { focusOn, focusSoon, nextRegion, setUi, useUi } from '@/store/ui';
import { type NamedView, named, show } from '@/store/views';

/** How long "G" waits for its second letter. */
const SECOND = 1_200;

function move(step: 1 | -1): void {
  const { cursor } = useUi.getState();
  const next = neighbour(cursor ?? openId(), step);
  if (!next) return;
  setUi({ cursor: next });
  if (openId()) openConversation(next);
}

function write(mode: 'reply' | 'note'): void {
  const id = openId();
  if (!id) return;
  setDraft(id, { mode });
  requestAnimationFrame(() => focusOn('composer-text'));
}

function withOpen(deed: (id: string) => unknown): () => void {
  return () => {
    const id = openId();
    if (id) void deed(id);
  };
}

/** What is picked comes before what is open. */
function onPicked(all: () => unknown, one: () => void): () => void {
  return () => {
    if (picked().length > 0) void all();
    else one();
  };
}

function takeAll(): void {
  const user = me()?.user;
  if (user) void assignAll({ id: user.id, name: user.name });
}

const standing = () => useUi.getState().cursor ?? openId();

function pickOne(): void {
  const id = standing() ?? neighbour(null, 1);
  if (!id || !may('conversations.write')) return;
  setUi({ cursor: id });
  togglePick(id);
}

/** Picks the row the keyboard stands on and the one it goes to. */
function pickOnward(step: 1 | -1): void {
  const id = standing();
  const next = neighbour(id, step);
  if (!may('conversations.write')) return;
  pickAll([id, next].filter((one) => one !== null));
  if (next) setUi({ cursor: next });
}

function togglePanel(): void {
  if (matchMedia('(min-width: 1280px)').matches) setLook({ panel: !useLook.getState().panel });
  else setUi({ drawer: !useUi.getState().drawer });
}

const deeds: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  r: () => write('reply'),
  n: () => write('note'),
  e: onPicked(resolveAll, withOpen(resolveOrGoOn)),
  E: onPicked(
    () => setStatusOfAll('open'),
    withOpen((id) => setStatus(id, 'open')),
  ),
  a: onPicked(
    () => openPicker('assign'),
    withOpen(() => setUi({ assigning: true })),
  ),
  A: withOpen(() => setUi({ picking: 'team' })),
  y: onPicked(takeAll, withOpen(takeIt)),
  s: onPicked(
    () => openPicker('snooze'),
    withOpen(() => setUi({ snoozing: true })),
  ),
  x: pickOne,
  J: () => pickOnward(1),
  K: () => pickOnward(-1),
  // what is one agent's own is done to one conversation at a time
  u: onPicked(() => undefined, withOpen(unread)),
  f: onPicked(() => undefined, withOpen(toggleStar)),
  t: onPicked(
    () => openPicker('tags'),
    withOpen(() => setUi({ picking: 'tags' })),
  ),
  p: onPicked(
    () => openPicker('priority'),
    withOpen(() => setUi({ picking: 'priority' })),
  ),
  z: undoLast,
  '/': () => focusOn('search-field'),
  '?': () => setUi({ keySheet: true }),
  '[': () => setLook({ wideNav: !useLook.getState().wideNav }),
  ']': togglePanel,
  Enter: () => {
    const { cursor } = useUi.getState();
    if (!cursor) return;
    openConversation(cursor);
    focusSoon('thread-log');
  },
};

/** From the dashboard too. */
function toList(name: NamedView): () => void {
  return () => {
    show(named[name]);
    if (route().name !== 'inbox') openConversation(null);
  };
}

const places: Record<string, () => void> = {
  i: toList('mine'),
  m: toList('mentions'),
  u: toList('unassigned'),
  a: toList('open'),
  d: () => may('reports.read') && go('#/reports'),
};

const WALKS = new Set(['j', 'k', 'J', 'K']);

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/u.test(target.tagName));

const isControl = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('button, a, [role="menuitem"], [role="option"]') !== null;

const somethingFloats = () => document.querySelector('.pop, .modal') !== null;

/** From a field to its conversation, from the conversation to the list. */
function stepBack(event: KeyboardEvent): void {
  if (useUi.getState().drawer) return setUi({ drawer: false });
  if (isPicking() && !isField(event.target)) return setPicking(false);
  if (isField(event.target)) {
    if (!focusOn('thread-log')) focusOn('conversation-list');
    return;
  }
  if (isPhone()) openConversation(null);
  focusOn('conversation-list');
}

export function listenToKeys(): () => void {
  let gUntil = 0;
  const heard = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || somethingFloats()) return;
    if (event.key === 'F6') {
      event.preventDefault();
      return nextRegion(event.shiftKey);
    }
    const here = route().name;
    if ((here !== 'inbox' && here !== 'reports') || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') return here === 'inbox' ? stepBack(event) : undefined;
    if (isField(event.target) || !useLook.getState().singleKeys) return;
    if (event.key === 'Enter' && isControl(event.target)) return;
    const acts = here === 'inbox' || event.key === '?' ? deeds : {};
    const deed = Date.now() < gUntil ? places[event.key] : acts[event.key];
    gUntil = event.key === 'g' ? Date.now() + SECOND : 0;
    if (!deed) return;
    event.preventDefault();
    // a key held down walks the list, but resolves one conversation only
    if (event.repeat && !WALKS.has(event.key)) return;
    deed();
  };
  addEventListener('keydown', heard);
  return () => removeEventListener('keydown', heard);
}
