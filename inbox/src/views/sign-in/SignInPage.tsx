/** Signing in and signing up: an address, then the code that was sent to it. No password to forget. */
import { useEffect, useState } from 'react';
import { auth } from '@/api/hub';
import type { AuthSession, CodeSent } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Field } from '@/components/fields';
import { go } from '@/store/route';
import { enter, useSession } from '@/store/session';
import { t } from '@/texts';
import { AuthFrame } from './AuthFrame';
import { CodeForm } from './CodeForm';
import { useAttempt } from './useAttempt';

interface Sent {
  email: string;
  sent: CodeSent;
  again: () => Promise<CodeSent>;
  verify: (code: string) => Promise<AuthSession>;
}

export function SignInPage() {
  const [mode, setMode] = useState<'in' | 'up'>('in');
  const [sent, setSent] = useState<Sent | null>(null);
  const ended = useSession((state) => state.ended);

  if (sent) {
    return (
      <AuthFrame title={t.auth.codeTitle} text={t.auth.codeText[sent.sent.way](sent.email)}>
        <CodeForm
          sent={sent.sent}
          onVerify={async (code) => {
            const session = await sent.verify(code);
            await enter(session);
            if (location.hash.startsWith('#/sign-in')) go('#/', { replace: true });
          }}
          onAgain={sent.again}
          onBack={() => setSent(null)}
        />
      </AuthFrame>
    );
  }
  if (mode === 'up') {
    return (
      <AuthFrame title={t.auth.upTitle} text={t.auth.upText}>
        <SignUpForm onSent={setSent} />
        <Switch text={t.auth.haveAccount} deed={t.auth.signIn} onPress={() => setMode('in')} />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={t.auth.inTitle} text={ended ? t.auth.ended : t.auth.inText}>
      <SignInForm onSent={setSent} />
      <Switch text={t.auth.noAccount} deed={t.auth.signUp} onPress={() => setMode('up')} />
    </AuthFrame>
  );
}

function Switch({ text, deed, onPress }: { text: string; deed: string; onPress: () => void }) {
  return (
    <p className="auth-switch">
      {text}{' '}
      <button type="button" className="link" onClick={onPress}>
        {deed}
      </button>
    </p>
  );
}

function SignInForm({ onSent }: { onSent: (sent: Sent) => void }) {
  const [email, setEmail] = useState('');
  const [offered, setOffered] = useState('');
  useEffect(() => {
    auth.offer().then(
      (offer) => {
        setOffered(offer.email ?? '');
        setEmail((typed) => typed || (offer.email ?? ''));
      },
      () => undefined,
    );
  }, []);
  const { run, busy, problem } = useAttempt();
  const ask = () => auth.signIn(email.trim());
  const submit = () =>
    run(async () =>
      onSent({
        email: email.trim(),
        sent: await ask(),
        again: ask,
        verify: (code) => auth.verifySignIn(email.trim(), code),
      }),
    );
  return (
    <form className="auth-form" onSubmit={(event) => [event.preventDefault(), void submit()]} noValidate>
      <Field
        label={t.auth.email}
        type="email"
        name="email"
        autoComplete="email"
        value={email}
        onChange={setEmail}
        help={offered && email === offered ? t.auth.demoEmail : undefined}
        wrong={problem?.field('email') ?? problem?.message}
        autoFocus
      />
      <Btn weight="main" size="lg" type="submit" isDisabled={busy || !email.includes('@')}>
        {t.auth.sendCode}
      </Btn>
    </form>
  );
}

function SignUpForm({ onSent }: { onSent: (sent: Sent) => void }) {
  const [email, setEmail] = useState('');
  const [company, setCompany] = useState('');
  const [name, setName] = useState('');
  const { run, busy, problem } = useAttempt();
  const ask = () => auth.signUp(email.trim(), company.trim(), name.trim());
  const submit = () =>
    run(async () =>
      onSent({
        email: email.trim(),
        sent: await ask(),
        again: ask,
        verify: (code) => auth.verifySignUp(email.trim(), code),
      }),
    );
  const general = problem && problem.fields.length === 0 ? problem.message : undefined;
  return (
    <form className="auth-form" onSubmit={(event) => [event.preventDefault(), void submit()]} noValidate>
      <Field
        label={t.auth.company}
        autoComplete="organization"
        value={company}
        onChange={setCompany}
        wrong={problem?.field('company')}
        autoFocus
      />
      <Field label={t.auth.name} autoComplete="name" value={name} onChange={setName} wrong={problem?.field('name')} />
      <Field
        label={t.auth.workEmail}
        type="email"
        autoComplete="email"
        value={email}
        onChange={setEmail}
        wrong={problem?.field('email') ?? general}
      />
      <Btn weight="main" size="lg" type="submit" isDisabled={busy || !email.includes('@') || !company.trim()}>
        {t.auth.sendCode}
      </Btn>
    </form>
  );
}
