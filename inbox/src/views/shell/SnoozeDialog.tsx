/** Snoozing until a time of one's own choice. */
import { useState } from 'react';
import { isAhead, localTime, TimeField } from '@/components/TimeField';
import { snoozeAll } from '@/store/bulk';
import { snooze, snoozeTimes } from '@/store/deeds';
import { openId } from '@/store/route';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';
import { FormDialog } from '../settings/FormDialog';

export function SnoozeDialog() {
  const asks = useUi((ui) => ui.asksTime);
  return asks ? <Asking for={asks} /> : null;
}

function Asking({ for: whose }: { for: 'open' | 'picked' }) {
  const [text, setText] = useState(() => localTime(snoozeTimes(Date.now())[1]?.until ?? new Date().toISOString()));
  const close = () => setUi({ asksTime: null });
  const send = async () => {
    const until = new Date(text).toISOString();
    const id = openId();
    close();
    if (whose === 'picked') await snoozeAll(until);
    else if (id) await snooze(id, until);
  };
  return (
    <FormDialog title={t.header.snoozeUntil} deed={t.header.snooze} ready={isAhead(text)} onSend={send} onClose={close}>
      {() => (
        <TimeField label={t.header.snoozeTime} past={t.header.snoozeAhead} value={text} onChange={setText} autoFocus />
      )}
    </FormDialog>
  );
}
