/** Turns a draft into a reply that goes out later, and back. */
import { scheduledMessages } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type { ScheduledMessage } from '@/api/types';
import { soonTime } from '@/components/time';
import { draft, setDraft } from '@/store/drafts';
import { rendered } from '@/store/markup';
import { markupOf } from '@/store/markup-of-html';
import { inHours, mondayMorning, thisEvening, tomorrowMorning } from '@/store/moments';
import { newClientId } from '@/store/outbox';
import { loadScheduled } from '@/store/scheduled';
import { say, warn } from '@/store/toasts';
import { t } from '@/texts';
import { backIntoField } from './send';
import { stopped } from './typing';

/** The moments that can be chosen, counted from now. */
export function laterTimes(now: number): { label: string; at: string }[] {
  const [evening, monday] = [thisEvening(now), mondayMorning(now)];
  return [
    { label: t.composer.laterHour, at: inHours(now, 1) },
    ...(evening ? [{ label: t.composer.laterEvening, at: evening }] : []),
    { label: t.composer.laterTomorrow, at: tomorrowMorning(now) },
    ...(monday ? [{ label: t.composer.laterMonday, at: monday }] : []),
  ];
}

/** Its words as they would have been typed. */
export const writtenOf = ({ html, text }: ScheduledMessage): string => (html && markupOf(html)) || text;

/** The words leave the field once the hub has them. Raises what the hub has against it. */
export async function sendLater(id: string, sendAt: string, stopOnReply = false): Promise<void> {
  const { reply, files } = draft(id);
  const asked = { client_id: newClientId(), ...rendered(reply.trim()), attachments: files.map((file) => file.id) };
  const made = await scheduledMessages.create(id, { ...asked, send_at: sendAt, stop_on_reply: stopOnReply });
  const { reply: now } = draft(id);
  if (now === reply) setDraft(id, { reply: '', files: [] });
  stopped(id);
  await loadScheduled(id);
  say(t.composer.scheduled(soonTime(sendAt, Date.now())), () => void cancelLater(made, true));
}

export const trySendLater = (id: string, sendAt: string) =>
  sendLater(id, sendAt).catch((error: unknown) => warn(asProblem(error, t.app.failed).message));

/** One's own words go back into the field. */
export async function cancelLater(message: ScheduledMessage, isMine: boolean): Promise<void> {
  const id = message.conversation_id;
  try {
    await scheduledMessages.remove(message.id);
    if (isMine) backIntoField(id, writtenOf(message), message.attachments);
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
  }
  await loadScheduled(id);
}
