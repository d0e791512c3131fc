/** Replies that go out later, at the end of the thread: everybody sees them, their author changes them. */
import { CalendarClock, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ScheduledMessage } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { whyOf } from '@/components/failure';
import { Icon } from '@/components/glyphs';
import { Said } from '@/components/Rich';
import { exactTime, soonTime } from '@/components/time';
import { useNow } from '@/store/clock';
import type { Row } from '@/store/rows';
import { useScheduled } from '@/store/scheduled';
import { may, myId } from '@/store/session';
import { setUi } from '@/store/ui';
import { t } from '@/texts';
import { cancelLater } from '../composer/later';
import { Attachments } from './Attachments';

export function Scheduled({ row }: { row: Row }) {
  const messages = useScheduled((state) => state.of[row.id]);
  return messages?.map((message) => <One key={message.id} message={message} row={row} />);
}

function One({ message, row }: { message: ScheduledMessage; row: Row }) {
  return (
    <article className="msg out planned" aria-label={t.thread.scheduled}>
      <div className="body">
        {message.text && (
          <div className="bub" dir="auto">
            <Said html={message.html} text={message.text} />
          </div>
        )}
        <Attachments files={message.attachments} />
        <Standing message={message} name={row.display_name} />
      </div>
    </article>
  );
}

function Standing({ message, name }: { message: ScheduledMessage; name: string }) {
  const now = useNow();
  const isMine = message.author.id === myId();
  const who = isMine ? t.thread.you : message.author.name;
  const wrong = wrongWith(message, name);
  const when = message.state === 'sending' ? t.thread.goingOut : t.thread.goesOut(who, soonTime(message.send_at, now));
  return (
    <>
      {wrong && (
        <div className={`st ${message.state === 'stopped' ? 'bad' : 'unsure'}`} role="status">
          <Icon of={TriangleAlert} size={14} />
          <span>{wrong}</span>
        </div>
      )}
      {message.failure?.detail && (
        <div className="st-more" dir="auto">
          {message.failure.detail}
        </div>
      )}
      <div className="st planned-line" title={exactTime(message.send_at)}>
        {message.state !== 'stopped' && (
          <span className="planned-when">
            <Icon of={CalendarClock} size={13} />
            <span>{message.stop_on_reply ? t.thread.stopsOnReply(when) : when}</span>
          </span>
        )}
        {message.state !== 'sending' && may('conversations.reply') && <Deeds message={message} isMine={isMine} />}
      </div>
    </>
  );
}

function wrongWith(message: ScheduledMessage, name: string) {
  const { state, stopped_by: by, detail, failure, replied_at: replied } = message;
  if (state !== 'stopped') return replied ? t.thread.wroteSince(name) : null;
  if (by === 'reply') return t.thread.stoppedBy.reply(name);
  return by === 'refused' && detail ? t.thread.notSent(whyOf(failure, detail)) : t.thread.stoppedBy[by ?? 'refused'];
}

function Deeds({ message, isMine }: { message: ScheduledMessage; isMine: boolean }) {
  const [asking, setAsking] = useState(false);
  const cancel = () => {
    setAsking(false);
    void cancelLater(message, isMine);
  };
  return (
    <>
      {isMine && (
        <button
          type="button"
          className="deed"
          onClick={() => setUi({ later: { id: message.conversation_id, message } })}
        >
          {t.thread.changeScheduled}
        </button>
      )}
      <button type="button" className="deed" onClick={() => (isMine ? cancel() : setAsking(true))}>
        {t.thread.cancelScheduled}
      </button>
      <Ask
        title={t.thread.cancelTitle(message.author.name)}
        isOpen={asking}
        onClose={() => setAsking(false)}
        urgent
        actions={
          <>
            <Btn onPress={() => setAsking(false)}>{t.thread.keepScheduled}</Btn>
            <Btn weight="bad" onPress={cancel}>
              {t.thread.cancelScheduled}
            </Btn>
          </>
        }
      >
        <p className="dlg-text">{t.thread.cancelText}</p>
      </Ask>
    </>
  );
}
