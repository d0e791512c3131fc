/** Replies that are to go out later, of the conversations that were opened: asked for anew whenever they change. */
import { create } from 'zustand';
import { scheduledMessages } from '@/api/hub';
import type { ScheduledMessage } from '@/api/types';
import { useSession } from './session';

type Scheduled = Readonly<Record<string, readonly ScheduledMessage[]>>;

export const useScheduled = create<{ of: Scheduled }>(() => ({ of: {} }));

useSession.subscribe((now, before) => {
  if (now.me?.user.id !== before.me?.user.id) useScheduled.setState({ of: {} });
});

let asked = 0;

/** An answer that a later question has overtaken is not shown. */
export async function loadScheduled(id: string): Promise<void> {
  asked += 1;
  const mine = asked;
  const found = await scheduledMessages.list(id).catch(() => null);
  if (found && mine === asked) useScheduled.setState(({ of }) => ({ of: { ...of, [id]: found.items } }));
}
