/** A dialog with a form in it: sent by its button or by Enter, once; what the hub has against it is shown in it. */
import { type ReactNode, useId, useState } from 'react';
import { asProblem, type Problem } from '@/api/problem';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { t } from '@/texts';

interface FormDialogProps {
  title: string;
  /** What the button says. */
  deed: string;
  ready: boolean;
  /** For what cannot be undone. */
  weight?: 'main' | 'bad';
  onSend: () => Promise<unknown>;
  onClose: () => void;
  children: (problem: Problem | null) => ReactNode;
}

export function FormDialog({ title, deed, ready, weight = 'main', onSend, onClose, children }: FormDialogProps) {
  const form = useId();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const send = async () => {
    if (!ready || sending) return;
    setSending(true);
    setProblem(null);
    await onSend().catch((error: unknown) => setProblem(asProblem(error, t.app.failed)));
    setSending(false);
  };
  const buttons = (
    <>
      <Btn onPress={onClose}>{t.app.cancel}</Btn>
      <Btn weight={weight} type="submit" form={form} isDisabled={!ready || sending}>
        {deed}
      </Btn>
    </>
  );
  return (
    // a menu ends a deed that asks first in dots; here it asks
    <Ask title={title.replace(/…$/, '')} isOpen onClose={onClose} actions={buttons}>
      <form id={form} className="stack" onSubmit={(event) => [event.preventDefault(), void send()]}>
        {children(problem)}
      </form>
    </Ask>
  );
}

/** Why it was refused, where no single field can say it. */
export function Refused({ problem }: { problem: Problem | null }) {
  return (
    problem && (
      <p className="help bad" role="alert">
        {problem.message}
      </p>
    )
  );
}
