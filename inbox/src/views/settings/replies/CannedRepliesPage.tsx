/** Canned replies: what all share, and what one keeps for oneself. */
import { MessageSquareText, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CannedReply } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { Empty } from '@/components/states';
import { loadCanned, useCanned } from '@/store/canned';
import { may } from '@/store/session';
import { s } from '@/texts/settings';
import { Awaited } from '../Awaited';
import { cannedReplies } from '../api';
import { PageHead } from '../PageHead';
import { Table, TableRow } from '../Table';
import { useLoaded } from '../useLoaded';
import { CannedReplyDialog } from './CannedReplyDialog';

const load = () => cannedReplies.list();

export function CannedRepliesPage() {
  const loaded = useLoaded(load);
  // what a colleague changed meanwhile is heard by the store
  const heard = useCanned((state) => state.replies);
  const [open, setOpen] = useState<CannedReply | 'new' | null>(null);
  useEffect(() => {
    if (loaded.value) useCanned.setState({ replies: loaded.value });
  }, [loaded.value]);
  const replies = heard ?? loaded.value ?? [];
  const add = may('conversations.reply') && (
    <Btn weight="main" onPress={() => setOpen('new')}>
      <Icon of={Plus} size={15} />
      {s.replies.create}
    </Btn>
  );
  return (
    <>
      <PageHead title={s.replies.title}>{replies.length > 0 && add}</PageHead>
      <Awaited loaded={loaded}>
        {() =>
          replies.length > 0 ? (
            <div className="page-scroll">
              <Table kind="replies" label={s.replies.title} heads={s.replies.heads}>
                {replies.map((reply) => (
                  <ReplyRow key={reply.id} reply={reply} onOpen={() => setOpen(reply)} />
                ))}
              </Table>
            </div>
          ) : (
            <Empty glyph={<Icon of={MessageSquareText} size={22} />} title={s.replies.none} text={s.replies.noneMore}>
              <div className="acts">{add}</div>
            </Empty>
          )
        }
      </Awaited>
      {open && (
        <CannedReplyDialog
          reply={open === 'new' ? null : (replies.find(({ id }) => id === open.id) ?? open)}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            void loadCanned();
          }}
        />
      )}
    </>
  );
}

/** What all share is changed by who may. */
export const mayChange = ({ is_shared: shared }: Pick<CannedReply, 'is_shared'>) =>
  may('conversations.reply') && (!shared || may('canned_replies.manage'));

function ReplyRow({ reply, onOpen }: { reply: CannedReply; onOpen: () => void }) {
  return (
    <TableRow
      glyph={
        <span className="row-glyph">
          <Icon of={MessageSquareText} />
        </span>
      }
      title={reply.name}
      full={reply.name}
      more={reply.text}
    >
      <td className="wide-cell">
        <span className="chip">{reply.is_shared ? s.replies.shared : s.replies.mine}</span>
      </td>
      <td className="table-deeds">
        {mayChange(reply) && (
          <Btn size="sm" onPress={onOpen} aria-label={`${s.replies.edit}: ${reply.name}`}>
            {s.replies.edit}
          </Btn>
        )}
      </td>
    </TableRow>
  );
}
