/** The working hours of the business. Teams may have their own: see Teams. */
import { useState } from 'react';
import { workingHours } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type { Hours, WorkingHours } from '@/api/types';
import { Btn } from '@/components/buttons';
import { loadHours, useHours } from '@/store/hours';
import { may } from '@/store/session';
import { say, warn } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { Awaited } from '../Awaited';
import { PageHead } from '../PageHead';
import { useLoaded } from '../useLoaded';
import { HoursForm } from './HoursForm';

export function HoursPage() {
  const loaded = useLoaded(
    workingHours.get,
    useHours((state) => state.changes),
  );
  return (
    <>
      <PageHead title={s.hours.title} />
      <Awaited loaded={loaded}>{(found) => <Page key={JSON.stringify(found.hours)} found={found} />}</Awaited>
    </>
  );
}

function Page({ found }: { found: WorkingHours }) {
  const [hours, setHours] = useState<Hours>(found.hours);
  const save = async () => {
    try {
      await workingHours.change(hours);
      await loadHours();
      say(s.hours.saved);
    } catch (error) {
      warn(asProblem(error, t.app.failed).message);
    }
  };
  const changed = JSON.stringify(hours) !== JSON.stringify(found.hours);
  return (
    <div className="page-scroll">
      <form className="form stack" onSubmit={(event) => [event.preventDefault(), void save()]}>
        <p className="f2">{s.hours.intro}</p>
        <HoursForm hours={hours} onChange={setHours} isDisabled={!may('teams.manage')} />
        {may('teams.manage') ? (
          <div>
            <Btn weight="main" type="submit" isDisabled={!changed}>
              {s.hours.save}
            </Btn>
          </div>
        ) : (
          <p className="f3">{s.hours.mayNot}</p>
        )}
      </form>
    </div>
  );
}
