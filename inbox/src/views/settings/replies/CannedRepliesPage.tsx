/** Canned replies: what all share, and what one keeps for oneself. */
import { MessageSquareText } from 'lucide-react';
import { loadCanned, useCanned } from '@/store/canned';
import { s } from '@/texts/settings';
import { cannedReplies } from '../api';
import { ReadyPage } from '../ReadyPage';
import { CannedReplyDialog } from './CannedReplyDialog';

export function CannedRepliesPage() {
  return (
    <ReadyPage
      words={s.replies}
      glyph={MessageSquareText}
      list={cannedReplies.list}
      use={useCanned}
      load={loadCanned}
      more={({ text }) => text}
      dialog={(reply, onClose, onDone) => <CannedReplyDialog reply={reply} onClose={onClose} onDone={onDone} />}
    />
  );
}
