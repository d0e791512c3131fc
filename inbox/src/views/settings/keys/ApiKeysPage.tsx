/** Keys for programs: made, shown once, revoked. */
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { Problem } from '@/api/problem';
import type { ApiKey } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { Empty, Failed } from '@/components/states';
import { exactTime, shortDate, shortTime } from '@/components/time';
import { useNow } from '@/store/clock';
import { say } from '@/store/toasts';
import { t } from '@/texts';
import { apiKeys } from '../api';
import { PageHead } from '../PageHead';
import { s } from '../texts';
import { useLoaded } from '../useLoaded';
import { NewKeyDialog } from './NewKeyDialog';

const load = () => apiKeys.list().then((page) => page.items);

export function ApiKeysPage() {
  const { value: keys, problem, set, again } = useLoaded(load);
  const [making, setMaking] = useState(false);
  if (problem) return <Failed title={s.failed} text={s.failedMore} problem={problem} onRetry={again} />;
  const create = (
    <Btn weight="main" onPress={() => setMaking(true)}>
      <Icon of={Plus} size={15} />
      {s.keys.create}
    </Btn>
  );
  return (
    <>
      <PageHead title={s.keys.title}>
        <a className="docs-link" href="/api/docs" target="_blank" rel="noopener noreferrer">
          {s.keys.docs}
        </a>
        {keys && keys.length > 0 && create}
      </PageHead>
      {keys?.length === 0 && (
        <Empty glyph={<Icon of={KeyRound} size={22} />} title={s.keys.none} text={s.keys.noneMore}>
          <div className="acts">{create}</div>
        </Empty>
      )}
      {keys && keys.length > 0 && (
        <div className="page-scroll">
          <div className="table">
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} onGone={() => set(keys.filter((one) => one.id !== key.id))} />
            ))}
          </div>
        </div>
      )}
      {making && <NewKeyDialog onClose={() => setMaking(false)} onMade={(key) => set([key, ...(keys ?? [])])} />}
    </>
  );
}

function KeyRow({ apiKey, onGone }: { apiKey: ApiKey; onGone: () => void }) {
  const [asking, setAsking] = useState(false);
  const now = useNow();
  const ended = apiKey.expires_at !== null && Date.parse(apiKey.expires_at) < now;
  const used = apiKey.last_used_at ? s.keys.used(shortTime(apiKey.last_used_at, now)) : s.keys.unused;
  const revoke = async () => {
    setAsking(false);
    try {
      await apiKeys.revoke(apiKey.id);
      onGone();
      say(s.keys.revoked(apiKey.name));
    } catch (error) {
      say(error instanceof Problem ? error.message : t.app.failed);
    }
  };
  return (
    <div className="table-row">
      <span className="row-glyph">
        <Icon of={KeyRound} />
      </span>
      <span className="grow">
        <span className="med cut block" title={apiKey.name}>
          {apiKey.name}
        </span>
        <span className="f3 cut block">
          <span className="mono">{apiKey.prefix}…</span>
        </span>
      </span>
      <span className="f3 wide-cell" title={apiKey.scopes.join(', ')}>
        {s.keys.rights(apiKey.scopes.length)}
      </span>
      <span className="f3 wide-cell" title={apiKey.last_used_at ? exactTime(apiKey.last_used_at) : undefined}>
        {used}
      </span>
      {apiKey.expires_at && (
        <span className={`chip ${ended ? 'bad' : ''}`}>
          {ended ? s.keys.expired : s.keys.until(shortDate(apiKey.expires_at, now))}
        </span>
      )}
      <Btn size="sm" onPress={() => setAsking(true)} aria-label={`${s.keys.revoke}: ${apiKey.name}`}>
        {s.keys.revoke}
      </Btn>
      <Ask
        title={s.keys.revokeTitle(apiKey.name)}
        isOpen={asking}
        onClose={() => setAsking(false)}
        urgent
        actions={
          <>
            <Btn onPress={() => setAsking(false)}>{s.keys.keep}</Btn>
            <Btn weight="bad" onPress={() => void revoke()}>
              {s.keys.revoke}
            </Btn>
          </>
        }
      >
        <p className="dlg-text">{s.keys.revokeText}</p>
      </Ask>
    </div>
  );
}
