/** A dialog with a form in it: sent by its button or by Enter, once; what the hub has against it is shown in it. */
import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useContext, useId, useState } from 'react';
import { asProblem, type Problem } from '@/api/problem';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { t } from '@/texts';
import { RowContext } from './there';

/** The hub's code for it. */
export const OVERTAKEN = 'changed_meanwhile';

interface FormDialogProps {
  title: string;
  /** What the button says. */
  deed: string;
  ready: boolean;
  /** For what cannot be undone. */
  weight?: 'main' | 'bad';
  onSend: () => Promise<unknown>;
  /** Takes in what somebody else has saved, where this was refused for it. */
  reload?: () => Promise<unknown>;
  /** Somebody has saved something else where this was changed. */
  isOvertaken?: boolean;
  onClose: () => void;
  children: (problem: Problem | null) => ReactNode;
}

export function FormDialog({
  title,
  deed,
  ready,
  weight = 'main',
  onSend,
  reload,
  isOvertaken = false,
  onClose,
  children,
}: FormDialogProps) {
  const form = useId();
  const { gone } = useContext(RowContext);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const send = async () => {
    if (!ready || sending) return;
    setSending(true);
    setProblem(null);
    await onSend().catch(async (error: unknown) => {
      const refused = asProblem(error, t.app.failed);
      if (refused.code === OVERTAKEN) await reload?.();
      setProblem(refused);
    });
    setSending(false);
  };
  const buttons = (
    <>
      <Btn onPress={onClose}>{t.app.cancel}</Btn>
      <Btn weight={weight} type="submit" form={form} isDisabled={!ready || sending}>
        {gone ? t.problem.saveAsNew : deed}
      </Btn>
    </>
  );
  return (
    // a menu ends a deed that asks first in dots; here it asks
    <Ask title={title.replace(/…$/, '')} isOpen onClose={onClose} actions={buttons}>
      <form id={form} className="stack" onSubmit={(event) => [event.preventDefault(), void send()]}>
        {gone && <Told text={t.problem.goneMeanwhile} />}
        {isOvertaken && !gone && !problem && <Told text={t.problem.overtaken} />}
        {children(problem)}
      </form>
    </Ask>
  );
}

/** What happened meanwhile to what is being changed. */
export function Told({ text }: { text: string }) {
  return (
    <div className="hint" role="alert">
      <Icon of={TriangleAlert} size={14} />
      <span className="grow">{text}</span>
    </div>
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
