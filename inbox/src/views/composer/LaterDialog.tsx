/** When a reply goes out: a time of one's own for a new one, or the time and the words of one that waits. */
import { useState } from 'react';
import { scheduledMessages } from '@/api/hub';
import type { ScheduledMessage } from '@/api/types';
import { Field, Toggle } from '@/components/fields';
import { isAhead, localTime, TimeField } from '@/components/TimeField';
import { rendered } from '@/store/markup';
import { tomorrowMorning } from '@/store/moments';
import { loadScheduled } from '@/store/scheduled';
import { setUi, type UiState, useUi } from '@/store/ui';
import { t } from '@/texts';
import { FormDialog, Refused } from '../settings/FormDialog';
import { sendLater, writtenOf } from './later';

/** One that was stopped needs a time that is still to come. */
const timeOf = (message: ScheduledMessage | null) =>
  message && Date.parse(message.send_at) > Date.now() ? message.send_at : tomorrowMorning(Date.now());

const close = () => setUi({ later: null });

export function LaterDialog() {
  const later = useUi((ui) => ui.later);
  return later && <Later key={later.message?.id ?? later.id} {...later} />;
}

function Later({ id, message }: NonNullable<UiState['later']>) {
  const [at, setAt] = useState(() => localTime(timeOf(message)));
  const [text, setText] = useState(message ? writtenOf(message) : '');
  const [stops, setStops] = useState(message?.stop_on_reply ?? false);
  const lacks = message !== null && text.trim() === '' && message.attachments.length === 0;
  const send = async () => {
    const sendAt = new Date(at).toISOString();
    if (message) {
      const words = text === writtenOf(message) ? {} : rendered(text.trim());
      await scheduledMessages.change(message.id, { ...words, send_at: sendAt, stop_on_reply: stops });
      await loadScheduled(id);
    } else await sendLater(id, sendAt, stops);
    close();
  };
  return (
    <FormDialog
      title={message ? t.thread.changeScheduledTitle : t.composer.sendLater}
      deed={message ? t.thread.saveScheduled : t.composer.sendLater}
      ready={isAhead(at) && !lacks}
      onSend={send}
      onClose={close}
    >
      {(problem) => (
        <>
          <TimeField
            label={t.header.snoozeTime}
            past={t.header.snoozeAhead}
            value={at}
            onChange={setAt}
            autoFocus={!message}
          />
          {message && <Field label={t.thread.scheduledText} rows={5} value={text} onChange={setText} autoFocus />}
          <Toggle label={t.composer.laterStops} more={t.composer.laterStopsMore} on={stops} onChange={setStops} />
          <Refused problem={problem} />
        </>
      )}
    </FormDialog>
  );
}
