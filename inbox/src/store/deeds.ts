/** What an agent does to a conversation: done at once on the screen, told to the hub, with a way back. */
import { conversations } from '@/api/hub';
import { Problem } from '@/api/problem';
import type {
  ConversationChange,
  ConversationStatus,
  CustomStatus,
  Priority,
  SequencedMessage,
  Step,
  TranscriptWish,
  UserBrief,
} from '@/api/types';
import { copyText } from '@/components/copy';
import { isPhone } from '@/components/media';
import { saveAs } from '@/components/save';
import { soonTime } from '@/components/time';
import { forgetRead } from '@/live/threads';
import { t } from '@/texts';
import { nextWorkingDay } from './hours';
import {
  change,
  countsSoon,
  markUnread,
  reachOf,
  row,
  setMark,
  takeAnswer,
  takeConversations,
  takeMarks,
  useInbox,
} from './inbox';
import { inHours, mondayMorning, tomorrowMorning } from './moments';
import { usePeople } from './people';
import { openConversation, openId } from './route';
import { idsOf, type Row } from './rows';
import { isSearching } from './search';
import { may, mayChange, me, myId } from './session';
import { thread } from './threads';
import { type About, remember, say, warn } from './toasts';
import { focusSoon, noteDeed, setUi, useUi } from './ui';
import { useView, viewKey } from './views';

/** Tries it and answers with the way back; a refusal is said in the hub's words. */
async function attempt(id: string, wish: ConversationChange, guess: Partial<Row>): Promise<Step[] | null> {
  noteDeed();
  if (!mayChange(wish)) {
    regret(id, t.header.mayNot);
    return null;
  }
  try {
    return await change(id, wish, guess);
  } catch (error) {
    regret(id, error instanceof Problem ? error.message : t.app.failed);
    return null;
  }
}

/** The way back, of which nothing is said again; what a colleague has changed since stays as they made it. */
async function takeBack(id: string, steps: readonly Step[]): Promise<void> {
  noteDeed();
  try {
    const done = await conversations.changeMany(steps);
    takeConversations(done.conversations);
    countsSoon();
    if (done.undo.length === 0) warn(t.bulk.leftAlone(1));
  } catch (error) {
    regret(id, error instanceof Problem ? error.message : t.app.failed);
  }
}

interface Deed {
  id: string;
  wish: ConversationChange;
  guess: Partial<Row>;
  /** Once it is done, and not taken back already; without `undo` it was so before. */
  tell?: (undo: (() => void) | undefined) => void;
  /** What goes with taking it back. */
  back?: () => void;
}

/** Z takes it back from its first moment on: as soon as it is done, if it is. */
async function carryOut({ id, wish, guess, tell, back }: Deed): Promise<void> {
  let isBack = false;
  const doing = attempt(id, wish, guess);
  const undo = () => {
    if (isBack) return;
    isBack = true;
    back?.();
    void doing.then((steps) => (steps?.length ? takeBack(id, steps) : undefined));
  };
  remember(undo);
  const steps = await doing;
  if (steps && !isBack) tell?.(steps.length > 0 ? undo : undefined);
}

/** Who has gone on meanwhile is told which conversation it was, and offered the way there. */
function regret(id: string, why: string): void {
  if (openId() === id) return warn(why);
  const back = { text: t.notices.open, run: () => openConversation(id) };
  warn(t.header.notChanged(row(id)?.display_name ?? '', why), back);
}

/** To one of the four, or to the workspace's own word for it. */
export async function setStatus(
  id: string,
  status: ConversationStatus,
  custom: CustomStatus | null = null,
): Promise<void> {
  const woken = status === 'open' ? { snoozed_until: null } : {};
  const wish = { status, custom_status_id: custom?.id ?? null, ...woken };
  const about: About = {
    conversation: id,
    told: 'there',
    holds: (now) => now.status === status && now.custom_status_id === wish.custom_status_id,
  };
  if (status === 'resolved') {
    const tell = (undo?: () => void) =>
      say(t.header.isResolved(row(id)?.display_name ?? ''), undo, { ...about, told: 'elsewhere' });
    // who has not gone on sees it under the conversation
    return carryOut({ id, wish, guess: wish, tell, back: () => openConversation(id) });
  }
  const name = custom ? `“${custom.name}”` : t.status[status].toLowerCase();
  await carryOut({ id, wish, guess: wish, tell: (undo) => undo && say(t.header.changed(name), undo, about) });
}

/** Resolves and goes on: the next conversation of the list is open, and letters act on it. */
export async function resolve(id: string, custom: CustomStatus | null = null): Promise<void> {
  const next = nextAfter(id);
  const done = setStatus(id, 'resolved', custom);
  if (openId() === id) goOn(id, next);
  else if (useUi.getState().cursor === id) setUi({ cursor: next });
  await done;
}

/** What is done with already is only left. */
export async function resolveOrGoOn(id: string): Promise<void> {
  if (isDone(row(id)?.status)) goOn(id, nextAfter(id));
  else await resolve(id);
}

export const isDone = (status: ConversationStatus | undefined) => status === 'resolved' || status === 'closed';

const nextAfter = (id: string): string | null => neighbour(id, 1) ?? neighbour(id, -1);

/** Leaves a conversation for the next one; on a phone, where nothing stands beside it, for the list. */
function goOn(id: string, next: string | null): void {
  // what was searched for is no queue to work through
  if (next === id || (isSearching() && !isPhone())) return;
  const inList = document.getElementById('conversation-list')?.contains(document.activeElement);
  openConversation(isPhone() ? null : next);
  if (isPhone() || !next) focusSoon('conversation-list');
  else if (!inList) focusSoon('thread-log');
}

/** The ids of the list as it is seen; while none is, as it would be. */
export function visibleIds(): readonly string[] {
  const { listed } = useUi.getState();
  if (listed) return listed;
  const { view } = useView.getState();
  const { rows, windows } = useInbox.getState();
  return idsOf(rows, view, myId(), reachOf(windows[viewKey(view)]));
}

export function neighbour(id: string | null, step: 1 | -1): string | null {
  const ids = visibleIds();
  const index = id === null ? -1 : ids.indexOf(id);
  if (index >= 0) return ids[index + step] ?? null;
  const { left } = useUi.getState();
  // what stands there by now came after it
  if (id !== null && left?.id === id) return ids[step === 1 ? left.place : left.place - 1] ?? null;
  return ids[0] ?? null;
}

export async function assign(id: string, to: UserBrief | null): Promise<void> {
  if ((row(id)?.assignee?.id ?? null) === (to?.id ?? null)) return;
  const about: About = {
    conversation: id,
    told: 'there',
    holds: (now) => (now.assignee?.id ?? null) === (to?.id ?? null),
  };
  const words = !to ? t.header.unassigned : to.id === myId() ? t.header.assignedYou : t.header.assignedTo(to.name);
  const wish = { assignee_id: to?.id ?? null };
  await carryOut({ id, wish, guess: { assignee: to }, tell: (undo) => say(words, undo, about) });
}

/** To a team, which may give it to one of its members at once. */
export async function assignTeam(id: string, team: string | null): Promise<void> {
  if ((row(id)?.team_id ?? null) === team) return;
  const about: About = { conversation: id, told: 'there', holds: (now) => now.team_id === team };
  const name = usePeople.getState().teams.find((one) => one.id === team)?.name;
  const words = name ? t.header.assignedTo(name) : t.header.noTeam;
  await carryOut({ id, wish: { team_id: team }, guess: { team_id: team }, tell: (undo) => say(words, undo, about) });
}

export function takeIt(id: string): Promise<void> {
  const user = me()?.user;
  return user ? assign(id, { id: user.id, name: user.name }) : Promise.resolve();
}

export async function setPriority(id: string, priority: Priority): Promise<void> {
  const before = row(id)?.priority;
  if (!before || before === priority) return;
  await carryOut({ id, wish: { priority }, guess: { priority } });
}

/** Puts a tag on, or takes it off. */
export async function toggleTag(id: string, tag: string): Promise<void> {
  const held = row(id)?.tag_ids ?? [];
  const carries = held.includes(tag);
  const after = carries ? held.filter((one) => one !== tag) : [...held, tag];
  await carryOut({ id, wish: carries ? { remove_tags: [tag] } : { add_tags: [tag] }, guess: { tag_ids: after } });
}

/** Marks it for this agent alone, or takes the mark away. */
export async function toggleStar(id: string): Promise<void> {
  const before = row(id);
  if (!before) return;
  const starred = !before.starred;
  const paint = (starred: boolean) => {
    const now = row(id);
    if (now) setMark(id, { ...now, starred });
  };
  noteDeed();
  paint(starred);
  remember(() => void toggleStar(id));
  try {
    await takeAnswer(starred ? conversations.star(id) : conversations.unstar(id));
  } catch (error) {
    paint(!starred);
    regret(id, error instanceof Problem ? error.message : t.app.failed);
  }
}

export async function snooze(id: string, until: string | null): Promise<void> {
  const about: About = { conversation: id, told: 'there', holds: (now) => now.snoozed_until !== null };
  const words = until === 'reply' ? t.header.snoozedReply : until && t.header.snoozed(soonTime(until, Date.now()));
  const wish = { snoozed_until: until };
  await carryOut({ id, wish, guess: wish, tell: (undo) => words && say(words, undo, about) });
}

/** The moments that can be chosen, counted from now. */
export function snoozeTimes(now: number): { label: string; until: string }[] {
  const [next, monday] = [nextWorkingDay(now), mondayMorning(now)];
  const days = [
    ...(next ? [{ label: t.header.snoozeWorkday, until: new Date(next).toISOString() }] : []),
    { label: t.header.snoozeTomorrow, until: tomorrowMorning(now) },
    ...(monday ? [{ label: t.header.snoozeMonday, until: monday }] : []),
  ];
  // one that is another's moment says nothing new
  return [
    { label: t.header.snoozeLater, until: inHours(now, 3) },
    ...days.filter((one, place) => days.findIndex(({ until }) => until === one.until) === place),
  ];
}

/** Back among the unread: the last inbound message counts as not read. */
export async function unread(id: string): Promise<void> {
  const inbound = thread(id)?.log.messages.findLast((message) => message.direction === 'inbound');
  if (openId() === id) openConversation(null);
  forgetRead(id);
  if (inbound) {
    markUnread(id, inbound.seq - 1);
    await conversations.read(id, inbound.seq - 1).catch(() => undefined);
  } else {
    // its messages are not here: only the hub knows which was the last
    const done = await conversations.markMany([{ ids: [id], mark: { unread: true } }]).catch(() => null);
    if (done) takeMarks(done.conversations);
  }
}

export type TranscriptForm = TranscriptWish['form'];

const inZone = (wish: Omit<TranscriptWish, 'time_zone'>): TranscriptWish => ({
  ...wish,
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

export async function saveTranscript(id: string, wish: Omit<TranscriptWish, 'time_zone'>): Promise<void> {
  const file = await conversations.transcript(id, inZone(wish));
  saveAs(`transcript-${id.slice(-6)}.${wish.form === 'html' ? 'html' : 'txt'}`, file);
}

/** The line in the thread says when it went, or why it could not. */
export async function mailTranscript(id: string, to: string, wish: Omit<TranscriptWish, 'time_zone'>): Promise<void> {
  await conversations.mailTranscript(id, to, inZone(wish));
  say(t.header.transcriptMailed(to));
}

/** To another contact, or back to nobody. */
export async function move(id: string, to: { id: string; name: string } | null): Promise<void> {
  const before = row(id)?.contact ?? null;
  noteDeed();
  takeConversations([await conversations.move(id, to?.id ?? null)]);
  if (!to) return;
  const back = () => void move(id, before).catch(() => regret(id, t.app.failed));
  say(t.header.moved(to.name), back, { conversation: id, told: 'there', holds: (now) => now.contact?.id === to.id });
}

/** What was merged stays with where it went on. */
export const mayMove = (row: Row | undefined): boolean =>
  Boolean(row) && !row?.merged_into && may('conversations.change') && may('contacts.read');

/** What has a contact, and was not merged before. */
export const mayMerge = (row: Row | undefined): boolean => Boolean(row?.contact) && mayMove(row);

/** Into another one of the same contact, which is open then. */
export async function merge(id: string, into: string): Promise<void> {
  noteDeed();
  takeConversations([await conversations.merge(id, into)]);
  if (openId() === id) openConversation(into);
  const about: About = { conversation: id, told: 'elsewhere', holds: (now) => now.merged_into === into };
  say(t.header.merged, () => void undoMerge(id), about);
}

export async function undoMerge(id: string): Promise<void> {
  noteDeed();
  try {
    takeConversations([await conversations.undoMerge(id)]);
  } catch (error) {
    regret(id, error instanceof Problem ? error.message : t.app.failed);
  }
}

/** What can be split from: what people said, but for the first. */
export const splitPlaces = (id: string): SequencedMessage[] => {
  const said = thread(id)?.log.messages.filter(({ role }) => role !== 'system') ?? [];
  return said.filter(({ seq }) => seq > Math.max(1, said[0]?.prev_seq === 0 ? said[0].seq : 0));
};

export const maySplit = (row: Row | undefined): boolean =>
  Boolean(row) && row?.status !== 'closed' && !row?.merged_into && may('conversations.change');

/** From a message on it goes on in a new conversation, which is open then. */
export async function split(id: string, seq: number, subject: string | null): Promise<void> {
  noteDeed();
  const made = await conversations.split(id, seq, subject);
  takeConversations([made]);
  openConversation(made.id);
  const about: About = { conversation: made.id, told: 'there', holds: (now) => now.status !== 'closed' };
  say(t.header.isSplit, () => void undoSplit(made.id, id), about);
}

/** The one that was split off is closed; the other is open then. */
export async function undoSplit(id: string, source: string): Promise<void> {
  noteDeed();
  try {
    takeConversations([await conversations.undoSplit(id)]);
    if (openId() === id) openConversation(source);
  } catch (error) {
    regret(id, error instanceof Problem ? error.message : t.app.failed);
  }
}

export async function copyLink(id: string): Promise<void> {
  if (await copyText(`${location.origin}${location.pathname}#/c/${id}`)) say(t.header.linkCopied);
}
