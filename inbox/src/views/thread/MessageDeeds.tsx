/** The ways on for a message that a provider refused, or that nobody can confirm: the hub does none of them by itself. */
import { useState } from 'react';
import { conversations } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type { SequencedMessage } from '@/api/types';
import { may } from '@/store/session';
import { warn } from '@/store/toasts';
import { t } from '@/texts';

interface DeedProps {
  id: string;
  label: string;
  deed: (id: string) => Promise<SequencedMessage>;
}

function Deed({ id, label, deed }: DeedProps) {
  const [busy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    // What becomes of it comes as a change of the message.
    await deed(id).catch((error: unknown) => warn(asProblem(error, t.app.failed).message));
    setBusy(false);
  };
  return (
    <button type="button" className="deed" disabled={busy} onClick={() => void act()}>
      {label}
    </button>
  );
}

export function Resend({ id }: { id: string }) {
  return may('conversations.reply') && <Deed id={id} label={t.thread.resend} deed={conversations.resend} />;
}

export function Dismiss({ id }: { id: string }) {
  return may('conversations.reply') && <Deed id={id} label={t.thread.dismiss} deed={conversations.dismiss} />;
}

export function UndoDismiss({ id }: { id: string }) {
  return may('conversations.reply') && <Deed id={id} label={t.thread.undoDismiss} deed={conversations.undoDismiss} />;
}
