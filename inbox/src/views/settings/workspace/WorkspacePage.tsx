/** What the workspace is called, and the language of whoever joins it. Who is signed in knows both, so the page stays
 * current by itself; what is being written here is kept when a colleague saves something else. */
import { useState } from 'react';
import { asProblem, type Problem } from '@/api/problem';
import type { Tenant } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Field, Segments } from '@/components/fields';
import { go } from '@/store/route';
import { askAgain, may, useSession } from '@/store/session';
import { say } from '@/store/toasts';
import { t } from '@/texts';
import { languageOptions } from '@/texts/language';
import { s } from '@/texts/settings';
import { tenant as hub, type TenantWish } from '../api';
import { PageHead } from '../PageHead';
import { useDraft } from '../useDraft';

/** No language is chosen for them. */
const BROWSERS = 'browser';

export function WorkspacePage() {
  const tenant = useSession((state) => state.me?.tenant);
  return (
    <>
      <PageHead title={s.nav.workspace} />
      <div className="page-scroll">{tenant && <WorkspaceForm tenant={tenant} />}</div>
    </>
  );
}

type Editable = Pick<Tenant, 'name' | 'locale'>;

/** What is other than it was. */
function changed(tenant: Tenant, { name, locale }: Editable): TenantWish {
  return {
    ...(name.trim() !== tenant.name && { name: name.trim() }),
    ...(locale !== tenant.locale && { locale }),
  };
}

function WorkspaceForm({ tenant }: { tenant: Tenant }) {
  const { draft, change, saved } = useDraft<Editable>({ name: tenant.name, locale: tenant.locale });
  const [problem, setProblem] = useState<Problem | null>(null);
  const wish = changed(tenant, draft);
  const mayChange = may('tenant.manage');
  const save = async () => {
    try {
      const { name, locale } = await hub.change(wish);
      saved(draft, { name, locale });
      await askAgain();
      setProblem(null);
      say(s.workspace.saved);
    } catch (error) {
      setProblem(asProblem(error, t.app.failed));
    }
  };
  return (
    <form className="form stack padded" onSubmit={(event) => [event.preventDefault(), void save()]}>
      <Field
        label={s.workspace.name}
        help={s.workspace.nameHelp}
        value={draft.name}
        onChange={(name) => change({ name })}
        maxLength={200}
        wrong={problem?.field('name') ?? problem?.message}
        isDisabled={!mayChange}
        autoComplete="organization"
      />
      <div>
        <Segments
          label={s.workspace.language}
          labelled
          value={draft.locale ?? BROWSERS}
          options={[{ value: BROWSERS, text: s.workspace.browser }, ...languageOptions]}
          onChange={(chosen) => change({ locale: chosen === BROWSERS ? null : chosen })}
          isDisabled={!mayChange}
        />
        <p className="help">{s.workspace.languageHelp}</p>
      </div>
      <p className="f3">
        {s.workspace.zone}{' '}
        <button type="button" className="link" onClick={() => go('#/settings/hours')}>
          {s.nav.hours}
        </button>
      </p>
      {mayChange ? (
        <div>
          <Btn weight="main" type="submit" isDisabled={draft.name.trim() === '' || Object.keys(wish).length === 0}>
            {t.app.save}
          </Btn>
        </div>
      ) : (
        <p className="f3">{s.workspace.mayNot}</p>
      )}
    </form>
  );
}
