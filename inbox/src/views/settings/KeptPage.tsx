/** A page of what the workspace keeps by name (tags, teams): whoever may makes, changes and deletes; it stays current. */
import { type LucideIcon, Plus } from 'lucide-react';
import { type ReactElement, type ReactNode, useContext, useRef, useState } from 'react';
import { asProblem } from '@/api/problem';
import type { Permission } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { Empty } from '@/components/states';
import { may } from '@/store/session';
import { say, warn } from '@/store/toasts';
import { t } from '@/texts';
import { Awaited } from './Awaited';
import { PageHead } from './PageHead';
import { Table } from './Table';
import { RowContext } from './there';
import { useLoaded } from './useLoaded';

/** What the page of one kind says. */
interface KeptWords {
  title: string;
  heads: readonly string[];
  create: string;
  none: string;
  noneMore: string;
  /** For those who may not make one. */
  noneMay: string;
  change: string;
  remove: string;
  removeTitle: (name: string) => string;
  removeText: string;
  keep: string;
  removed: (name: string) => string;
}

interface PageProps<Item> {
  kind: string;
  words: KeptWords;
  glyph: LucideIcon;
  permission: Permission;
  list: () => Promise<readonly Item[]>;
  /** The store's own list: when it changes, somebody else changed something. */
  known: unknown;
  row: (item: Item) => ReactElement;
  /** Makes a new one. */
  dialog: (onClose: () => void) => ReactNode;
}

export function KeptPage<Item>({ kind, words, glyph, permission, list, known, row, dialog }: PageProps<Item>) {
  const loaded = useLoaded(list, known);
  const rows = useRows(loaded.value, row);
  const [making, setMaking] = useState(false);
  const create = may(permission) && (
    <Btn weight="main" onPress={() => setMaking(true)}>
      <Icon of={Plus} size={15} />
      {words.create}
    </Btn>
  );
  return (
    <>
      <PageHead title={words.title}>{(loaded.value?.length ?? 0) > 0 && create}</PageHead>
      <Awaited loaded={loaded}>
        {() =>
          rows.length > 0 ? (
            <div className="page-scroll">
              <Table kind={kind} label={words.title} heads={words.heads}>
                {rows}
              </Table>
            </div>
          ) : (
            <Empty
              glyph={<Icon of={glyph} size={22} />}
              title={words.none}
              text={create ? words.noneMore : `${words.noneMore} ${words.noneMay}`}
            >
              {create && <div className="acts">{create}</div>}
            </Empty>
          )
        }
      </Awaited>
      {making && dialog(() => setMaking(false))}
    </>
  );
}

/** The rows; one that somebody deletes while its dialog is open stays until that is closed. */
function useRows<Item>(items: readonly Item[] | null, row: (item: Item) => ReactElement): ReactElement[] {
  const [held, setHeld] = useState<readonly string[]>([]);
  const last = useRef(new Map<string, Item>());
  const shown = (items ?? []).map((item) => {
    const made = row(item);
    last.current.set(made.key ?? '', item);
    return { made, gone: false };
  });
  const there = new Set(shown.map(({ made }) => made.key));
  for (const key of held) {
    const item = last.current.get(key);
    if (item !== undefined && !there.has(key)) shown.push({ made: row(item), gone: true });
  }
  return shown.map(({ made, gone }) => {
    const key = made.key ?? '';
    const hold = (on: boolean) => setHeld((keys) => (on ? [...keys, key] : keys.filter((one) => one !== key)));
    return (
      <RowContext.Provider key={key} value={{ gone, hold }}>
        {made}
      </RowContext.Provider>
    );
  });
}

interface DeedsProps {
  name: string;
  words: KeptWords;
  /** Deletes it, and has the store know. */
  remove: () => Promise<void>;
  dialog: (onClose: () => void) => ReactNode;
}

/** What can be done with one of them; deleting asks first. */
export function KeptDeeds({ name, words, remove, dialog }: DeedsProps) {
  const [changing, setChanging] = useState(false);
  const { hold } = useContext(RowContext);
  const change = (on: boolean) => [setChanging(on), hold(on)];
  const [asking, setAsking] = useState(false);
  const removeIt = async () => {
    setAsking(false);
    try {
      await remove();
      say(words.removed(name));
    } catch (error) {
      warn(asProblem(error, t.app.failed).message);
    }
  };
  return (
    <>
      <span className="kept-deeds">
        <Btn size="sm" onPress={() => change(true)} aria-label={`${words.change}: ${name}`}>
          {words.change}
        </Btn>
        <Btn size="sm" onPress={() => setAsking(true)} aria-label={`${words.remove}: ${name}`}>
          {words.remove}
        </Btn>
      </span>
      {changing && dialog(() => change(false))}
      <Ask
        title={words.removeTitle(name)}
        isOpen={asking}
        onClose={() => setAsking(false)}
        urgent
        actions={
          <>
            <Btn onPress={() => setAsking(false)}>{words.keep}</Btn>
            <Btn weight="bad" onPress={() => void removeIt()}>
              {words.remove}
            </Btn>
          </>
        }
      >
        <p className="dlg-text">{words.removeText}</p>
      </Ask>
    </>
  );
}
