/** Snoozing until a time of one's own choice. */
import { useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { snoozeAll } from '@/store/bulk';
import { snooze, snoozeTimes } from '@/store/deeds';
import { openId } from '@/store/route';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';
import { FormDialog } from '../settings/FormDialog';

/** As the browser's own field writes it: the local time, without a zone. */
function local(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function SnoozeDialog() {
  const asks = useUi((ui) => ui.asksTime);
  return asks ? <Asking for={asks} /> : null;
}

function Asking({ for: whose }: { for: 'open' | 'picked' }) {
  const [text, setText] = useState(() => local(snoozeTimes(Date.now())[1]?.until ?? new Date().toISOString()));
  const at = Date.parse(text);
  const isAhead = at > Date.now();
  const close = () => setUi({ asksTime: null });
  const send = async () => {
    const until = new Date(at).toISOString();
    const id = openId();
    close();
    if (whose === 'picked') await snoozeAll(until);
    else if (id) await snooze(id, until);
  };
  return (
    <FormDialog title={t.header.snoozeUntil} deed={t.header.snooze} ready={isAhead} onSend={send} onClose={close}>
      {() => (
        <TextField className="fld" value={text} onChange={setText} type="datetime-local" autoFocus>
          <Label className="label">{t.header.snoozeTime}</Label>
          <Input className="field" min={local(new Date().toISOString())} />
          {!isAhead && <span className="help">{t.header.snoozeAhead}</span>}
        </TextField>
      )}
    </FormDialog>
  );
}
