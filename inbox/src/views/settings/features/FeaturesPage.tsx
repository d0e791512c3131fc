/** The parts of the product, a switch for each. Who is signed in knows which are on, so the page stays current by itself. */
import { asProblem } from '@/api/problem';
import type { Feature } from '@/api/types';
import { Toggle } from '@/components/fields';
import { askAgain, useSession } from '@/store/session';
import { warn } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { features } from '../api';
import { PageHead } from '../PageHead';

const FEATURES: readonly Feature[] = [
  'conversation',
  'dashboard',
  'reports',
  'sales',
  'ticketing',
  'ai_agent',
  'workflow',
  'campaign',
];

/** All others stand on it. */
const CORE: Feature = 'conversation';

async function turn(feature: Feature, on: boolean): Promise<void> {
  try {
    await features.switch(feature, on);
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
  }
  await askAgain();
}

export function FeaturesPage() {
  const on = useSession((state) => state.me?.features) ?? [];
  const what: Partial<Record<Feature, string>> = s.features.what;
  return (
    <>
      <PageHead title={s.features.title} />
      <div className="page-scroll">
        <div className="form features">
          <p className="f2">{s.features.intro}</p>
          {FEATURES.map((feature) => (
            <div key={feature} className="feature">
              <Toggle
                label={s.features.name[feature]}
                more={what[feature] ?? s.features.later}
                on={on.includes(feature)}
                onChange={(wanted) => void turn(feature, wanted)}
                isDisabled={feature === CORE}
              />
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
