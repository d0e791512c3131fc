/** The days between which conversations of the list or of a search began or were last active, or messages were written. */
import { useState } from 'react';
import { Field } from '@/components/fields';
import { narrow, useSearch, useSearching } from '@/store/search';
import { setUi, type UiState, useUi } from '@/store/ui';
import { adjust, anyTime, type Span, useView } from '@/store/views';
import { t } from '@/texts';
import { FormDialog } from '../settings/FormDialog';

export function DaysDialog() {
  const of = useUi((ui) => ui.asksDays);
  return of && <Days key={of} of={of} />;
}

const midnight = (day: string, after = 0) => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + after).toISOString();
};

/** The day of a moment here, as a field of days has it. */
const dayOf = (moment: number) => new Date(moment).toLocaleDateString('sv');

/** Both days belong to it: it ends with the midnight after the last. */
const spanOf = (from: string, to: string): Span => ({
  ...anyTime,
  since: from ? midnight(from) : null,
  until: to ? midnight(to, 1) : null,
});

function Days({ of }: { of: NonNullable<UiState['asksDays']> }) {
  const searching = useSearching();
  const { filters } = useSearch.getState();
  const held = of === 'written' || searching ? filters[of] : useView.getState().view[of];
  const [from, setFrom] = useState(held.since ? dayOf(Date.parse(held.since)) : '');
  const [to, setTo] = useState(held.until ? dayOf(Date.parse(held.until) - 1) : '');
  const close = () => setUi({ asksDays: null });
  const send = async () => {
    (searching ? narrow : adjust)({ [of]: spanOf(from, to) });
    close();
  };
  const wrong = from !== '' && to !== '' && to < from;
  return (
    <FormDialog
      title={of === 'written' ? t.search.written : t.filter[of]}
      deed={t.filter.apply}
      ready={(from !== '' || to !== '') && !wrong}
      onSend={send}
      onClose={close}
    >
      {() => (
        <>
          <Field type="date" label={t.filter.first} value={from} onChange={setFrom} autoFocus />
          <Field
            type="date"
            label={t.filter.last}
            value={to}
            onChange={setTo}
            wrong={wrong ? t.filter.backwards : undefined}
          />
        </>
      )}
    </FormDialog>
  );
}
