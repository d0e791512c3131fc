/** Macros: what all share, and what one keeps for oneself. */
import { Plus, Zap } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Macro } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { Empty } from '@/components/states';
import { useCustomStatuses } from '@/store/custom-statuses';
import { inWords, loadMacros, useMacros } from '@/store/macros';
import { usePeople } from '@/store/people';
import { may } from '@/store/session';
import { useTags } from '@/store/tags';
import { t } from '@/texts';
import { Awaited } from '../Awaited';
import { macros as hub } from '../api';
import { PageHead } from '../PageHead';
import { mayChange } from '../replies/CannedRepliesPage';
import { Table, TableRow } from '../Table';
import { useLoaded } from '../useLoaded';
import { MacroDialog } from './MacroDialog';

const load = () => hub.list();

export function MacrosPage() {
  const loaded = useLoaded(load);
  // what a colleague changed meanwhile is heard by the store
  const heard = useMacros((state) => state.macros);
  const [open, setOpen] = useState<Macro | 'new' | null>(null);
  useEffect(() => {
    if (loaded.value) useMacros.setState({ macros: loaded.value });
  }, [loaded.value]);
  const macros = heard ?? loaded.value ?? [];
  const add = may('conversations.reply') && (
    <Btn weight="main" onPress={() => setOpen('new')}>
      <Icon of={Plus} size={15} />
      {t.macros.create}
    </Btn>
  );
  return (
    <>
      <PageHead title={t.macros.title}>{macros.length > 0 && add}</PageHead>
      <Awaited loaded={loaded}>
        {() =>
          macros.length > 0 ? (
            <div className="page-scroll">
              <Table kind="replies" label={t.macros.title} heads={t.macros.heads}>
                {macros.map((macro) => (
                  <MacroRow key={macro.id} macro={macro} onOpen={() => setOpen(macro)} />
                ))}
              </Table>
            </div>
          ) : (
            <Empty glyph={<Icon of={Zap} size={22} />} title={t.macros.none} text={t.macros.noneMore}>
              <div className="acts">{add}</div>
            </Empty>
          )
        }
      </Awaited>
      {open && (
        <MacroDialog
          macro={open === 'new' ? null : (macros.find(({ id }) => id === open.id) ?? open)}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            void loadMacros();
          }}
        />
      )}
    </>
  );
}

function MacroRow({ macro, onOpen }: { macro: Macro; onOpen: () => void }) {
  // whom and what it names may come later than itself
  useTags();
  useCustomStatuses();
  usePeople();
  return (
    <TableRow
      glyph={
        <span className="row-glyph">
          <Icon of={Zap} />
        </span>
      }
      title={macro.name}
      full={macro.name}
      more={[macro.text, ...macro.actions.map(inWords)].filter(Boolean).join(' · ')}
    >
      <td className="wide-cell">
        <span className="chip">{macro.is_shared ? t.macros.shared : t.macros.mine}</span>
      </td>
      <td className="table-deeds">
        {mayChange(macro) && (
          <Btn size="sm" onPress={onOpen} aria-label={`${t.macros.edit}: ${macro.name}`}>
            {t.macros.edit}
          </Btn>
        )}
      </td>
    </TableRow>
  );
}
