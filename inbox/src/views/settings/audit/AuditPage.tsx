/** The audit log: who did what, when and from where; narrowed down, and taken along as CSV. */
import { Download, ScrollText } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem } from '@/api/problem';
import type { AuditEntry, Page } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Choice } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { usePhone } from '@/components/media';
import { saveAs } from '@/components/save';
import { Empty } from '@/components/states';
import { exactTime, shortTime } from '@/components/time';
import { useNow } from '@/store/clock';
import { useNews } from '@/store/news';
import { usePeople } from '@/store/people';
import { warn } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { Awaited } from '../Awaited';
import { audit } from '../api';
import { Narrowing } from '../Narrowing';
import { PageHead } from '../PageHead';
import { rightName } from '../roles/rights';
import { Table, TableRow } from '../Table';
import { type Loaded, useLoaded } from '../useLoaded';

interface AuditWish {
  action?: string | undefined;
  actor?: string | undefined;
}

export function AuditPage() {
  const [wish, setWish] = useState<AuditWish>({});
  const ask = useCallback(() => audit.page(wish), [wish]);
  const loaded = useLoaded(ask);
  useNewest(ask, loaded);
  const take = async () => {
    try {
      saveAs('audit-log.csv', await audit.csv(wish));
    } catch (error) {
      warn(asProblem(error, t.app.failed).message);
    }
  };
  return (
    <>
      <PageHead title={s.audit.title}>
        <Btn onPress={() => void take()}>
          <Icon of={Download} size={15} />
          {s.audit.csv}
        </Btn>
      </PageHead>
      <div className="audit-filters">
        <Filters wish={wish} onWish={setWish} />
      </div>
      <Awaited loaded={loaded}>
        {(page) =>
          page.items.length > 0 ? (
            <Entries page={page} wish={wish} set={loaded.set} />
          ) : (
            <None isNarrowed={Boolean(wish.action ?? wish.actor)} />
          )
        }
      </Awaited>
    </>
  );
}

function None({ isNarrowed }: { isNarrowed: boolean }) {
  const { none, noneMore, empty, emptyMore } = s.audit;
  const glyph = <Icon of={ScrollText} size={22} />;
  return isNarrowed ? (
    <Empty glyph={glyph} title={none} text={noneMore} />
  ) : (
    <Empty glyph={glyph} title={empty} text={emptyMore} />
  );
}

/** Keeps what is written from now on before what is shown. */
function useNewest(ask: () => Promise<Page<AuditEntry>>, { value, set }: Loaded<Page<AuditEntry>>): void {
  const shown = useRef(value);
  shown.current = value;
  const heard = useNews((news) => news['audit-log']);
  const known = useRef(heard);
  useEffect(() => {
    if (known.current === heard) return;
    known.current = heard;
    let over = false;
    const look = async () => {
      const first = await ask().catch(() => null);
      if (first && shown.current && !over) set(withNewest(shown.current, first));
    };
    void look();
    return () => {
      over = true;
    };
  }, [ask, set, heard]);
}

/** Where a whole page is new, something between it and what was shown would be missing. */
function withNewest(shown: Page<AuditEntry>, first: Page<AuditEntry>): Page<AuditEntry> {
  const known = new Set(shown.items.map(({ id }) => id));
  const news = first.items.filter(({ id }) => !known.has(id));
  if (news.length === first.items.length) return first;
  return { ...shown, items: [...news, ...shown.items] };
}

function Filters({ wish, onWish }: { wish: AuditWish; onWish: (wish: AuditWish) => void }) {
  const users = usePeople((state) => state.users);
  const kinds = useLoaded(audit.kinds).value ?? [];
  const who = users.find((user) => user.id === wish.actor)?.name ?? s.audit.everybody;
  return (
    <>
      <Narrowing label={s.audit.what} chosen={wish.action ? kindName(wish.action) : s.audit.everything}>
        <Choice name={s.audit.everything} chosen={!wish.action} onAction={() => onWish({ ...wish, action: undefined })}>
          {s.audit.everything}
        </Choice>
        {kinds.map((kind) => (
          <Choice
            key={kind}
            name={kindName(kind)}
            chosen={wish.action === kind}
            onAction={() => onWish({ ...wish, action: kind })}
          >
            {kindName(kind)}
          </Choice>
        ))}
      </Narrowing>
      <Narrowing label={s.audit.who} chosen={who}>
        <Choice name={s.audit.everybody} chosen={!wish.actor} onAction={() => onWish({ ...wish, actor: undefined })}>
          {s.audit.everybody}
        </Choice>
        {users.map((user) => (
          <Choice
            key={user.id}
            name={user.name}
            chosen={wish.actor === user.id}
            onAction={() => onWish({ ...wish, actor: user.id })}
          >
            {user.name}
          </Choice>
        ))}
      </Narrowing>
    </>
  );
}

interface EntriesProps {
  page: Page<AuditEntry>;
  wish: AuditWish;
  set: (page: Page<AuditEntry>) => void;
}

function Entries({ page, wish, set }: EntriesProps) {
  const more = async () => {
    try {
      const next = await audit.page(wish, page.next_cursor ?? undefined);
      set({ ...next, items: [...page.items, ...next.items] });
    } catch (error) {
      warn(asProblem(error, t.app.failed).message);
    }
  };
  return (
    <div className="page-scroll">
      <Table kind="audit" label={s.audit.title} heads={s.audit.heads} deeds={false}>
        {page.items.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </Table>
      {page.next_cursor && (
        <p className="docs-link">
          <Btn onPress={() => void more()}>{s.letters.more}</Btn>
        </p>
      )}
    </div>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const now = useNow();
  const phone = usePhone();
  const details = eachSaid(entry.details);
  const who = entry.actor_name ?? (entry.actor_kind === 'system' ? s.audit.hub : entry.actor_kind);
  const from = [entry.ip, entry.user_agent].filter(Boolean).join(' · ');
  return (
    <TableRow
      glyph={
        <span className="row-glyph">
          <Icon of={ScrollText} />
        </span>
      }
      title={inWords(s.audit.deeds, entry.action)}
      full={[entry.action, entry.entity_id, ...details].filter(Boolean).join('\n')}
      more={details.join(', ')}
    >
      <td className="cut" title={from}>
        <span className="block cut">{who}</span>
        <span className="f3 block cut">{phone ? shortTime(entry.created_at, now) : entry.ip}</span>
      </td>
      <td className="wide-cell" title={exactTime(entry.created_at)}>
        {shortTime(entry.created_at, now)}
      </td>
    </TableRow>
  );
}

/** A newer hub may have noted what this page has no words for. */
const inWords = (words: Readonly<Record<string, string>>, code: string) => words[code] ?? code;
const kindName = (kind: string) => inWords(s.audit.kinds, kind);

const eachSaid = (details: object) =>
  Object.entries(details).map(
    ([name, value]) =>
      `${fieldName(name)}: ${name === 'fields' && Array.isArray(value) ? namesOf(value) : said(value, name)}`,
  );

const fieldName = (name: string) => inWords(s.audit.fields, name);
const namesOf = (fields: readonly unknown[]) => fields.map((field) => fieldName(String(field))).join(', ');

const RIGHTS: ReadonlySet<string> = new Set(['permissions', 'scopes']);

/** `name` is the detail's: a role and a right have words of their own. */
function said(value: unknown, name?: string): string {
  // the name of a right may have commas in it
  if (Array.isArray(value) && RIGHTS.has(name ?? '')) return value.map((each) => rightName(each)).join('; ');
  if (Array.isArray(value)) return value.map((each) => said(each)).join(', ');
  if (value && typeof value === 'object') return eachSaid(value).join(', ');
  if (typeof value === 'boolean') return value ? s.audit.yes : s.audit.no;
  return name === 'role' ? inWords(t.role, String(value)) : String(value ?? '–');
}
