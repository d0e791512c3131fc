/** What an agent does to all the conversations that are picked: in one request, with one way back. */
import { conversations } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type {
  ChangedMatching,
  ConversationChange,
  ConversationStatus,
  CustomStatus,
  Macro,
  MacroAction,
  MarkStep,
  MatchingWish,
  Priority,
  Step,
  UserBrief,
  ViewFilters,
  Wish,
} from '@/api/types';
import { soonTime } from '@/components/time';
import { t } from '@/texts';
import { countsSoon, row, takeConversations, takeMarks } from './inbox';
import { skippedText } from './macros';
import { newClientId } from './outbox';
import { type All, picked, setPicking, usePicked } from './picked';
import { mayChange, myId } from './session';
import { remember, say, warn } from './toasts';
import { noteDeed } from './ui';
import { template } from './variables';
import { filterOf, filtersOf, useView } from './views';

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

/** One answer of the hub, with what takes it back. */
interface Done {
  changed: number;
  leftOut: number;
  skipped: readonly MacroAction[];
  back: (() => Promise<number | null>)[];
}

const sizeOf = (steps: readonly { ids: readonly string[] }[]) => steps.reduce((sum, step) => sum + step.ids.length, 0);

const backOf = (steps: readonly Step[]) => async () => {
  const done = await send(steps);
  return done && sizeOf(steps) - sizeOf(done);
};

const backOfMarks = (marks: readonly MarkStep[]) => async () => {
  const done = await sendMarks(marks);
  return done && 0;
};

async function sendMarks(marks: readonly MarkStep[]): Promise<MarkStep[] | null> {
  noteDeed();
  try {
    const done = await conversations.markMany(marks);
    noteDeed();
    takeMarks(done.conversations);
    countsSoon();
    return done.undo;
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
    return null;
  }
}

async function doPicked(ids: readonly string[], wish: Wish): Promise<Done | null> {
  if ('mark' in wish) {
    const undo = await sendMarks([{ ids, mark: wish.mark }]);
    return undo && { changed: sizeOf(undo), leftOut: 0, skipped: [], back: [backOfMarks(undo)] };
  }
  const undo = await send([{ ids, change: wish.change }]);
  return undo && { changed: sizeOf(undo), leftOut: 0, skipped: [], back: [backOf(undo)] };
}

/** So many at a time: the bar says how far it has got, and it can be stopped in between. */
const BATCH = 200;
/** The hub counts no further, and one go changes no more. */
const MOST_MATCHING = 10_000;

/** After so many milliseconds a batch whose answer was lost is asked for again: under its key it is done once. */
const AGAIN = [1_000, 3_000, 9_000];

async function insist(filters: ViewFilters, wish: MatchingWish, cursor: string | null): Promise<ChangedMatching> {
  const key = newClientId();
  for (const pause of AGAIN) {
    try {
      return await conversations.changeMatching(filters, wish, cursor, BATCH, key);
    } catch (error) {
      if (!asProblem(error).passing) throw error;
    }
    await new Promise((over) => setTimeout(over, pause));
  }
  return conversations.changeMatching(filters, wish, cursor, BATCH, key);
}

/** All that match, newest first. What was done before it was stopped or refused is done, and can be taken back. */
async function doAll({ view, count }: All, wish: MatchingWish): Promise<Done | null> {
  if ('change' in wish && !mayChange(wish.change)) {
    warn(t.header.mayNot);
    return null;
  }
  const done: Done = { changed: 0, leftOut: 0, skipped: [], back: [] };
  let [matched, cursor]: [number, string | null] = [0, null];
  usePicked.setState({ progress: { done: 0, of: count } });
  try {
    do {
      noteDeed();
      const part = await insist(filtersOf(view), wish, cursor);
      matched += part.matched;
      cursor = part.next_cursor;
      done.changed += part.changed;
      done.leftOut += part.left_out;
      done.skipped = part.skipped;
      done.back.push(...part.undo.map(backOf), ...part.undo_marks.map(backOfMarks));
      if (!usePicked.getState().progress) break;
      usePicked.setState({ progress: { done: matched, of: Math.max(count, matched) } });
    } while (cursor && matched < MOST_MATCHING);
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
    if (done.changed === 0) return null;
  } finally {
    usePicked.setState({ progress: null });
    countsSoon();
  }
  return done;
}

/** What is under way ends with the batch that it is at. */
export const stopAll = () => usePicked.setState({ progress: null });

export async function pickMatching(): Promise<void> {
  const { view } = useView.getState();
  try {
    const { count, more } = await conversations.countMatching(filterOf(view));
    if (useView.getState().view === view) usePicked.setState({ picking: true, all: { view, count, more } });
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
  }
}

/** Those that were not as they are to be are told of, with the way back. */
async function toAll(wish: Wish, told: (count: number) => string, keep = false): Promise<void> {
  const { ids, all, progress } = usePicked.getState();
  if (progress || (ids.length === 0 && !all)) return;
  if (keep) usePicked.setState({ ids });
  else if (!all) setPicking(false);
  const done = await (all ? doAll(all, wish) : doPicked(ids, wish));
  if (all && !keep) setPicking(false);
  if (!done) return;
  if (done.changed === 0) return say(t.bulk.nothing);
  say(told(done.changed), () => void takeBack(done));
}

const changeAll = (change: ConversationChange, told: (count: number) => string, keep = false) =>
  toAll({ change }, told, keep);

/** What somebody else has changed since stays as they made it. */
async function takeBack({ back }: Done): Promise<void> {
  let left = 0;
  for (const part of back) {
    const alone = await part();
    if (alone === null) return;
    left += alone;
  }
  if (left > 0) say(t.bulk.leftAlone(left));
}

export const starAll = (starred: boolean) =>
  toAll({ mark: { starred } }, (count) => (starred ? t.bulk.starred(count) : t.bulk.unstarred(count)));

export const unreadAll = () => toAll({ mark: { unread: true } }, t.bulk.unread);

/** In all that match, its words filled in by the hub for each; what it could not do is told with the rest. */
export async function applyToMatching(macro: Macro): Promise<void> {
  const { all, progress } = usePicked.getState();
  if (!all || progress) return;
  const words = macro.text ? { client_id: newClientId(), ...template(macro.text) } : {};
  const done = await doAll(all, { macro_id: macro.id, ...words });
  setPicking(false);
  if (!done) return;
  const bad = [done.leftOut > 0 && t.macros.leftOut(done.leftOut), skippedText(done.skipped)].filter(Boolean).join(' ');
  if (done.changed === 0) return bad ? warn(bad) : say(t.bulk.nothing);
  const told = t.macros.appliedTo(done.changed, macro.name);
  const back = done.back.length > 0 ? () => void takeBack(done) : undefined;
  if (!bad) return say(told, back);
  if (back) remember(back);
  warn(`${told} ${bad}`, back && { text: t.app.undo, run: back });
}

export const assignTeamToAll = (team: { id: string; name: string } | null) =>
  changeAll({ team_id: team?.id ?? null }, (count) =>
    team ? t.bulk.assigned(count, team.name) : t.bulk.noTeam(count),
  );

export const resolveAll = () => changeAll({ status: 'resolved', custom_status_id: null }, t.bulk.resolved);

export const setStatusOfAll = (status: ConversationStatus, custom: CustomStatus | null = null) =>
  changeAll(
    { status, custom_status_id: custom?.id ?? null, ...(status === 'open' && { snoozed_until: null }) },
    (count) => t.bulk.status(count, custom ? `“${custom.name}”` : t.status[status].toLowerCase()),
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
  // of those that are not loaded nobody knows what they carry
  const carried = !usePicked.getState().all && commonTags(picked()).includes(tag);
  return tagAll(tag, name, carried);
}

export function tagAll(tag: string, name: string, off: boolean): Promise<void> {
  const change = off ? { remove_tags: [tag] } : { add_tags: [tag] };
  return changeAll(change, (count) => (off ? t.bulk.untagged(count, name) : t.bulk.tagged(count, name)), true);
}
