/** The website chats of a workspace: usually one, and then its settings open at once. */
import { MessageSquare, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Widget } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Field } from '@/components/fields';
import { Icon } from '@/components/glyphs';
import { Empty } from '@/components/states';
import { useNews } from '@/store/news';
import { go } from '@/store/route';
import { may } from '@/store/session';
import { s } from '@/texts/settings';
import { Awaited } from '../Awaited';
import { widgets as api } from '../api';
import { FormDialog } from '../FormDialog';
import { PageHead } from '../PageHead';
import { useLoaded } from '../useLoaded';
import { WidgetPage } from './WidgetPage';

const load = () => api.list();

export function WidgetsPage({ id }: { id: string | null }) {
  const loaded = useLoaded(
    load,
    useNews((heard) => heard.widgets),
  );
  const [adding, setAdding] = useState(false);
  const all = loaded.value;
  const only = all?.length === 1 ? all[0] : undefined;
  // it stays open when a colleague adds another one
  useEffect(() => {
    if (!id && only) go(`#/settings/widgets/${only.id}`, { replace: true });
  }, [id, only]);
  if (!all) {
    return (
      <>
        <PageHead title={s.widget.title} />
        <Awaited loaded={loaded}>{() => null}</Awaited>
      </>
    );
  }
  const open = all.find((widget) => widget.id === id) ?? only;
  const add = may('widgets.manage') ? () => setAdding(true) : null;
  const keep = (widget: Widget) => loaded.set(all.map((one) => (one.id === widget.id ? widget : one)));
  const added = (widget: Widget) => {
    loaded.set([...all, widget]);
    setAdding(false);
    go(`#/settings/widgets/${widget.id}`);
  };
  return (
    <>
      {open ? (
        <WidgetPage key={open.id} widget={open} onSaved={keep} onAdd={add} isOnly={only !== undefined} />
      ) : (
        <WidgetList all={all} onAdd={add} />
      )}
      {adding && <AddDialog onClose={() => setAdding(false)} onAdded={added} />}
    </>
  );
}

function liveText(widget: Widget): { text: string; live: boolean } {
  if (!widget.enabled) return { text: s.widget.off, live: false };
  const count = widget.allowed_domains.length;
  return count > 0 ? { text: s.widget.live(count), live: true } : { text: s.widget.noDomain, live: false };
}

export function LiveChip({ widget }: { widget: Widget }) {
  const { text, live } = liveText(widget);
  return (
    <span className={`chip ${live ? 'ok' : ''}`}>
      <span className={`dot ${live ? 'on' : ''}`} />
      {text}
    </span>
  );
}

function WidgetList({ all, onAdd }: { all: Widget[]; onAdd: (() => void) | null }) {
  const button = onAdd && (
    <Btn weight="main" onPress={onAdd}>
      <Icon of={Plus} size={15} />
      {all.length > 0 ? s.widget.another : s.widget.first}
    </Btn>
  );
  return (
    <>
      <PageHead title={s.widget.title}>{all.length > 0 && button}</PageHead>
      {all.length === 0 ? (
        <Empty glyph={<Icon of={MessageSquare} size={22} />} title={s.widget.none} text={s.widget.noneMore}>
          <div className="acts">{button}</div>
        </Empty>
      ) : (
        <div className="rows">
          {all.map((widget) => (
            <button
              key={widget.id}
              type="button"
              className="table-row"
              onClick={() => go(`#/settings/widgets/${widget.id}`)}
            >
              <span className="swatch" style={{ background: widget.theme.color }} />
              <span className="grow">
                <span className="med cut block">{widget.name}</span>
                <span className="f3 cut block">{widget.allowed_domains.join(', ') || widget.key}</span>
              </span>
              <LiveChip widget={widget} />
            </button>
          ))}
        </div>
      )}
    </>
  );
}

function AddDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (widget: Widget) => void }) {
  const [name, setName] = useState('');
  const add = async () => onAdded(await api.create(name.trim()));
  return (
    <FormDialog title={s.widget.add} deed={s.widget.add} ready={name.trim() !== ''} onSend={add} onClose={onClose}>
      {(problem) => (
        <>
          <p className="f2">{s.widget.addText}</p>
          <Field label={s.widget.addName} value={name} onChange={setName} wrong={problem?.message} autoFocus />
        </>
      )}
    </FormDialog>
  );
}
