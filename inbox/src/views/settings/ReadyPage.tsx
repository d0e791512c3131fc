/** A page of what is kept ready to write (canned replies, macros): what all share, and what one keeps for oneself. */
import { type LucideIcon, Plus } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { StoreApi, UseBoundStore } from 'zustand';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { Empty } from '@/components/states';
import type { Ready } from '@/store/ready';
import { may } from '@/store/session';
import { Awaited } from './Awaited';
import { PageHead } from './PageHead';
import { Table, TableRow } from './Table';
import { RowContext } from './there';
import { useLoaded } from './useLoaded';

interface Kept {
  id: string;
  name: string;
  is_shared: boolean;
}

interface ReadyWords extends Record<'title' | 'create' | 'none' | 'noneMore' | 'shared' | 'mine' | 'edit', string> {
  heads: readonly string[];
}

interface PageProps<Item extends Kept> {
  words: ReadyWords;
  glyph: LucideIcon;
  list: () => Promise<Item[]>;
  /** The store's own list: it hears what a colleague changes. */
  use: UseBoundStore<StoreApi<Ready<Item>>>;
  load: () => Promise<void>;
  /** What it writes and does, under its name. */
  more: (item: Item) => string;
  /** Makes a new one, or changes one. */
  dialog: (item: Item | null, onClose: () => void, onDone: () => void) => ReactNode;
}

export function ReadyPage<Item extends Kept>(props: PageProps<Item>): ReactNode {
  const { words, glyph, list, use, load, more, dialog } = props;
  const loaded = useLoaded(list);
  const heard = use((state) => state.items);
  const [open, setOpen] = useState<Item | 'new' | null>(null);
  useEffect(() => {
    if (loaded.value) use.setState({ items: loaded.value });
  }, [loaded.value, use]);
  const items = heard ?? loaded.value ?? [];
  const add = may('conversations.reply') && (
    <Btn weight="main" onPress={() => setOpen('new')}>
      <Icon of={Plus} size={15} />
      {words.create}
    </Btn>
  );
  const close = () => setOpen(null);
  const done = () => {
    close();
    void load();
  };
  return (
    <>
      <PageHead title={words.title}>{items.length > 0 && add}</PageHead>
      <Awaited loaded={loaded}>
        {() =>
          items.length > 0 ? (
            <div className="page-scroll">
              <Table kind="replies" label={words.title} heads={words.heads}>
                {items.map((item) => (
                  <ReadyRow
                    key={item.id}
                    item={item}
                    more={more(item)}
                    words={words}
                    glyph={glyph}
                    onOpen={() => setOpen(item)}
                  />
                ))}
              </Table>
            </div>
          ) : (
            <Empty glyph={<Icon of={glyph} size={22} />} title={words.none} text={words.noneMore}>
              <div className="acts">{add}</div>
            </Empty>
          )
        }
      </Awaited>
      {open && (
        <RowContext.Provider
          value={{ gone: open !== 'new' && !items.some(({ id }) => id === open.id), hold: () => {} }}
        >
          {dialog(open === 'new' ? null : (items.find(({ id }) => id === open.id) ?? open), close, done)}
        </RowContext.Provider>
      )}
    </>
  );
}

/** What all share is changed by who may. */
const mayChange = ({ is_shared: shared }: Kept) =>
  may('conversations.reply') && (!shared || may('canned_replies.manage'));

interface RowProps {
  item: Kept;
  more: string;
  words: ReadyWords;
  glyph: LucideIcon;
  onOpen: () => void;
}

function ReadyRow({ item, more, words, glyph, onOpen }: RowProps) {
  const mark = (
    <span className="row-glyph">
      <Icon of={glyph} />
    </span>
  );
  return (
    <TableRow glyph={mark} title={item.name} full={item.name} more={more}>
      <td className="wide-cell">
        <span className="chip">{item.is_shared ? words.shared : words.mine}</span>
      </td>
      <td className="table-deeds">
        {mayChange(item) && (
          <Btn size="sm" onPress={onOpen} aria-label={`${words.edit}: ${item.name}`}>
            {words.edit}
          </Btn>
        )}
      </td>
    </TableRow>
  );
}
