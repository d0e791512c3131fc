/** What an agent does to a conversation: done at once on the screen, told to the hub, with a way back. */
import { conversations } from '@/api/hub';
import { Problem } from '@/api/problem';
import type { ConversationChange, ConversationStatus, Priority, UserBrief } from '@/api/types';
import { soonTime } from '@/components/time';
import { forgetRead } from '@/live/threads';
import { t } from '@/texts';
import { change, markUnread, row, useInbox } from './inbox';
import { openConversation } from './route';
import { idsOf, type Row } from './rows';
import { me, myId } from './session';
import { thread } from './threads';
import { say } from './toasts';
import { noteDeed, setUi, useUi } from './ui';
import { useView, viewKey } from './views';

/** Tries it; a refusal is said in the hub's words. */
async function attempt(id: string, wish: ConversationChange, guess: Partial<Row>): Promise<boolean> {
  noteDeed();
  try {
    await change(id, wish, guess);
    return true;
  } catch (error) {
    say(error instanceof Problem ? error.message : t.app.failed);
    return false;
  }
}

/** The way back of a toast: says nothing again. */
const silently = (id: string, wish: ConversationChange, guess: Partial<Row>) => () => void attempt(id, wish, guess);

export async function setStatus(id: string, status: ConversationStatus): Promise<void> {
  const before = row(id)?.status;
  const woken = status === 'open' ? { snoozed_until: null } : {};
  if (!(await attempt(id, { status, ...woken }, { status, ...woken }))) return;
  // the thread itself says that it is resolved, with both ways on
  if (status === 'resolved') return;
  const undo = before && before !== status ? silently(id, { status: before }, { status: before }) : undefined;
  say(t.header.changed(t.status[status]), undo, { conversation: id, holds: (now) => now.status === status });
}

/** Resolves and stays: what comes next is opened, and by that read, only by who asks for it. */
export async function resolve(id: string): Promise<void> {
  const from = visibleIds();
  const index = from.indexOf(id);
  if (index >= 0) setUi({ left: { id, before: from.slice(0, index), after: from.slice(index + 1) } });
  resolving.add(id);
  await setStatus(id, 'resolved').finally(() => resolving.delete(id));
}

/** Meanwhile a row that is older than the deed may still say open. */
const resolving = new Set<string>();

/** Resolves; once more, goes on. */
export async function resolveOrGoOn(id: string): Promise<void> {
  if (resolving.has(id) || row(id)?.status === 'resolved') goOn(id);
  else await resolve(id);
}

/** Opens what comes after a conversation that is done with. */
export function goOn(id: string): void {
  const next = nextAfter(id);
  if (next) openConversation(next);
}

export const nextAfter = (id: string): string | null => neighbour(id, 1) ?? neighbour(id, -1);

/** The ids of the list as it is filtered now. */
export function visibleIds(): string[] {
  const { view } = useView.getState();
  const { rows, windows } = useInbox.getState();
  return idsOf(rows, view, myId(), windows[viewKey(view)] ?? null);
}

export function neighbour(id: string | null, step: 1 | -1): string | null {
  const ids = visibleIds();
  const index = id === null ? -1 : ids.indexOf(id);
  if (index >= 0) return ids[index + step] ?? null;
  const { left } = useUi.getState();
  if (!left || left.id !== id) return ids[0] ?? null;
  // no longer in the list: counted from where it stood
  const around = step === 1 ? left.after : left.before.toReversed();
  return around.find((one) => ids.includes(one)) ?? null;
}

export async function assign(id: string, to: UserBrief | null): Promise<void> {
  const before = row(id)?.assignee ?? null;
  if (before?.id === to?.id) return;
  if (!(await attempt(id, { assignee_id: to?.id ?? null }, { assignee: to }))) return;
  const back = silently(id, { assignee_id: before?.id ?? null }, { assignee: before });
  const about = { conversation: id, holds: (now: Row) => (now.assignee?.id ?? null) === (to?.id ?? null) };
  if (!to) return say(t.header.unassigned, back, about);
  say(t.header.assignedTo(to.id === myId() ? t.thread.you.toLowerCase() : to.name), back, about);
}

export function takeIt(id: string): Promise<void> {
  const user = me()?.user;
  return user ? assign(id, { id: user.id, name: user.name }) : Promise.resolve();
}

export async function setPriority(id: string, priority: Priority): Promise<void> {
  await attempt(id, { priority }, { priority });
}

export async function snooze(id: string, until: string | null): Promise<void> {
  const before = row(id)?.snoozed_until ?? null;
  if (!(await attempt(id, { snoozed_until: until }, { snoozed_until: until }))) return;
  const back = silently(id, { snoozed_until: before }, { snoozed_until: before });
  const about = { conversation: id, holds: (now: Row) => now.snoozed_until !== null };
  if (until) say(t.header.snoozed(soonTime(until, Date.now())), back, about);
}

/** The moments that can be chosen, counted from now. */
export function snoozeTimes(now: number): { label: string; until: string }[] {
  const at = (days: number) => new Date(new Date(now).setHours(9, 0, 0, 0)).setDate(new Date(now).getDate() + days);
  const toMonday = (8 - new Date(now).getDay()) % 7 || 7;
  const later = { label: t.header.snoozeLater, until: new Date(now + 3 * 3_600_000).toISOString() };
  const tomorrow = { label: t.header.snoozeTomorrow, until: new Date(at(1)).toISOString() };
  const monday = { label: t.header.snoozeMonday, until: new Date(at(toMonday)).toISOString() };
  return toMonday === 1 ? [later, tomorrow] : [later, tomorrow, monday];
}

/** Back among the unread: the last inbound message counts as not read. */
export async function unread(id: string): Promise<void> {
  const inbound = thread(id)?.log.messages.findLast((message) => message.direction === 'inbound');
  if (!inbound) return;
  openConversation(null);
  forgetRead(id);
  markUnread(id, inbound.seq - 1);
  await conversations.read(id, inbound.seq - 1).catch(() => undefined);
}
