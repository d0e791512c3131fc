/** The colleagues, who of them is at the desk, who looks at which conversation and who types. */
import { create } from 'zustand';
import { auth, people } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type { Presence, Team, User } from '@/api/types';
import { t } from '@/texts';
import { myId } from './session';

/** Longer than the senders' rhythm: a lost "off" must not leave somebody typing for ever. */
const TYPING_ENDS = 7_000;

export interface Watcher {
  id: string;
  name: string;
  typing: boolean;
}

export interface Typist {
  kind: 'visitor' | 'agent';
  id: string | null;
  name: string | null;
}

interface PeopleState {
  users: User[];
  teams: Team[];
  /** Raised whenever the hub says that people or invitations have changed. */
  changes: number;
  watchers: Record<string, Watcher[]>;
  /** Visitors who are typing, by conversation. */
  typing: Record<string, Typist>;
}

export const usePeople = create<PeopleState>(() => ({ users: [], teams: [], changes: 0, watchers: {}, typing: {} }));

/** How present they are by what was heard while the users were being asked for: the answer may be older than that. */
const heard = new Map<string, Presence>();
let asking = 0;

/** Whose role shows no colleagues still sees themselves. */
async function onlyMe(error: unknown): Promise<User[]> {
  if (asProblem(error).status !== 403) throw error;
  return [(await auth.me()).user];
}

/** Raises what keeps them from us. */
async function askForUsers(): Promise<void> {
  asking += 1;
  try {
    const users = await people.users().catch(onlyMe);
    usePeople.setState({ users: users.map((user) => ({ ...user, presence: heard.get(user.id) ?? user.presence })) });
  } finally {
    asking -= 1;
    if (asking === 0) heard.clear();
  }
}

/** What cannot be had now is asked for again with the next connection. */
export const loadUsers = (): Promise<void> => askForUsers().catch(() => {});

/** For a page that is nothing without them. */
export const needUsers = async (): Promise<void> => {
  if (usePeople.getState().users.length === 0) await askForUsers();
};

/** What a colleague is called, for a sentence about what they did. */
export const nameOf = (id: string): string =>
  usePeople.getState().users.find((user) => user.id === id)?.name ?? t.panel.somebody;

/** As somebody was just changed here; how present they are is heard elsewhere. */
export function keepUser(user: User): void {
  usePeople.setState(({ users }) => ({
    users: users.map((one) => (one.id === user.id ? { ...user, presence: one.presence } : one)),
  }));
}

export async function loadTeams(): Promise<void> {
  const teams = await people.teams().catch(() => null);
  if (teams) usePeople.setState({ teams });
}

/** Somebody joined, was invited, left or is called otherwise. */
export function peopleChanged(): void {
  usePeople.setState(({ changes }) => ({ changes: changes + 1 }));
  void loadUsers();
}

export function setPresence(userId: string, presence: Presence): void {
  if (asking > 0) heard.set(userId, presence);
  usePeople.setState(({ users }) => ({
    users: users.map((user) => (user.id === userId ? { ...user, presence } : user)),
  }));
}

export function setWatchers(conversationId: string, watchers: Watcher[]): void {
  usePeople.setState((state) => ({ watchers: { ...state.watchers, [conversationId]: watchers } }));
}

const timers = new Map<string, ReturnType<typeof setTimeout>>();

export function setTyping(conversationId: string, who: Typist, on: boolean): void {
  const key = `${conversationId}/${who.kind}/${who.id ?? ''}`;
  clearTimeout(timers.get(key));
  if (on)
    timers.set(
      key,
      setTimeout(() => setTyping(conversationId, who, false), TYPING_ENDS),
    );
  if (who.kind === 'agent') return setAgentTyping(conversationId, who, on);
  const { [conversationId]: _, ...others } = usePeople.getState().typing;
  usePeople.setState({ typing: on ? { ...others, [conversationId]: who } : others });
}

function setAgentTyping(conversationId: string, who: Typist, typing: boolean): void {
  if (!who.id || who.id === myId()) return;
  const here = usePeople.getState().watchers[conversationId] ?? [];
  const others = here.filter((watcher) => watcher.id !== who.id);
  const known = here.find((watcher) => watcher.id === who.id);
  if (known || typing)
    setWatchers(conversationId, [...others, { id: who.id, name: who.name ?? known?.name ?? '', typing }]);
}

/** After a break nobody can be said to be typing. */
export function forgetLivePeople(): void {
  usePeople.setState({ watchers: {}, typing: {} });
}
