/** Inviting somebody; where no mail can be sent, the link is shown to be passed on. */
import { useState } from 'react';
import type { Invitation } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Field } from '@/components/fields';
import type { Held } from '@/store/roles';
import { say } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { team } from '../api';
import { CopyField } from '../CopyField';
import { FormDialog } from '../FormDialog';
import { keepLink } from './links';
import { RoleMenu } from './RoleMenu';

interface InviteProps {
  isOpen: boolean;
  onClose: () => void;
  onInvited: (invitation: Invitation) => void;
}

export function InviteDialog({ isOpen, onClose, onInvited }: InviteProps) {
  const [made, setMade] = useState<Invitation | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  const invited = (invitation: Invitation) => {
    onInvited(invitation);
    if (!invitation.link) {
      say(s.people.sent(invitation.email));
      return close();
    }
    keepLink(invitation.id, invitation.link);
    setMade(invitation);
  };
  if (made?.link) {
    return (
      <Ask
        title={s.people.linkTitle}
        isOpen={isOpen}
        onClose={close}
        actions={
          <Btn weight="main" onPress={close}>
            {s.people.done}
          </Btn>
        }
      >
        <p className="dlg-text">{s.people.linkText(made.email)}</p>
        <CopyField text={made.link} label={s.people.copyLink} />
      </Ask>
    );
  }
  return isOpen ? <InviteForm onClose={close} onInvited={invited} /> : null;
}

function InviteForm({ onClose, onInvited }: Omit<InviteProps, 'isOpen'>) {
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [held, setHeld] = useState<Held>({ role: 'agent', custom_role_id: null });
  const send = async () => onInvited(await team.invite(email.trim(), held, name.trim()));
  return (
    <FormDialog
      title={s.people.inviteTitle}
      deed={s.people.send}
      ready={email.includes('@')}
      onSend={send}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.people.email}
            type="email"
            value={email}
            onChange={setEmail}
            wrong={problem?.field('email') ?? problem?.message}
            autoFocus
          />
          <Field label={s.people.name} value={name} onChange={setName} wrong={problem?.field('name')} />
          <div className="line">
            <span>
              <span className="med block">{s.people.role}</span>
              <span className="f3 small">{held.custom_role_id ? s.roles.own : t.roleMore[held.role]}</span>
            </span>
            <RoleMenu held={held} label={s.people.role} onChoose={setHeld} />
          </div>
        </>
      )}
    </FormDialog>
  );
}
