/** The workspace's own statuses, in the order that menus have. The list is the live one that the menus show. */
import { ArrowDown, ArrowUp, CircleDot } from 'lucide-react';
import { asProblem } from '@/api/problem';
import type { CustomStatus } from '@/api/types';
import { IconBtn } from '@/components/buttons';
import { StatusGlyph } from '@/components/glyphs';
import { loadCustomStatuses, useCustomStatuses } from '@/store/custom-statuses';
import { may } from '@/store/session';
import { warn } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { customStatuses as hub } from '../api';
import { KeptDeeds, KeptPage } from '../KeptPage';
import { TableRow } from '../Table';
import { StatusDialog } from './StatusDialog';

export function StatusesPage() {
  return (
    <KeptPage
      kind="status-list"
      words={s.statuses}
      glyph={CircleDot}
      permission="custom_statuses.manage"
      list={hub.list}
      known={useCustomStatuses((state) => state.statuses)}
      row={(custom) => <StatusRow key={custom.id} custom={custom} />}
      dialog={(onClose) => <StatusDialog onClose={onClose} />}
    />
  );
}

async function remove(custom: CustomStatus): Promise<void> {
  await hub.remove(custom.id);
  await loadCustomStatuses();
}

let moving: Promise<void> = Promise.resolve();

/** A second press goes on from where the first one has led. */
const move = (id: string, step: 1 | -1) => {
  moving = moving.then(() => moved(id, step));
};

/** Before the one above it, or behind the one below. */
async function moved(id: string, step: 1 | -1): Promise<void> {
  const ids = useCustomStatuses.getState().statuses.map((one) => one.id);
  const from = ids.indexOf(id);
  const other = ids[from + step];
  if (from < 0 || !other) return;
  ids[from + step] = id;
  ids[from] = other;
  try {
    useCustomStatuses.setState({ statuses: (await hub.order(ids)).items });
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
    await loadCustomStatuses();
  }
}

function StatusRow({ custom }: { custom: CustomStatus }) {
  const place = useCustomStatuses(({ statuses }) => statuses.findIndex(({ id }) => id === custom.id));
  const last = useCustomStatuses(({ statuses }) => statuses.length - 1);
  const sign = (
    <span className="row-glyph">
      <StatusGlyph status={custom.status} colour={custom.colour} size={16} />
    </span>
  );
  return (
    <TableRow glyph={sign} title={custom.name} full={custom.name} more={s.statuses.countsAs(t.status[custom.status])}>
      <td className="table-deeds">
        {may('custom_statuses.manage') && (
          <span className="status-deeds">
            <IconBtn
              icon={ArrowUp}
              label={s.statuses.up(custom.name)}
              isDisabled={place <= 0}
              onPress={() => move(custom.id, -1)}
            />
            <IconBtn
              icon={ArrowDown}
              label={s.statuses.down(custom.name)}
              isDisabled={place >= last}
              onPress={() => move(custom.id, 1)}
            />
            <KeptDeeds
              name={custom.name}
              words={s.statuses}
              remove={() => remove(custom)}
              dialog={(onClose) => <StatusDialog custom={custom} onClose={onClose} />}
            />
          </span>
        )}
      </td>
    </TableRow>
  );
}
