/** An invitation that waits for its answer. */
import { Link, MailX } from 'lucide-react';
import { Problem } from '@/api/problem';
import type { Invitation } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { Btn, IconBtn } from '@/components/buttons';
import { copyText } from '@/components/copy';
import { Icon } from '@/components/glyphs';
import { shortDate } from '@/components/time';
import { useNow } from '@/store/clock';
import { say } from '@/store/toasts';
import { t } from '@/texts';
import { team } from '../api';
import { s } from '../texts';
import { linkOf } from './links';

export function InvitationRow({ invitation, onGone }: { invitation: Invitation; onGone: () => void }) {
  const now = useNow();
  const link = invitation.link ?? linkOf(invitation.id);
  const takeBack = async () => {
    try {
      await team.takeBack(invitation.id);
      onGone();
      say(s.people.takenBack(invitation.email));
    } catch (error) {
      say(error instanceof Problem ? error.message : t.app.failed);
    }
  };
  const copy = async (text: string) => {
    if (await copyText(text)) say(t.header.linkCopied);
  };
  return (
    <div className="table-row">
      <Avatar id={invitation.email} name={invitation.name ?? invitation.email} />
      <span className="grow">
        <span className="med cut block">{invitation.email}</span>
        <span className="f3 cut block">
          {s.people.by(invitation.invited_by)}, {s.people.expires(shortDate(invitation.expires_at, now))}
        </span>
      </span>
      {link && (
        <Btn size="sm" onPress={() => void copy(link)}>
          <Icon of={Link} size={14} />
          {s.people.copyLink}
        </Btn>
      )}
      <span className="f2 role-word">{t.role[invitation.role]}</span>
      <IconBtn icon={MailX} label={s.people.takeBack} onPress={() => void takeBack()} />
    </div>
  );
}
