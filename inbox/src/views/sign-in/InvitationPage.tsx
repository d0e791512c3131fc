/** Accepting an invitation: who invites to what, one's name, done. */
import { useEffect, useState } from 'react';
import { auth } from '@/api/hub';
import type { InvitationLookUp } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Field } from '@/components/fields';
import { go } from '@/store/route';
import { enter } from '@/store/session';
import { t } from '@/texts';
import { AuthFrame } from './AuthFrame';
import { useAttempt } from './useAttempt';

export function InvitationPage({ token }: { token: string }) {
  const [invitation, setInvitation] = useState<InvitationLookUp | null>(null);
  const [gone, setGone] = useState<string | null>(null);
  const [name, setName] = useState('');
  const { run, busy, problem } = useAttempt();
  useEffect(() => {
    auth.invitation(token).then(setInvitation, (error: Error) => setGone(error.message));
  }, [token]);

  const accept = () =>
    run(async () => {
      const session = await auth.acceptInvitation(token, name.trim());
      await enter(session);
      go('#/', { replace: true });
    });

  if (gone) {
    return (
      <AuthFrame title={t.auth.invitationGone} text={gone}>
        <div className="auth-form">
          <Btn weight="main" size="lg" onPress={() => go('#/sign-in', { replace: true })}>
            {t.auth.signIn}
          </Btn>
        </div>
      </AuthFrame>
    );
  }
  if (!invitation) return <div className="cover" aria-busy="true" />;
  const role = t.role[invitation.role];
  return (
    <AuthFrame
      title={t.auth.join(invitation.tenant_name)}
      text={invitation.invited_by ? t.auth.joinBy(invitation.invited_by, role) : t.auth.joinAs(role)}
    >
      <form className="auth-form" onSubmit={(event) => [event.preventDefault(), void accept()]} noValidate>
        <p className="auth-fixed">
          <span className="label">{t.auth.email}</span>
          <span className="cut" title={invitation.email}>
            {invitation.email}
          </span>
        </p>
        <Field
          label={t.auth.name}
          help={t.auth.nameHelp}
          autoComplete="name"
          value={name}
          onChange={setName}
          wrong={problem?.field('name') ?? problem?.message}
          autoFocus
        />
        <Btn weight="main" size="lg" type="submit" isDisabled={busy || name.trim() === ''}>
          {t.auth.joinDeed}
        </Btn>
      </form>
    </AuthFrame>
  );
}
