/** One message: theirs grey at the start, ours tinted at the end, with where it stands. */
import { Ban, Check, CheckCheck, CircleHelp, Clock, Sparkles, TriangleAlert } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { SequencedMessage } from '@/api/types';
import { Avatar } from '@/components/Avatar';
import { whyOf } from '@/components/failure';
import { ChannelGlyph, Icon } from '@/components/glyphs';
import { agoTime, clockTime, exactTime } from '@/components/time';
import { useNow } from '@/store/clock';
import { myId } from '@/store/session';
import type { Tick } from '@/store/timeline';
import { t } from '@/texts';
import { Attachments } from './Attachments';
import { Dismiss, Resend, UndoDismiss } from './MessageDeeds';
import { MessageMenu } from './MessageMenu';
import { MessageText } from './MessageText';

interface MessageProps {
  message: SequencedMessage;
  joined: boolean;
  tick: Tick;
  person: string;
  name: string;
  seenAt: string | null;
  otherChannel: boolean;
}

const LOOKS: Partial<Record<Tick, string>> = { failed: 'fail', dismissed: 'dropped', unknown: 'unsure' };

export const MessageView = memo(function MessageView(props: MessageProps) {
  const { message, joined, tick } = props;
  const out = message.direction === 'outbound';
  const look = ['msg', out && 'out', joined && 'same', LOOKS[tick]];
  return (
    <div className={look.filter(Boolean).join(' ')} data-seq={message.seq}>
      {!out && <Avatar id={props.person} name={props.name} size={28} />}
      <div className="body">
        {!joined && <Who {...props} out={out} />}
        {message.content_text && (
          <div className="bub" title={exactTime(message.created_at)} dir="auto">
            <MessageText message={message} />
          </div>
        )}
        <Attachments files={message.attachments} />
        {out && <State message={message} tick={tick} seenAt={props.seenAt} />}
      </div>
      <MessageMenu message={message} />
    </div>
  );
});

/** Mine need no name; a colleague's and the assistant's do. */
function Who({ message, out, otherChannel }: MessageProps & { out: boolean }) {
  if (out && message.author.id === myId() && !otherChannel) return <span className="hidden">{t.thread.you}</span>;
  return (
    <div className="who">
      {message.role === 'ai' && <Icon of={Sparkles} size={12} />}
      <b>{message.author.name}</b>
      {otherChannel && (
        <>
          <ChannelGlyph channel={message.channel} size={12} />
          <span>{t.channel[message.channel]}</span>
        </>
      )}
      <time className="num" dateTime={message.created_at} title={exactTime(message.created_at)}>
        {clockTime(message.created_at)}
      </time>
    </div>
  );
}

function State({ message, tick, seenAt }: { message: SequencedMessage; tick: Tick; seenAt: string | null }) {
  const time = clockTime(message.created_at);
  switch (tick) {
    case 'none':
      return null;
    case 'queued':
      return <Line icon={Clock} text={t.thread.queued} />;
    case 'sent':
      return <Line icon={Check} text={`${t.thread.sent} ${time}`} />;
    case 'delivered':
      return <Line icon={CheckCheck} text={`${t.thread.delivered} ${time}`} />;
    case 'read':
      return <Line icon={CheckCheck} look="read" text={seenAt ? t.thread.seenAt(clockTime(seenAt)) : t.thread.seen} />;
    case 'unknown':
      return (
        <Line icon={CircleHelp} look="unsure" text={t.thread.unknown}>
          <Resend id={message.id} />
          <Dismiss id={message.id} />
        </Line>
      );
    case 'dismissed':
      return <Dismissed message={message} />;
    default:
      return (
        <>
          <Line icon={TriangleAlert} look="bad" text={notSent(message)}>
            <Resend id={message.id} />
            <Dismiss id={message.id} />
          </Line>
          {message.failure?.detail && (
            <div className="st-more" dir="auto">
              {message.failure.detail}
            </div>
          )}
        </>
      );
  }
}

function Dismissed({ message }: { message: SequencedMessage }) {
  const now = useNow();
  if (!message.dismissed) return null;
  const { by, at } = message.dismissed;
  const words = message.status === 'unknown' ? t.thread.dismissedUnsure : t.thread.dismissed;
  return (
    <Line icon={Ban} look="dropped" text={words(by.name, agoTime(at, now))} title={exactTime(at)}>
      <UndoDismiss id={message.id} />
    </Line>
  );
}

const notSent = ({ failure, error }: SequencedMessage) =>
  failure ? t.thread.notSent(whyOf(failure, error ?? '')) : (error ?? t.thread.failed);

interface LineProps {
  icon: typeof Check;
  text: string;
  look?: string;
  title?: string;
  children?: ReactNode;
}

function Line({ icon, text, look = '', title, children }: LineProps) {
  return (
    <div className={`st ${look}`}>
      <span className="st-said" title={title}>
        <Icon of={icon} size={14} />
        <span>{text}</span>
      </span>
      {children}
    </div>
  );
}
