/** The working hours of the business. Teams may have their own: see Teams. */
import { workingHours } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type { WorkingHours } from '@/api/types';
import { Btn } from '@/components/buttons';
import { loadHours, useHours } from '@/store/hours';
import { may } from '@/store/session';
import { say, warn } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { Awaited } from '../Awaited';
import { OVERTAKEN, Told } from '../FormDialog';
import { PageHead } from '../PageHead';
import { useDraft } from '../useDraft';
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
      <Awaited loaded={loaded}>{(found) => <Page found={found} />}</Awaited>
    </>
  );
}

function Page({ found }: { found: WorkingHours }) {
  const { draft, isChanged, isOvertaken, change, saved } = useDraft(found.hours);
  const save = async () => {
    try {
      saved(draft, (await workingHours.change(draft, found.version)).hours);
      await loadHours();
      say(s.hours.saved);
    } catch (error) {
      const problem = asProblem(error, t.app.failed);
      if (problem.code === OVERTAKEN) await loadHours();
      warn(problem.message);
    }
  };
  return (
    <div className="page-scroll">
      <form className="form stack" onSubmit={(event) => [event.preventDefault(), void save()]}>
        <p className="f2">{s.hours.intro}</p>
        {isOvertaken && <Told text={t.problem.overtaken} />}
        <HoursForm hours={draft} onChange={change} isDisabled={!may('teams.manage')} />
        {may('teams.manage') ? (
          <div>
            <Btn weight="main" type="submit" isDisabled={!isChanged}>
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
