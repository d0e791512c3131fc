/** Brings the hub's events into the stores, and after a break exactly what was missed. */
import type { Conversation, ConversationRow, Presence, SequencedMessage } from '@/api/types';
import { loadAttributes } from '@/store/attributes';
import { cannedChanged } from '@/store/canned';
import { connectionUp } from '@/store/connection';
import { contactChanged } from '@/store/contacts';
import { loadCustomStatuses } from '@/store/custom-statuses';
import { loadHours } from '@/store/hours';
import {
  countsSoon,
  fitAnew,
  forgetRow,
  forgetRows,
  forgetWindows,
  loadView,
  readElsewhere,
  row,
  takeConversations,
  takeOwn,
  takeRow,
  visitorRead,
} from '@/store/inbox';
import { macrosChanged } from '@/store/macros';
import { hasGap, lastSeq, skipsChange, withChange, withMessage } from '@/store/merge';
import { anyListChanged, listChanged } from '@/store/news';
import {
  forgetLivePeople,
  loadTeams,
  nameOf,
  peopleChanged,
  setPresence,
  setTyping,
  setWatchers,
  type Typist,
  type Watcher,
} from '@/store/people';
import { loadRoles } from '@/store/roles';
import { openConversation, openId } from '@/store/route';
import { heardRules, loadRules } from '@/store/rules';
import { countsContacts, loadSaved } from '@/store/saved';
import { loadScheduled } from '@/store/scheduled';
import { askAgain, myId, seesAll } from '@/store/session';
import { heardShared, loadSharedDrafts } from '@/store/shared-drafts';
import { loadTags } from '@/store/tags';
import { forgetThread, setThread, thread, updateLog } from '@/store/threads';
import { say } from '@/store/toasts';
import { useView } from '@/store/views';
import { visitorChanged } from '@/store/visitors';
import { t } from '@/texts';
import { followDrafts, heardDraft, syncDrafts, unfollowDrafts } from './drafts';
import { sayIfIdle, watchTouches } from './idle';
import { announce, takeNotification } from './notices';
import { sendAll } from './outbox';
import { closeSocket, connectNow, insist, isConnected, openSocket } from './socket';
import { lookAgain, syncThread, watchedId } from './threads';
import { watchLine } from './watch';
import { wholeMessage, wholeRow } from './whole';

/** A feed asked for now and then keeps the cursor young and finds what no event told. */
const FEED_EVERY = 90_000;

interface FeedAnswer {
  changes: { kind: string; conversation: Conversation }[];
  cursor: string;
  more: boolean;
  reset?: boolean;
}

let cursor: string | null = null;
let feedTimer: ReturnType<typeof setInterval> | undefined;
let stopWatching: (() => unknown) | undefined;

export function goLive(): void {
  const socket = openSocket();
  cursor = null;
  socket.on('session', (session: { cursor: string }) => void welcome(session.cursor));
  socket.on('conversation.updated', takeNews);
  socket.on('conversation.gone', takeGone);
  socket.on('message', takeMessage);
  socket.on('message.updated', takeChange);
  socket.on('typing', ({ conversation_id, who, on }: { conversation_id: string; who: Typist; on: boolean }) =>
    setTyping(conversation_id, { ...who, id: who.id ?? null, name: who.name ?? null }, on),
  );
  socket.on('read', takeRead);
  socket.on('presence', ({ user_id, state }: { user_id: string; state: Presence }) => setPresence(user_id, state));
  socket.on('people.changed', takePeople);
  socket.on('tags.changed', () => void loadTags());
  socket.on('custom-statuses.changed', () => void loadCustomStatuses());
  socket.on('views.changed', () => void loadSaved());
  socket.on('teams.changed', teamsChanged);
  socket.on('notification-rules.updated', heardRules);
  socket.on('working-hours.changed', () => void loadHours());
  socket.on('tenant.changed', () => void askAgain());
  socket.on('features.changed', () => void askAgain());
  socket.on('roles.changed', rolesChanged);
  socket.on('canned-replies.changed', cannedChanged);
  socket.on('macros.changed', macrosChanged);
  socket.on('contact-attributes.changed', () => void loadAttributes());
  socket.on('contact.updated', takeContact);
  socket.on('webhook-endpoints.changed', () => listChanged('webhook-endpoints'));
  socket.on('api-keys.changed', () => listChanged('api-keys'));
  socket.on('audit-log.changed', () => listChanged('audit-log'));
  socket.on('widgets.changed', () => listChanged('widgets'));
  socket.on('dead-letters.changed', () => listChanged('dead-letters'));
  socket.on('watching', ({ conversation_id, watchers }: { conversation_id: string; watchers: Watcher[] }) =>
    setWatchers(conversation_id, watchers),
  );
  socket.on(
    'scheduled-messages.changed',
    ({ conversation_id: id }: { conversation_id: string }) => void loadScheduled(id),
  );
  socket.on('notification', takeNotification);
  socket.on('draft.updated', heardDraft);
  socket.on('draft.shared', heardShared);
  followDrafts();
  addEventListener('online', connectNow);
  const [line, touches] = [watchLine(), watchTouches()];
  stopWatching = () => [line(), touches()];
  feedTimer = setInterval(() => isConnected() && void catchUp(), FEED_EVERY);
}

export function goQuiet(): void {
  clearInterval(feedTimer);
  stopWatching?.();
  removeEventListener('online', connectNow);
  unfollowDrafts();
  closeSocket();
  cursor = null;
}

/** A session begins, or begins again. The first one loads the view anew: events before it went unheard. */
async function welcome(from: string): Promise<void> {
  const first = cursor === null;
  forgetLivePeople();
  connectionUp();
  sayIfIdle();
  sendAll();
  void syncDrafts();
  void loadSharedDrafts();
  void lookAgain();
  // who came or went before the session began was not heard of
  peopleChanged();
  void loadTags();
  void loadCustomStatuses();
  void loadSaved();
  void loadTeams();
  void loadRoles();
  void loadRules();
  void loadHours();
  cannedChanged();
  macrosChanged();
  contactChanged();
  if (!first) fitAnew();
  anyListChanged();
  void loadAttributes();
  // the first session may begin after something changed that was asked for before it
  if ((await askAgain()) && !first) {
    cursor = from;
    return reload(true);
  }
  if (first) {
    cursor = from;
    await reload();
  } else await catchUp();
}

let catchingUp = false;

async function catchUp(): Promise<void> {
  if (catchingUp) return;
  catchingUp = true;
  try {
    await followFeed();
  } finally {
    catchingUp = false;
  }
}

async function followFeed(): Promise<void> {
  for (let more = cursor !== null; more; ) {
    const answer = await insist<FeedAnswer>('feed', { cursor });
    if (!answer) return;
    takeConversations(answer.changes.map((change) => wholeRow(change.conversation)));
    if (answer.changes.length > 0) countsSoon();
    more = answer.more && !answer.reset;
    cursor = answer.cursor;
    if (answer.reset) await reload(!seesAll());
  }
}

/** `anew`: what was held may not be there to be seen any more. */
async function reload(anew = false): Promise<void> {
  if (anew) forgetRows();
  forgetWindows();
  countsSoon(0);
  await loadView(useView.getState().view);
}

/** Of oneself one shows what the session knows. */
function takePeople(): void {
  peopleChanged();
  void askAgain();
}

/** One's own may be called otherwise. */
function rolesChanged(): void {
  void loadRoles();
  void askAgain();
}

/** Other members: other conversations, for those who see only their teams'. */
function teamsChanged(): void {
  void loadTeams();
  void loadHours();
  // a chat may have lost the team that its conversations went to
  listChanged('widgets');
  if (!seesAll()) void reload(true);
}

/** Given to somebody else, and not to be seen any more; or erased with its contact. */
function takeGone({ conversation_id: id, erased_by: by }: { conversation_id: string; erased_by: string | null }): void {
  const name = row(id)?.display_name;
  forgetRow(id);
  forgetThread(id);
  countsSoon();
  if (openId() === id) openConversation(null);
  if (name) say(by ? t.thread.erased(name, nameOf(by)) : t.thread.notYours(name));
}

function takeNews(told: ConversationRow | Conversation): void {
  // what only this agent sees of it, from another tab
  if ('starred' in told) return takeOwn(wholeRow(told));
  const news = wholeRow(told);
  const before = row(news.id);
  takeRow(news);
  if (!before && news.contact) contactChanged(news.contact.id);
  announce(news, before);
  const held = thread(news.id);
  if (held && news.visitor_read_seq > held.visitorReadSeq)
    setThread(news.id, { visitorReadSeq: news.visitor_read_seq });
  // the list knows of a message that the thread has not heard of
  if (held && news.id === watchedId() && (news.last_message?.seq ?? 0) > lastSeq(held.log)) void syncThread(news.id);
}

function takeContact({ id }: { id: string }): void {
  contactChanged(id);
  visitorChanged(id);
  fitAnew(id);
  if (countsContacts()) countsSoon();
}

function takeMessage(message: SequencedMessage): void {
  const id = message.conversation_id;
  if (thread(id)?.state !== 'ready') return;
  updateLog(id, (log) => withMessage(log, wholeMessage(message)));
  if (message.direction === 'inbound') setTyping(id, { kind: 'visitor', id: null, name: null }, false);
  const log = thread(id)?.log;
  if (log && hasGap(log)) void syncThread(id);
}

function takeChange(message: SequencedMessage): void {
  const id = message.conversation_id;
  const log = thread(id)?.log;
  if (!log) return;
  if (skipsChange(log, message.rev)) void syncThread(id);
  else updateLog(id, (now) => withChange(now, wholeMessage(message)));
}

function takeRead({ conversation_id: id, who, seq }: { conversation_id: string; who: Typist; seq: number }): void {
  if (who.kind === 'visitor') {
    const seenAt = new Date().toISOString();
    if (thread(id)) setThread(id, (held) => (seq > held.visitorReadSeq ? { visitorReadSeq: seq, seenAt } : {}));
    visitorRead(id, seq);
  } else if (who.id === myId()) readElsewhere(id, seq);
}
