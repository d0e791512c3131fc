/** An invitation that waits for its answer. */
import { Link, MailX } from 'lucide-react';
import { Problem } from '@/api/problem';
import type { Invitation } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { IconBtn } from '@/components/buttons';
import { copyText } from '@/components/copy';
import { usePhone } from '@/components/media';
import { shortDate } from '@/components/time';
import { useNow } from '@/store/clock';
import { roleName, useRoles } from '@/store/roles';
import { say, warn } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { team } from '../api';
import { TableRow } from '../Table';
import { linkOf } from './links';

export function InvitationRow({ invitation, onGone }: { invitation: Invitation; onGone: () => void }) {
  const role = roleName(
    useRoles((state) => state.roles),
    invitation,
  );
  const now = useNow();
  const phone = usePhone();
  const link = invitation.link ?? linkOf(invitation.id);
  const takeBack = async () => {
    try {
      await team.takeBack(invitation.id);
      onGone();
      say(s.people.takenBack(invitation.email));
    } catch (error) {
      warn(error instanceof Problem ? error.message : t.app.failed);
    }
  };
  const copy = async (text: string) => {
    if (await copyText(text)) say(t.header.linkCopied);
  };
  const until = s.people.expires(shortDate(invitation.expires_at, now));
  return (
    <TableRow
      glyph={<Avatar id={invitation.email} name={invitation.name ?? invitation.email} />}
      title={invitation.email}
      full={invitation.email}
      more={phone ? `${role}, ${until}` : s.people.by(invitation.invited_by)}
    >
      <td className="wide-cell">{until}</td>
      <td className="wide-cell">
        <span className="role-word">{role}</span>
      </td>
      <td className="table-deeds">
        {link && <IconBtn icon={Link} label={s.people.copyLink} onPress={() => void copy(link)} />}
        <IconBtn icon={MailX} label={s.people.takeBack} onPress={() => void takeBack()} />
      </td>
    </TableRow>
  );
}
