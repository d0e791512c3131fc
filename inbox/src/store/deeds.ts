/** What an agent does to a conversation: done at once on the screen, told to the hub, with a way back. */
import { conversations } from '@/api/hub';
import { Problem } from '@/api/problem';
import type {
  ConversationChange,
  ConversationStatus,
  CustomStatus,
  Priority,
  SequencedMessage,
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
import { change, markUnread, reachOf, row, setMark, takeAnswer, takeConversations, useInbox } from './inbox';
import { inHours, mondayMorning, tomorrowMorning } from './moments';
import { usePeople } from './people';
import { openConversation, openId } from './route';
import { idsOf, type Row } from './rows';
import { isSearching } from './search';
import { may, mayChange, me, myId } from './session';
import { thread } from './threads';
import { type About, remember, say, warn } from './toasts';
import { focusSoon, noteDeed, useUi } from './ui';
import { useView, viewKey } from './views';

/** Tries it; a refusal is said in the hub's words. */
async function attempt(id: string, wish: ConversationChange, guess: Partial<Row>): Promise<boolean> {
  noteDeed();
  if (!mayChange(wish)) {
    regret(id, t.header.mayNot);
    return false;
  }
  try {
    await change(id, wish, guess);
    return true;
  } catch (error) {
    regret(id, error instanceof Problem ? error.message : t.app.failed);
    return false;
  }
}

/** Who has gone on meanwhile is told which conversation it was, and offered the way there. */
function regret(id: string, why: string): void {
  if (openId() === id) return warn(why);
  const back = { text: t.notices.open, run: () => openConversation(id) };
  warn(t.header.notChanged(row(id)?.display_name ?? '', why), back);
}

/** The way back of a toast: says nothing again. */
const silently = (id: string, wish: ConversationChange, guess: Partial<Row>) => () => void attempt(id, wish, guess);

/** To one of the four, or to the workspace's own word for it. */
export async function setStatus(
  id: string,
  status: ConversationStatus,
  custom: CustomStatus | null = null,
): Promise<void> {
  const before = row(id);
  const woken = status === 'open' ? { snoozed_until: null } : {};
  const wish = { status, custom_status_id: custom?.id ?? null, ...woken };
  if (!(await attempt(id, wish, wish))) return;
  const was = before && { status: before.status, custom_status_id: before.custom_status_id };
  const isOther = was && (was.status !== status || was.custom_status_id !== wish.custom_status_id);
  const undo = isOther ? silently(id, was, was) : undefined;
  const about: About = {
    conversation: id,
    told: 'there',
    holds: (now) => now.status === status && now.custom_status_id === wish.custom_status_id,
  };
  if (status !== 'resolved')
    return say(t.header.changed(custom ? `“${custom.name}”` : t.status[status].toLowerCase()), undo, about);
  // who has not gone on sees it under the conversation
  const back = undo && (() => [undo(), openConversation(id)]);
  say(t.header.isResolved(row(id)?.display_name ?? ''), back, { ...about, told: 'elsewhere' });
}

/** Resolves and goes on: the next conversation of the list is open, and letters act on it. */
export async function resolve(id: string, custom: CustomStatus | null = null): Promise<void> {
  const next = nextAfter(id);
  const done = setStatus(id, 'resolved', custom);
  if (openId() === id) goOn(id, next);
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
  if (index < 0) return ids[0] ?? null;
  return ids[index + step] ?? null;
}

export async function assign(id: string, to: UserBrief | null): Promise<void> {
  const before = row(id)?.assignee ?? null;
  if (before?.id === to?.id) return;
  if (!(await attempt(id, { assignee_id: to?.id ?? null }, { assignee: to }))) return;
  const back = silently(id, { assignee_id: before?.id ?? null }, { assignee: before });
  const about: About = {
    conversation: id,
    told: 'there',
    holds: (now) => (now.assignee?.id ?? null) === (to?.id ?? null),
  };
  if (!to) return say(t.header.unassigned, back, about);
  say(to.id === myId() ? t.header.assignedYou : t.header.assignedTo(to.name), back, about);
}

/** To a team, which may give it to one of its members at once. */
export async function assignTeam(id: string, team: string | null): Promise<void> {
  const before = row(id)?.team_id ?? null;
  if (before === team) return;
  const owner = row(id)?.assignee ?? null;
  if (!(await attempt(id, { team_id: team }, { team_id: team }))) return;
  const was = { team_id: before, assignee_id: owner?.id ?? null };
  const back = silently(id, was, { team_id: before, assignee: owner });
  const about: About = { conversation: id, told: 'there', holds: (now) => now.team_id === team };
  const name = usePeople.getState().teams.find((one) => one.id === team)?.name;
  say(name ? t.header.assignedTo(name) : t.header.noTeam, back, about);
}

export function takeIt(id: string): Promise<void> {
  const user = me()?.user;
  return user ? assign(id, { id: user.id, name: user.name }) : Promise.resolve();
}

/** What Z may take back from now on: once it is done, if it is. */
function undoable(doing: Promise<boolean>, back: () => void): Promise<boolean> {
  remember(() => void doing.then((done) => done && back()));
  return doing;
}

export async function setPriority(id: string, priority: Priority): Promise<void> {
  const before = row(id)?.priority;
  if (!before || before === priority) return;
  const back = silently(id, { priority: before }, { priority: before });
  await undoable(attempt(id, { priority }, { priority }), back);
}

/** Puts a tag on, or takes it off. */
export async function toggleTag(id: string, tag: string): Promise<void> {
  const held = row(id)?.tag_ids ?? [];
  const carries = held.includes(tag);
  const [put, take] = [{ add_tags: [tag] }, { remove_tags: [tag] }];
  const after = carries ? held.filter((one) => one !== tag) : [...held, tag];
  const back = silently(id, carries ? put : take, { tag_ids: held });
  await undoable(attempt(id, carries ? take : put, { tag_ids: after }), back);
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
  const before = row(id)?.snoozed_until ?? null;
  if (!(await attempt(id, { snoozed_until: until }, { snoozed_until: until }))) return;
  const back = silently(id, { snoozed_until: before }, { snoozed_until: before });
  const about: About = { conversation: id, told: 'there', holds: (now) => now.snoozed_until !== null };
  if (until)
    say(until === 'reply' ? t.header.snoozedReply : t.header.snoozed(soonTime(until, Date.now())), back, about);
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
  if (!inbound) return;
  openConversation(null);
  forgetRead(id);
  markUnread(id, inbound.seq - 1);
  await conversations.read(id, inbound.seq - 1).catch(() => undefined);
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
