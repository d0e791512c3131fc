/** What was merged or split: the lines that say so in both threads, and what stands in the composer's place. */
import { Merge } from 'lucide-react';
import { useEffect, useState } from 'react';
import { conversations } from '@/api/hub';
import type { Conversation, SequencedMessage } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { clockTime, exactTime } from '@/components/time';
import { undoMerge, undoSplit } from '@/store/deeds';
import { takeConversations, useInbox } from '@/store/inbox';
import { openConversation } from '@/store/route';
import type { Row } from '@/store/rows';
import { may } from '@/store/session';
import { warn } from '@/store/toasts';
import { t } from '@/texts';
import { Attachments } from './Attachments';
import { blockOf } from './blocks';
import { MessageText } from './MessageText';

/** A line that leads to another conversation, and of a split which part of it is meant. */
interface LinkBlock {
  type: 'merge' | 'split';
  way: 'into' | 'from';
  conversation_id: string;
  subject: string | null;
  channel: Conversation['channel'];
  undone: boolean;
  from_seq?: number;
  until_seq?: number;
}

export const linkOf = (message: SequencedMessage) => blockOf<LinkBlock>(message, 'merge', 'split');

function LinkTo({ id, name }: { id: string; name: string }) {
  return (
    <a
      className="link"
      href={`#/c/${id}`}
      onClick={(event) => {
        event.preventDefault();
        openConversation(id);
      }}
    >
      <bdi>{name}</bdi>
    </a>
  );
}

function wordsOf({ type, way, undone }: LinkBlock): string {
  const isMerge = type === 'merge';
  if (undone) return isMerge ? t.thread.mergeUndone : t.thread.splitUndone;
  if (way === 'into') return isMerge ? t.thread.mergedInto : t.thread.wentOn;
  return isMerge ? t.thread.mergedFrom : t.thread.splitFrom;
}

/** Where the other one is read too, its messages can be unfolded; of a split they are: it begins with them. */
export function LinkLine({ link, of }: { link: LinkBlock; of: string }) {
  const [shown, setShown] = useState(link.type === 'split');
  const id = link.conversation_id;
  const name = link.subject ?? t.channel[link.channel];
  const said = (
    <>
      {wordsOf(link)} <LinkTo id={id} name={name} />
    </>
  );
  if (link.undone || link.way === 'into') return <span>{said}</span>;
  return (
    <div className="merge-line">
      <span>
        {said}{' '}
        <button type="button" className="link" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? t.thread.hideMerged : t.thread.showMerged}
        </button>
        {link.type === 'split' && may('conversations.change') && (
          <>
            {' '}
            <button type="button" className="link" onClick={() => void undoSplit(of, id)}>
              {t.header.undoSplit}
            </button>
          </>
        )}
      </span>
      {shown && <Messages id={id} name={name} from={link.from_seq ?? 1} until={link.until_seq} />}
    </div>
  );
}

interface MessagesProps {
  id: string;
  name: string;
  /** Which part of them: all, unless it says otherwise. */
  from: number;
  until: number | undefined;
}

/** The other's messages where they are read, page by page from the end. */
function Messages({ id, name, from, until }: MessagesProps) {
  const [messages, setMessages] = useState<SequencedMessage[]>([]);
  const [earlier, setEarlier] = useState<number | null>(null);
  const end = until && until + 1;
  const load = (before?: number) =>
    conversations.messages(id, before || end ? { before_seq: before ?? end } : {}).then(
      (page) => {
        const part = page.items.filter(({ seq }) => seq >= from);
        setMessages((known) => [...part, ...(before ? known : [])]);
        const next = page.next_cursor ? Number(page.next_cursor) : 0;
        setEarlier(next > from ? next : null);
      },
      () => warn(t.thread.failedLoad),
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is unfolded
  useEffect(() => void load(), [id]);
  return (
    <section className="merged-messages" aria-label={name}>
      {earlier !== null && <Btn onPress={() => void load(earlier)}>{t.thread.earlierMerged}</Btn>}
      {messages
        .filter((message) => message.role !== 'system')
        .map((message) => (
          <div key={message.seq}>
            <b>{message.author.name}</b>{' '}
            <time className="num" dateTime={message.created_at} title={exactTime(message.created_at)}>
              {clockTime(message.created_at)}
            </time>
            <div dir="auto">
              <MessageText message={message} />
              <Attachments files={message.attachments} />
            </div>
          </div>
        ))}
    </section>
  );
}

export const isMerged = (row: Pick<Row, 'merged_into' | 'status'>): boolean =>
  Boolean(row.merged_into) && row.status === 'closed';

/** That it was merged, where lists name a conversation; opened again since, it was once. */
export function MergedMark({ row }: { row: Pick<Row, 'merged_into' | 'status'> }) {
  if (!row.merged_into) return null;
  const said = isMerged(row) ? t.list.merged : t.list.wasMerged;
  return (
    <span className="merged-mark" title={said}>
      <Icon of={Merge} size={12} />
      <span className="hidden">{said}</span>
    </span>
  );
}

/** In the place of the composer: where the conversation goes on, and the way back. */
export function MergedBar({ row }: { row: Row }) {
  const into = row.merged_into ?? '';
  const kept = useInbox(({ rows }) => rows.get(into));
  useEffect(() => {
    if (into)
      conversations.get(into).then(
        (found) => takeConversations([found]),
        () => undefined,
      );
  }, [into]);
  const name = kept ? (kept.subject ?? kept.last_message?.text ?? t.channel[kept.channel]) : t.thread.open;
  return (
    <div className="resolved merged-bar" role="status">
      <Icon of={Merge} size={15} />
      <span className="grow cut">
        {t.thread.mergedInto} <LinkTo id={into} name={name} />
      </span>
      {may('conversations.change') && <Btn onPress={() => void undoMerge(row.id)}>{t.header.undoMerge}</Btn>}
    </div>
  );
}
