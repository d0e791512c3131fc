/** Keys for programs: made, shown once, revoked. */
import { KeyRound, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Problem } from '@/api/problem';
import type { ApiKey } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { usePhone } from '@/components/media';
import { Empty } from '@/components/states';
import { exactTime, shortDate, shortTime } from '@/components/time';
import { useNow } from '@/store/clock';
import { useNews } from '@/store/news';
import { say, warn } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { Awaited } from '../Awaited';
import { apiKeys } from '../api';
import { PageHead } from '../PageHead';
import { rightName } from '../roles/rights';
import { Table, TableRow } from '../Table';
import { useLoaded } from '../useLoaded';
import { NewKeyDialog } from './NewKeyDialog';

const load = () => apiKeys.list();

export function ApiKeysPage() {
  const loaded = useLoaded(
    load,
    useNews((heard) => heard['api-keys']),
  );
  const [making, setMaking] = useState(false);
  const keys = loaded.value ?? [];
  const create = (
    <Btn weight="main" onPress={() => setMaking(true)}>
      <Icon of={Plus} size={15} />
      {s.keys.create}
    </Btn>
  );
  return (
    <>
      <PageHead title={s.keys.title}>{keys.length > 0 && create}</PageHead>
      <Awaited loaded={loaded}>
        {() => (keys.length > 0 ? <Keys keys={keys} set={loaded.set} /> : <NoKeys>{create}</NoKeys>)}
      </Awaited>
      {making && <NewKeyDialog onClose={() => setMaking(false)} onMade={(key) => loaded.set([key, ...keys])} />}
    </>
  );
}

function NoKeys({ children }: { children: ReactNode }) {
  return (
    <Empty glyph={<Icon of={KeyRound} size={22} />} title={s.keys.none} text={s.keys.noneMore}>
      <div className="acts">{children}</div>
      <DocsLink />
    </Empty>
  );
}

function DocsLink() {
  return (
    <p className="docs-link">
      <a href="/api/docs" target="_blank" rel="noopener noreferrer">
        {s.keys.docs}
      </a>
    </p>
  );
}

function Keys({ keys, set }: { keys: ApiKey[]; set: (keys: ApiKey[]) => void }) {
  return (
    <div className="page-scroll">
      <Table kind="keys" label={s.keys.title} heads={s.keys.heads}>
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} onGone={() => set(keys.filter((one) => one.id !== key.id))} />
        ))}
      </Table>
      <DocsLink />
    </div>
  );
}

function KeyRow({ apiKey, onGone }: { apiKey: ApiKey; onGone: () => void }) {
  const [asking, setAsking] = useState(false);
  const now = useNow();
  const phone = usePhone();
  const { last_used_at: lastUsed, expires_at: ends } = apiKey;
  const [only, ...others] = apiKey.scopes;
  const revoke = async () => {
    setAsking(false);
    try {
      await apiKeys.revoke(apiKey.id);
      onGone();
      say(s.keys.revoked(apiKey.name));
    } catch (error) {
      warn(error instanceof Problem ? error.message : t.app.failed);
    }
  };
  return (
    <TableRow
      glyph={
        <span className="row-glyph">
          <Icon of={KeyRound} />
        </span>
      }
      title={apiKey.name}
      full={apiKey.name}
      more={
        <>
          <span className="mono">{apiKey.prefix}…</span>
          {phone && ` · ${lastUsed ? s.keys.used(shortTime(lastUsed, now)) : s.keys.unused}`}
          {phone && ends && Date.parse(ends) > now && ` · ${s.keys.ends}: ${shortDate(ends, now)}`}
        </>
      }
    >
      <td className="wide-cell cut" title={apiKey.scopes.map(rightName).join('\n')}>
        {others.length > 0 || !only ? s.keys.rights(apiKey.scopes.length) : rightName(only)}
      </td>
      <td className="wide-cell" title={lastUsed ? exactTime(lastUsed) : undefined}>
        {lastUsed ? shortTime(lastUsed, now) : s.keys.never}
      </td>
      <Ending ends={ends} />
      <td className="table-deeds">
        <Btn size="sm" onPress={() => setAsking(true)} aria-label={`${s.keys.revoke}: ${apiKey.name}`}>
          {s.keys.revoke}
        </Btn>
      </td>
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
    </TableRow>
  );
}

function Ending({ ends }: { ends: string | null }) {
  const now = useNow();
  const over = ends !== null && Date.parse(ends) < now;
  return (
    <td className={over ? '' : 'wide-cell'} title={ends ? exactTime(ends) : undefined}>
      {over ? <span className="chip bad">{s.keys.expired}</span> : ends ? shortDate(ends, now) : s.keys.never}
    </td>
  );
}
