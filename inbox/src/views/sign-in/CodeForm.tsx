/** The code from the mail. Where none goes out and nobody else can look, it comes with the answer and is filled in. */
import { useEffect, useRef, useState } from 'react';
import type { CodeSent } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Field } from '@/components/fields';
import { t } from '@/texts';
import { useAttempt } from './useAttempt';

const LENGTH = 6;

interface CodeFormProps {
  sent: CodeSent;
  onVerify: (code: string) => Promise<void>;
  onAgain: () => Promise<CodeSent>;
  onBack: () => void;
}

export function CodeForm({ sent: first, onVerify, onAgain, onBack }: CodeFormProps) {
  const [sent, setSent] = useState(first);
  const [code, setCode] = useState(first.code ?? '');
  const [resent, setResent] = useState(false);
  const { run, busy, problem } = useAttempt();
  const tried = useRef('');

  const verify = (given: string) => {
    tried.current = given;
    return run(() => onVerify(given));
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a whole code is tried once, by itself
  useEffect(() => {
    if (code.length === LENGTH && tried.current !== code && !sent.code) void verify(code);
  }, [code]);

  const again = () =>
    run(async () => {
      const fresh = await onAgain();
      setSent(fresh);
      setCode(fresh.code ?? '');
      setResent(true);
    });

  return (
    <form className="auth-form" onSubmit={(event) => [event.preventDefault(), void verify(code)]} noValidate>
      <Field
        label={t.auth.code}
        value={code}
        onChange={(value) => setCode(value.replace(/\s/gu, '').slice(0, 12))}
        inputMode="numeric"
        autoComplete="one-time-code"
        wrong={problem?.message}
        help={t.auth.codeLasts(Math.round(sent.expires_in / 60))}
        mono
        autoFocus
      />
      <Btn weight="main" size="lg" type="submit" isDisabled={busy || code.length < 4}>
        {t.auth.go}
      </Btn>
      <div className="auth-more">
        <button type="button" className="link" onClick={onBack}>
          {t.auth.otherEmail}
        </button>
        <button type="button" className="link" onClick={() => void again()}>
          {resent ? t.auth.resent[sent.way] : t.auth.resend}
        </button>
      </div>
    </form>
  );
}
