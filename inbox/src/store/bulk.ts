/** What an agent does to all the conversations that are picked: in one request, with one way back. */
import { conversations } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type { ConversationChange, Priority, Step, UserBrief } from '@/api/types';
import { soonTime } from '@/components/time';
import { t } from '@/texts';
import { countsSoon, row, takeConversations } from './inbox';
import { picked, setPicking, usePicked } from './picked';
import { mayChange, myId } from './session';
import { say, warn } from './toasts';
import { noteDeed } from './ui';

async function send(changes: readonly Step[]): Promise<Step[] | null> {
  noteDeed();
  if (!changes.every(({ change }) => mayChange(change))) {
    warn(t.header.mayNot);
    return null;
  }
  try {
    const done = await conversations.changeMany(changes);
    noteDeed();
    takeConversations(done.conversations);
    countsSoon();
    return done.undo;
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
    return null;
  }
}

/** Those that were not as they are to be are told of, with the way back. */
async function changeAll(change: ConversationChange, told: (count: number) => string, keep = false): Promise<void> {
  const ids = picked();
  if (ids.length === 0) return;
  if (keep) usePicked.setState({ ids });
  else setPicking(false);
  const undo = await send([{ ids, change }]);
  if (!undo) return;
  const count = sizeOf(undo);
  if (count === 0) return say(t.bulk.nothing);
  say(told(count), () => void takeBack(undo));
}

const sizeOf = (steps: readonly Step[]) => steps.reduce((sum, step) => sum + step.ids.length, 0);

/** What somebody else has changed since stays as they made it. */
async function takeBack(steps: readonly Step[]): Promise<void> {
  const done = await send(steps);
  const left = done ? sizeOf(steps) - sizeOf(done) : 0;
  if (left > 0) say(t.bulk.leftAlone(left));
}

export const resolveAll = () => changeAll({ status: 'resolved' }, t.bulk.resolved);

export const setStatusOfAll = (status: 'open' | 'pending' | 'resolved' | 'closed') =>
  changeAll({ status, ...(status === 'open' && { snoozed_until: null }) }, (count) =>
    t.bulk.status(count, t.status[status]),
  );

export const setPriorityOfAll = (priority: Priority) =>
  changeAll({ priority }, (count) => t.bulk.priority(count, t.priority[priority]));

export function assignAll(to: UserBrief | null): Promise<void> {
  return changeAll({ assignee_id: to?.id ?? null }, (count) => {
    if (!to) return t.bulk.unassigned(count);
    return to.id === myId() ? t.bulk.assignedYou(count) : t.bulk.assigned(count, to.name);
  });
}

export const snoozeAll = (until: string) =>
  changeAll({ snoozed_until: until }, (count) =>
    until === 'reply' ? t.bulk.snoozedReply(count) : t.bulk.snoozed(count, soonTime(until, Date.now())),
  );

/** The tags that all of them carry. */
export function commonTags(ids: readonly string[]): string[] {
  const [first, ...others] = ids.map((id) => row(id)?.tag_ids ?? []);
  return (first ?? []).filter((tag) => others.every((tags) => tags.includes(tag)));
}

/** On all of them, or off all of them; they stay picked, for the next tag. */
export function toggleTagOfAll(tag: string, name: string): Promise<void> {
  const carried = commonTags(picked()).includes(tag);
  const change = carried ? { remove_tags: [tag] } : { add_tags: [tag] };
  return changeAll(change, (count) => (carried ? t.bulk.untagged(count, name) : t.bulk.tagged(count, name)), true);
}
