/** The live store of conversations: rows by id, and how far each view has been loaded. */
import { create } from 'zustand';
import { conversations, people } from '@/api/hub';
import { Problem } from '@/api/problem';
import type { Conversation, ConversationChange, ConversationRow, Counts, Step } from '@/api/types';
import { turnClock } from './clock';
import { forgetFitting, isFitting, keepFitting } from './fitting';
import { type Place, placeOf, type Reach, type Row, type Rows, withConversations, withNews } from './rows';
import { myId, useSession } from './session';
import { attributesKey, attributeWords, filterOf, useView, type View, viewKey } from './views';

const PAGE = 50;
/** Above everything: of a view that has not been loaded nothing is near. */
const NOTHING_YET: Place = [Number.NEGATIVE_INFINITY, 0];

export interface Window extends Reach {
  cursor: string | null;
  state: 'loading' | 'ready' | 'more' | 'failed';
  problem: Problem | null;
  /** The load that this is of: a page asked for by an earlier one says nothing of how far this one reaches. */
  load: number;
  /** Of a view that asks what contacts are. */
  byContact: boolean;
}

/** How far down a view shows what memory has: all of it until the first page says. */
export const reachOf = (window: Window | undefined): Reach | null =>
  window?.state === 'loading' ? null : (window ?? null);

interface InboxState {
  rows: Rows;
  windows: Record<string, Window>;
  counts: Counts | null;
}

const empty = (): InboxState => ({ rows: new Map(), windows: {}, counts: null });

export const useInbox = create<InboxState>(empty);

/** A burst of events, up to a hundred a second, is shown in one pass over all rows; no eye sees this delay. */
const SHOWN_AFTER = 50;

/** Rows that events have brought and that are not shown yet. */
const told = new Map<string, Row>();
let showing: ReturnType<typeof setTimeout> | undefined;

/** As it is known, shown or not yet. */
export const row = (id: string): Row | undefined => told.get(id) ?? useInbox.getState().rows.get(id);

/** Every change of the rows goes this way: what was told before it comes first. */
function setRows(change: (rows: Rows) => Rows): void {
  clearTimeout(showing);
  showing = undefined;
  const { rows } = useInbox.getState();
  const all = told.size > 0 ? new Map([...rows, ...told]) : rows;
  told.clear();
  useInbox.setState({ rows: change(all) });
}

const setRow = (id: string, now: Row): void => setRows((rows) => new Map(rows).set(id, now));

/** When this agent last marked a row, here or on another screen: what was asked for before knows nothing of it. */
const marked = new Map<string, number>();

/** A star or a mark of what is read: nobody's but this agent's. */
export function setMark(id: string, now: Row): void {
  marked.set(id, performance.now());
  setRow(id, now);
}

function showTold(): void {
  turnClock();
  setRows((rows) => rows);
}

useSession.subscribe((now, before) => {
  if (now.me?.user.id === before.me?.user.id) return;
  told.clear();
  marked.clear();
  toFit.clear();
  forgetFitting();
  useInbox.setState(empty());
});

function setWindow(key: string, change: Partial<Window>): void {
  const { windows } = useInbox.getState();
  const blank: Window = {
    cursor: null,
    floor: NOTHING_YET,
    complete: false,
    state: 'loading',
    problem: null,
    load: 0,
    byContact: false,
  };
  useInbox.setState({ windows: { ...windows, [key]: { ...blank, ...windows[key], ...change } } });
}

let loads = 0;

/** Loads a view from its top. What memory holds is shown meanwhile. */
export async function loadView(view: View): Promise<void> {
  loads += 1;
  const byContact = view.attributes.length > 0;
  setWindow(viewKey(view), { state: 'loading', problem: null, load: loads, byContact });
  await loadPage(view, null);
}

export async function loadMore(view: View): Promise<void> {
  const held = useInbox.getState().windows[viewKey(view)];
  if (!held?.cursor || held.state !== 'ready') return;
  setWindow(viewKey(view), { state: 'more' });
  await loadPage(view, held.cursor);
}

async function loadPage(view: View, cursor: string | null): Promise<void> {
  const key = viewKey(view);
  const load = useInbox.getState().windows[key]?.load;
  const isStale = () => useInbox.getState().windows[key]?.load !== load;
  const asked = performance.now();
  try {
    const page = await conversations.list({ ...filterOf(view), cursor: cursor ?? undefined, limit: PAGE });
    if (!isStale()) keepFound(view, page.items, cursor === null);
    takeConversations(page.items, asked);
    if (isStale()) return;
    const last = page.items.at(-1);
    const held = useInbox.getState().windows[key];
    const floor = last ? placeOf(last, view.sort) : (held?.floor ?? null);
    setWindow(key, { cursor: page.next_cursor, floor, complete: page.next_cursor === null, state: 'ready' });
  } catch (error) {
    if (isStale()) return;
    setWindow(key, { state: 'failed', problem: error instanceof Problem ? error : null });
  }
}

/** All that are listed by what their contacts are have such contacts; what was known before a list began anew is old. */
function keepFound(view: View, items: readonly Conversation[], anew: boolean): void {
  if (view.attributes.length === 0) return;
  const asked = attributesKey(view);
  if (anew) forgetFitting({ asked });
  for (const { contact } of items) if (contact) keepFitting(asked, contact.id, true);
}

/** Contacts who may be what the shown view asks for; one at a time, so that a burst stays a trickle. */
const toFit = new Set<string>();
let fitting = false;

/** Asks whether a contact is what the shown view asks of them, where that is not known. */
function fitSoon(contact: string | undefined): void {
  const { view } = useView.getState();
  if (!contact || view.attributes.length === 0 || isFitting(attributesKey(view), contact) !== undefined) return;
  toFit.add(contact);
  if (fitting) return;
  fitting = true;
  setTimeout(fitNext, SHOWN_AFTER);
}

async function fitNext(): Promise<void> {
  const { view } = useView.getState();
  const [contact] = toFit;
  if (!contact || view.attributes.length === 0) {
    toFit.clear();
    fitting = false;
    return;
  }
  toFit.delete(contact);
  const theirs = await conversations
    .list({ ...attributeWords(view), contact_id: contact, limit: PAGE })
    .catch(() => null);
  if (theirs) {
    keepFitting(attributesKey(view), contact, theirs.items.length > 0);
    takeConversations(theirs.items);
    // other objects: they are judged anew
    setRows((rows) => new Map([...rows].map(([id, one]) => [id, one.contact?.id === contact ? { ...one } : one])));
  }
  setTimeout(fitNext, SHOWN_AFTER);
}

// of whom events told while another view was shown nothing was asked: such a list begins anew
useView.subscribe((now, before) => {
  if (viewKey(now.view) === viewKey(before.view)) return;
  const { windows } = useInbox.getState();
  const kept = Object.entries(windows).filter(([, { byContact }]) => !byContact);
  if (kept.length < Object.keys(windows).length) useInbox.setState({ windows: Object.fromEntries(kept) });
});

/** A contact is other than they were, perhaps in what lists are narrowed by; after a break it may have been any. */
export function fitAnew(contact?: string): void {
  const { view } = useView.getState();
  if (view.attributes.length === 0) return;
  if (!contact) return void loadView(view);
  forgetFitting({ contact });
  fitSoon(contact);
}

/** After a long absence nothing that was loaded can be trusted to be complete. */
export function forgetWindows(): void {
  useInbox.setState({ windows: {} });
}

/** Not to be seen any more. */
export function forgetRow(id: string): void {
  setRows((rows) => new Map([...rows].filter(([held]) => held !== id)));
}

/** What was loaded may not be there to be seen any more: it is asked for anew. */
export const forgetRows = () => setRows(() => new Map());

/** What the hub answered to a question of `asked`, in the time of `performance`; without it, what it says right now. */
export function takeConversations(items: readonly Conversation[], asked = Number.POSITIVE_INFINITY): void {
  setRows((rows) => withConversations(rows, items, (id) => (marked.get(id) ?? 0) > asked));
  for (const { contact } of items) fitSoon(contact?.id);
}

/** What this agent has just marked: it holds against what was known of them, also where it goes back. */
export function takeMarks(items: readonly Conversation[]): void {
  takeConversations(items);
  for (const { id, inbound_count: inbound, unread, read_seq: readSeq, starred } of items) {
    const held = row(id);
    if (held) setMark(id, { ...held, starred, readCount: inbound - unread, readSeq });
  }
}

/** What another screen of this agent did to it. */
export function takeOwn(conversation: Conversation): void {
  marked.set(conversation.id, performance.now());
  takeConversations([conversation]);
}

export function takeRow(news: ConversationRow): void {
  const before = row(news.id);
  const now = withNews(before, news);
  if (now !== before) {
    told.set(news.id, now);
    showing ??= setTimeout(showTold, SHOWN_AFTER);
    countsSoon();
  }
  if (now.readCount === null) askSoon(news.id);
  fitSoon(news.contact?.id);
}

/** What an event cannot tell, this agent's unread, is asked for; one at a time, so that a burst stays a trickle. */
const toAsk = new Set<string>();
let asking = false;

function askSoon(id: string): void {
  toAsk.add(id);
  if (asking) return;
  asking = true;
  setTimeout(askNext, 150);
}

async function askNext(): Promise<void> {
  for (const id of toAsk) {
    toAsk.delete(id);
    // a page may have brought it meanwhile
    if (row(id)?.readCount !== null) continue;
    await fetchConversation(id).catch(() => undefined);
    setTimeout(askNext, 50);
    return;
  }
  asking = false;
}

/** An answer that the hub was asked for just now: marks of this agent that are made until it comes hold against it. */
export async function takeAnswer(answer: Promise<Conversation>): Promise<Conversation> {
  const asked = performance.now();
  const conversation = await answer;
  takeConversations([conversation], asked);
  return conversation;
}

export const fetchConversation = (id: string): Promise<Conversation> => takeAnswer(conversations.get(id));

/** The newest of a contact. */
export async function conversationsOf(contactId: string): Promise<Conversation[]> {
  const asked = performance.now();
  const { items } = await people.conversationsOf(contactId);
  takeConversations(items, asked);
  return items;
}

/** Changes a conversation: shown at once, taken back when the hub refuses. The answer is the way back. */
export async function change(id: string, wish: ConversationChange, guess: Partial<Row>): Promise<Step[]> {
  const before = row(id);
  const asked = performance.now();
  if (before) setRow(id, { ...before, ...guess });
  try {
    const done = await conversations.changeMany([{ ids: [id], change: wish }]);
    takeConversations(done.conversations, asked);
    countsSoon();
    return done.undo;
  } catch (error) {
    if (before) withdraw(id, before, guess);
    throw error;
  }
}

/** What was only guessed; the hub's own word, if it came meanwhile, and what was guessed since stay. */
function withdraw(id: string, before: Row, guess: Partial<Row>): void {
  const now = row(id);
  if (!now || now.updated_at !== before.updated_at || now.last_seq !== before.last_seq) return;
  const fields = (Object.keys(guess) as (keyof Row)[]).filter((field) => now[field] === guess[field]);
  setRow(id, { ...now, ...Object.fromEntries(fields.map((field) => [field, before[field]])) });
}

/** This agent has read up to the end. */
export function markRead(id: string): void {
  const held = row(id);
  if (!held || (held.readCount === held.inbound_count && held.readSeq >= held.last_seq)) return;
  setRow(id, { ...held, readCount: held.inbound_count, readSeq: held.last_seq });
}

/** The customer has read: the list's tick follows, no row event tells it. */
export function visitorRead(id: string, seq: number): void {
  const held = row(id);
  if (!held || held.visitor_read_seq >= seq) return;
  setRow(id, { ...held, visitor_read_seq: seq });
}

/** The last inbound message, and what followed it, counts as not read. */
export function markUnread(id: string, readSeq: number): void {
  const held = row(id);
  if (!held || held.inbound_count === 0) return;
  setMark(id, { ...held, readCount: held.inbound_count - 1, readSeq });
}

/** On another screen of this agent the mark has gone back: what is unread now is asked for. */
export function readElsewhere(id: string, seq: number): void {
  const held = row(id);
  if (!held) return;
  if (seq >= held.last_seq) return markRead(id);
  setRow(id, { ...held, readCount: null, readSeq: seq });
  askSoon(id);
}

let countsTimer: ReturnType<typeof setTimeout> | undefined;

/** Numbers beside the views may lag a moment; a burst of events asks once. */
export function countsSoon(delay = 800): void {
  if (countsTimer) return;
  countsTimer = setTimeout(() => {
    countsTimer = undefined;
    void loadCounts();
  }, delay);
}

async function loadCounts(): Promise<void> {
  if (!myId()) return;
  const counts = await conversations.counts().catch(() => null);
  if (counts) useInbox.setState({ counts });
}
