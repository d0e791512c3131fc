/** What was said: opens at the first unread, follows the end unless the reader has scrolled away from it. */
import { ArrowDown } from 'lucide-react';
import { useMemo } from 'react';
import { Avatar } from '@/components/Avatar';
import { Icon } from '@/components/glyphs';
import { useConnection } from '@/store/connection';
import { useOutbox } from '@/store/outbox';
import { usePeople } from '@/store/people';
import type { Row } from '@/store/rows';
import { useThreads } from '@/store/threads';
import { timeline } from '@/store/timeline';
import { t } from '@/texts';
import { Announcer } from './Announcer';
import { Scheduled } from './Scheduled';
import { TimelineItem } from './TimelineItem';
import { useScroll } from './useScroll';

export function Log({ row }: { row: Row }) {
  const thread = useThreads(({ threads }) => threads.get(row.id));
  const all = useOutbox((state) => state.items);
  const outgoing = useMemo(() => all.filter((item) => item.conversationId === row.id), [all, row.id]);
  const typing = usePeople((state) => state.typing[row.id]);
  const online = useConnection((state) => state.online);
  const messages = thread?.log.messages ?? [];
  const firstUnread = thread?.firstUnread ?? null;
  const visitorReadSeq = Math.max(thread?.visitorReadSeq ?? 0, row.visitor_read_seq);
  const items = useMemo(
    () => timeline(messages, outgoing, { firstUnread, visitorReadSeq }),
    [messages, outgoing, firstUnread, visitorReadSeq],
  );
  const scroll = useScroll(row.id, messages, outgoing.length, thread?.hasOlder ?? false);
  const person = row.contact?.id ?? row.visitor_id ?? row.id;

  return (
    <div className="log-frame">
      <div
        id="thread-log"
        className="log"
        ref={scroll.box}
        role="log"
        aria-live="off"
        aria-label={t.thread.messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={scroll.onScroll}
      >
        <div className="log-all" ref={scroll.content}>
          {thread?.hasOlder ? (
            <div className="log-start">{thread.loadingOlder ? t.thread.loadingOlder : ''}</div>
          ) : (
            <div className="log-start">{t.thread.start}</div>
          )}
          {items.map((item) => (
            <TimelineItem
              key={item.key}
              item={item}
              row={row}
              person={person}
              seenAt={thread?.seenAt ?? null}
              online={online}
            />
          ))}
          <Scheduled row={row} />
          {typing && (
            <div className="msg">
              <Avatar id={person} name={row.display_name} size={28} />
              <div className="bub typing" role="img" aria-label={t.thread.isTyping(row.display_name)}>
                <span className="dots">
                  <i />
                  <i />
                  <i />
                </span>
              </div>
            </div>
          )}
        </div>
      </div>
      {scroll.away && (
        <button type="button" className="pill to-end" onClick={scroll.toEnd}>
          <Icon of={ArrowDown} size={13} />
          {scroll.arrived > 0 ? t.thread.arrived(scroll.arrived) : t.thread.latest}
        </button>
      )}
      <Announcer messages={messages} />
    </div>
  );
}
