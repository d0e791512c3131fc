/** One line of a thread, of whichever kind. */
import { Lock } from 'lucide-react';
import { memo, useState } from 'react';
import type { SequencedMessage } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { Icon } from '@/components/glyphs';
import { clockTime, dayName, exactTime } from '@/components/time';
import { useNow } from '@/store/clock';
import type { Row } from '@/store/rows';
import { folds, type Item } from '@/store/timeline';
import { t } from '@/texts';
import { Attachments } from './Attachments';
import { LinkLine, linkOf } from './Merged';
import { MessageText } from './MessageText';
import { MessageView } from './MessageView';
import { OutgoingView } from './OutgoingView';
import { Rated, ratingOf } from './Rated';
import { mailedOf } from './transcript';

interface TimelineItemProps {
  item: Item;
  row: Row;
  person: string;
  seenAt: string | null;
  online: boolean;
}

export function TimelineItem({ item, row, person, seenAt, online }: TimelineItemProps) {
  switch (item.kind) {
    case 'day':
      return <Day at={item.at} />;
    case 'new':
      return (
        <div className="log-new">
          <span>{t.thread.fresh}</span>
        </div>
      );
    case 'note':
      return <Note message={item.message} />;
    case 'system':
      return <System messages={item.messages} />;
    case 'outgoing':
      return <OutgoingView item={item.item} joined={item.joined} online={online} />;
    default:
      return (
        <MessageView
          message={item.message}
          joined={item.joined}
          tick={item.tick}
          person={person}
          name={row.display_name}
          seenAt={item.tick === 'read' ? seenAt : null}
          otherChannel={item.message.channel !== row.channel}
        />
      );
  }
}

function Day({ at }: { at: string }) {
  const now = useNow();
  return (
    <div className="day" title={exactTime(at)}>
      {dayName(at, now)}
    </div>
  );
}

const Note = memo(function Note({ message }: { message: SequencedMessage }) {
  return (
    <div className="pnote" data-seq={message.seq}>
      <Avatar id={message.author.id ?? message.author.name} name={message.author.name} size={28} />
      <div className="grow">
        <div className="who">
          <Icon of={Lock} size={12} />
          <b>{message.author.name}</b>
          <span>{t.thread.privateNote}</span>
          <time className="num" dateTime={message.created_at} title={exactTime(message.created_at)}>
            {clockTime(message.created_at)}
          </time>
        </div>
        {message.content_text && (
          <div className="pnote-text" dir="auto">
            <MessageText message={message} />
          </div>
        )}
        <Attachments files={message.attachments} />
      </div>
    </div>
  );
});

function System({ messages }: { messages: SequencedMessage[] }) {
  const [unfolded, setUnfolded] = useState(false);
  if (folds(messages) && !unfolded) {
    return (
      <div className="sys">
        <button type="button" className="link" onClick={() => setUnfolded(true)}>
          {t.thread.changes(messages.length)}
        </button>
      </div>
    );
  }
  return messages.map((message) => {
    const rating = ratingOf(message);
    const link = linkOf(message);
    const mailed = mailedOf(message);
    return (
      <div key={message.seq} className="sys" title={exactTime(message.created_at)}>
        {rating && <Rated rating={rating} />}
        {link && <LinkLine link={link} of={message.conversation_id} />}
        {mailed && <span>{mailed}</span>}
        {!rating && !link && !mailed && <span>{message.content_text}</span>}
        <time className="num" dateTime={message.created_at}>
          {clockTime(message.created_at)}
        </time>
      </div>
    );
  });
}
