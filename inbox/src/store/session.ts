/** Who is signed in; everything personal is loaded after it and thrown away with it. */
import { create } from 'zustand';
import { auth } from '@/api/hub';
import { Problem } from '@/api/problem';
import { forgetTokens, keepTokens, tokens } from '@/api/tokens';
import type { AuthSession, ConversationChange, Feature, Me, Permission } from '@/api/types';
import { go } from './route';

interface SessionState {
  phase: 'starting' | 'out' | 'in' | 'unreachable';
  me: Me | null;
  /** Set when the session ended by itself, so that the sign-in page can say so. */
  ended: boolean;
}

export const useSession = create<SessionState>(() => ({
  phase: tokens() ? 'starting' : 'out',
  me: null,
  ended: false,
}));

export const me = () => useSession.getState().me;
export const myId = () => useSession.getState().me?.user.id ?? '';

export function may(permission: Permission): boolean {
  return me()?.permissions.includes(permission) ?? false;
}

/** Whether the workspace uses this part of the product. */
export const uses = (feature: Feature) => me()?.features.includes(feature) ?? false;

/** Whether there is anything on the dashboard for this agent. */
export const hasDashboard = () => may('reports.read') && (uses('dashboard') || uses('reports'));

/** Whether all of this may be changed. */
export function mayChange(wish: ConversationChange): boolean {
  const assigns = 'assignee_id' in wish || 'team_id' in wish;
  return may('conversations.change') && (!assigns || may('conversations.assign'));
}

/** Whether every conversation is there to be seen; else some come and go by what colleagues do. */
export const seesAll = () => may('conversations.read');

/** Asks again what one may do. Whether it is other than it was. */
export async function askAgain(): Promise<boolean> {
  const before = me()?.permissions.join();
  const now = await auth.me().catch(() => null);
  if (now) useSession.setState({ me: now });
  return now !== null && now.permissions.join() !== before;
}

/** Finds out who the kept token belongs to. */
export async function resume(): Promise<void> {
  if (!tokens()) return useSession.setState({ phase: 'out', me: null });
  try {
    useSession.setState({ phase: 'in', me: await auth.me(), ended: false });
  } catch (error) {
    const refused = error instanceof Problem && (error.status === 401 || error.status === 403);
    if (refused) leave(true);
    else useSession.setState({ phase: 'unreachable' });
  }
}

export async function enter(session: AuthSession): Promise<void> {
  keepTokens(session);
  await resume();
}

export async function signOut(): Promise<void> {
  await auth.signOut().catch(() => undefined);
  go('#/', { replace: true });
  leave(false);
}

export function leave(ended: boolean): void {
  forgetTokens();
  useSession.setState({ phase: 'out', me: null, ended });
}
