/** What was merged: the lines that say so in both threads, and what stands in the place of the composer. */
import { Merge } from 'lucide-react';
import { useEffect, useState } from 'react';
import { conversations } from '@/api/hub';
import type { Conversation, SequencedMessage } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { clockTime, exactTime } from '@/components/time';
import { undoMerge } from '@/store/deeds';
import { takeConversations, useInbox } from '@/store/inbox';
import { openConversation } from '@/store/route';
import type { Row } from '@/store/rows';
import { may } from '@/store/session';
import { warn } from '@/store/toasts';
import { t } from '@/texts';
import { Attachments } from './Attachments';
import { MessageText } from './MessageText';

interface MergeBlock {
  type: 'merge';
  way: 'into' | 'from';
  conversation_id: string;
  subject: string | null;
  channel: Conversation['channel'];
  undone: boolean;
}

const isMerge = (block: unknown): block is MergeBlock =>
  typeof block === 'object' && block !== null && 'type' in block && block.type === 'merge';

export const mergeOf = (message: SequencedMessage): MergeBlock | undefined => message.content_blocks?.find(isMerge);

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

/** The line of a merge; in the one that stays, the other's messages can be read under it. */
export function MergeLine({ merge }: { merge: MergeBlock }) {
  const [shown, setShown] = useState(false);
  const id = merge.conversation_id;
  const name = merge.subject ?? t.channel[merge.channel];
  if (merge.undone) {
    return (
      <span>
        {t.thread.mergeUndone} <LinkTo id={id} name={name} />
      </span>
    );
  }
  if (merge.way === 'into') {
    return (
      <span>
        {t.thread.mergedInto} <LinkTo id={id} name={name} />
      </span>
    );
  }
  return (
    <div className="merge-line">
      <span>
        {t.thread.mergedFrom} <LinkTo id={id} name={name} />{' '}
        <button type="button" className="link" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? t.thread.hideMerged : t.thread.showMerged}
        </button>
      </span>
      {shown && <Messages id={id} name={name} />}
    </div>
  );
}

/** The other's messages where they are read, page by page from the end. */
function Messages({ id, name }: { id: string; name: string }) {
  const [messages, setMessages] = useState<SequencedMessage[]>([]);
  const [earlier, setEarlier] = useState<number | null>(null);
  const load = (before?: number) =>
    conversations.messages(id, before ? { before_seq: before } : {}).then(
      (page) => {
        setMessages((known) => [...page.items, ...(before ? known : [])]);
        setEarlier(page.next_cursor ? Number(page.next_cursor) : null);
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

export const isMerged = (row: Row): boolean => Boolean(row.merged_into) && row.status === 'closed';

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
