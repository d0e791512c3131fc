/** The last word of a conversation, or what matters more: typing, a failed send, a draft. */
import { Ban, Check, CheckCheck, CircleHelp, Clock, Image, StickyNote, TriangleAlert } from 'lucide-react';
import type { LastMessage } from '@/api/types';
import { Icon } from '@/components/glyphs';
import { hasDraft, useDrafts } from '@/store/drafts';
import { useOutbox } from '@/store/outbox';
import { nameOf, usePeople } from '@/store/people';
import type { Row } from '@/store/rows';
import { me, myId } from '@/store/session';
import { useSharedDrafts } from '@/store/shared-drafts';
import { t } from '@/texts';

export function LastLine({ row }: { row: Row }) {
  const typing = usePeople((state) => state.typing[row.id]);
  const failed = useOutbox((state) =>
    state.items.find((item) => item.conversationId === row.id && item.state === 'failed'),
  );
  const waiting = useOutbox((state) =>
    state.items.find((item) => item.conversationId === row.id && item.state === 'waiting'),
  );
  const draft = useDrafts((state) => state.drafts[row.id]);
  const shared = useSharedDrafts((state) => state.of[row.id]?.find((one) => one.user_id !== myId()));
  if (typing)
    return (
      <span className="cut grow accent">
        {t.list.typing(row.contact ? (row.display_name.split(' ')[0] ?? '') : row.display_name)}
      </span>
    );
  if (failed) return <Bad text={failed.reason ?? t.list.unsent} />;
  if (waiting) {
    return (
      <span className="cut grow">
        <span className="accent med">{t.thread.notYet}:</span> {waiting.text}
      </span>
    );
  }
  if (hasDraft(draft)) {
    return (
      <span className="cut grow">
        <span className="accent med">{t.list.draft}</span> {draft?.reply || draft?.note || draft?.files[0]?.file_name}
      </span>
    );
  }
  if (shared) {
    return (
      <span className="cut grow">
        <span className="accent med">{t.list.draftBy(nameOf(shared.user_id))}</span> {shared.text}
      </span>
    );
  }
  if (!row.last_message) return <span className="cut grow">{t.list.noMessages}</span>;
  if (row.last_message.status === 'failed') {
    const text = `${t.list.unsent}: ${textOf(row.last_message)}`;
    return row.last_message.dismissed ? <Dropped text={text} /> : <Bad text={text} />;
  }
  return (
    <>
      <Mark row={row} last={row.last_message} />
      <Speaker last={row.last_message} />{' '}
      <span className="cut grow" dir="auto">
        {textOf(row.last_message)}
      </span>
    </>
  );
}

function Bad({ text }: { text: string }) {
  return (
    <>
      <Icon of={TriangleAlert} size={13} className="bad-text" />
      <span className="cut grow bad-text">{text}</span>
    </>
  );
}

/** It failed, and somebody has put that away. */
function Dropped({ text }: { text: string }) {
  return (
    <>
      <Icon of={Ban} size={13} />
      <span className="cut grow">{text}</span>
    </>
  );
}

const textOf = (last: LastMessage) => last.text || (last.has_attachments ? t.list.attachment : '');

function Mark({ row, last }: { row: Row; last: LastMessage }) {
  if (last.private) return <Icon of={StickyNote} size={13} className="note-mark" />;
  if (last.has_attachments && last.direction === 'inbound') return <Icon of={Image} size={13} />;
  if (last.direction === 'inbound' || last.role === 'system') return null;
  if (last.status === 'unknown') return <Icon of={CircleHelp} size={13} className="note-mark" />;
  if (last.status === 'queued' || last.status === 'sending') return <Icon of={Clock} size={13} />;
  if (last.status === 'read' || (row.channel === 'widget' && row.visitor_read_seq >= last.seq))
    return <Icon of={CheckCheck} size={14} className="accent" />;
  return <Icon of={last.status === 'delivered' ? CheckCheck : Check} size={14} />;
}

function Speaker({ last }: { last: LastMessage }) {
  if (last.direction === 'inbound' || last.role === 'system') return null;
  return <span className="f2 cut speaker">{speakerText(last)}</span>;
}

function speakerText(last: LastMessage): string {
  const mine = last.author_name === me()?.user.name;
  if (last.private) return mine ? t.list.yourNote : t.list.note(last.author_name);
  return mine ? t.list.you : t.list.by(last.author_name);
}
