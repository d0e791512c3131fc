/** The website chats of a workspace: usually one, and then its settings open at once. */
import { MessageSquare, Plus } from 'lucide-react';
import { useState } from 'react';
import { Problem } from '@/api/problem';
import type { Widget } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Field } from '@/components/fields';
import { Icon } from '@/components/glyphs';
import { Empty, Failed } from '@/components/states';
import { go } from '@/store/route';
import { may } from '@/store/session';
import { t } from '@/texts';
import { widgets as api } from '../api';
import { PageHead } from '../PageHead';
import { s } from '../texts';
import { useLoaded } from '../useLoaded';
import { WidgetPage } from './WidgetPage';

const load = () => api.list().then((page) => page.items);

export function WidgetsPage({ id }: { id: string | null }) {
  const { value: all, problem, set, again } = useLoaded(load);
  const [adding, setAdding] = useState(false);
  if (problem) return <Failed title={s.failed} text={s.failedMore} problem={problem} onRetry={again} />;
  if (!all) return <PageHead title={s.widget.title} />;
  const open = all.find((widget) => widget.id === id) ?? (all.length === 1 ? all[0] : undefined);
  const add = may('widgets.manage') ? () => setAdding(true) : null;
  const keep = (widget: Widget) => set(all.map((one) => (one.id === widget.id ? widget : one)));
  return (
    <>
      {open ? (
        <WidgetPage key={open.id} widget={open} onSaved={keep} onAdd={add} isOnly={all.length === 1} />
      ) : (
        <WidgetList all={all} onAdd={add} />
      )}
      <AddDialog
        isOpen={adding}
        onClose={() => setAdding(false)}
        onAdded={(widget) => {
          set([...all, widget]);
          setAdding(false);
          go(`#/settings/widgets/${widget.id}`);
        }}
      />
    </>
  );
}

export function liveText(widget: Widget): { text: string; live: boolean } {
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
        <div className="table">
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

interface AddProps {
  isOpen: boolean;
  onClose: () => void;
  onAdded: (widget: Widget) => void;
}

function AddDialog({ isOpen, onClose, onAdded }: AddProps) {
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState<string | undefined>();
  const add = () =>
    api
      .create(name.trim())
      .then(onAdded, (error: unknown) => setWrong(error instanceof Problem ? error.message : t.app.failed));
  return (
    <Ask
      title={s.widget.add}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Btn onPress={onClose}>{t.app.cancel}</Btn>
          <Btn weight="main" isDisabled={!name.trim()} onPress={() => void add()}>
            {s.widget.add}
          </Btn>
        </>
      }
    >
      <p className="dlg-text">{s.widget.addText}</p>
      <Field label={s.widget.addName} value={name} onChange={setName} wrong={wrong} autoFocus />
    </Ask>
  );
}
