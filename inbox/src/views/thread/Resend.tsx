/** The way on for a message that a provider refused, or that nobody can confirm: the hub never sends it again by itself. */
import { useState } from 'react';
import { conversations } from '@/api/hub';
import { asProblem } from '@/api/problem';
import { warn } from '@/store/toasts';
import { t } from '@/texts';

export function Resend({ id }: { id: string }) {
  const [busy, setBusy] = useState(false);
  const resend = async () => {
    setBusy(true);
    // What becomes of it comes as a change of the message.
    await conversations.resend(id).catch((error: unknown) => warn(asProblem(error, t.app.failed).message));
    setBusy(false);
  };
  return (
    <button type="button" className="deed" disabled={busy} onClick={() => void resend()}>
      {t.thread.resend}
    </button>
  );
}
