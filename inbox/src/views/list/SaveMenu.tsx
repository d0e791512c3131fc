/** Keeping what a list shows under a name, for oneself or for everybody. */
import { Bookmark, BookmarkPlus, Pencil, Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { views as hub } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type { SavedView } from '@/api/types';
import { IconBtn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Field, Toggle } from '@/components/fields';
import { Icon } from '@/components/glyphs';
import { loadSaved } from '@/store/saved';
import { may } from '@/store/session';
import { say, warn } from '@/store/toasts';
import { filtersOf, named, sameView, show, type View, viewOf } from '@/store/views';
import { t } from '@/texts';
import { FormDialog } from '../settings/FormDialog';
import { RowContext } from '../settings/there';
import { viewName } from './viewName';

interface SaveProps {
  view: View;
  saved: SavedView | null;
}

const wish = (view: View) => ({ filters: filtersOf(view), sort: view.sort });

/** What stands in the navigation anyway needs no name. */
const isUsual = (view: View) => Object.values(named).some((usual) => sameView(usual, view));

/** The way back: as it was, under the name that it had. */
async function attempt(deed: () => Promise<unknown>, told: string, undo?: () => Promise<unknown>): Promise<void> {
  try {
    await deed();
    await loadSaved();
    say(told, undo && (() => void attempt(undo, t.views.back)));
  } catch (error) {
    warn(asProblem(error, t.app.failed).message);
  }
}

export function SaveMenu({ view, saved }: SaveProps) {
  const [naming, setNaming] = useState<'new' | 'old' | null>(null);
  const mine = saved !== null && (!saved.is_shared || may('views.manage'));
  const changed = saved !== null && !sameView(view, viewOf(saved));
  if (!saved && !naming && isUsual(view)) return null;
  const { name, filters, sort, is_shared } = saved ?? { name: '', filters: null, sort: null, is_shared: false };
  const keep = () =>
    saved &&
    attempt(
      () => hub.change(saved.id, wish(view)),
      t.views.kept(name),
      () => hub.change(saved.id, { ...(filters && { filters }), ...(sort && { sort }) }),
    );
  const remove = async () => {
    if (!saved) return;
    show(view);
    const again = { name, ...wish(viewOf(saved)), is_shared };
    await attempt(
      () => hub.remove(saved.id),
      t.views.removed(name),
      () => hub.create(again),
    );
  };
  return (
    <>
      <Choices
        label={t.views.label}
        trigger={<IconBtn icon={saved ? Bookmark : BookmarkPlus} label={t.views.label} on={changed} />}
      >
        {changed && mine && (
          <Choice name={t.views.keep} glyph={<Icon of={Save} />} onAction={() => void keep()}>
            {t.views.keep}
          </Choice>
        )}
        <Choice name={t.views.saveNew} glyph={<Icon of={BookmarkPlus} />} onAction={() => setNaming('new')}>
          {t.views.saveNew}
        </Choice>
        {mine && (
          <Choice name={t.views.rename} glyph={<Icon of={Pencil} />} onAction={() => setNaming('old')}>
            {t.views.rename}
          </Choice>
        )}
        {mine && (
          <Choice name={t.views.remove} glyph={<Icon of={Trash2} />} onAction={() => void remove()}>
            {t.views.remove}
          </Choice>
        )}
      </Choices>
      {naming && (
        <RowContext.Provider value={{ gone: naming === 'old' && !saved, hold: () => {} }}>
          <NameDialog view={view} saved={naming === 'old' ? saved : null} onClose={() => setNaming(null)} />
        </RowContext.Provider>
      )}
    </>
  );
}

function NameDialog({ view, saved, onClose }: SaveProps & { onClose: () => void }) {
  const [name, setName] = useState(saved?.name ?? viewName(view));
  const [shared, setShared] = useState(saved?.is_shared ?? false);
  const send = async () => {
    const face = { name: name.trim(), is_shared: shared };
    const made = await (saved ? hub.change(saved.id, face) : hub.create({ ...face, ...wish(view) }));
    await loadSaved();
    if (!saved) show(view, made.id);
    onClose();
  };
  return (
    <FormDialog
      title={saved ? t.views.renameTitle : t.views.saveTitle}
      deed={t.app.save}
      ready={name.trim() !== ''}
      onSend={send}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={t.views.name}
            value={name}
            onChange={setName}
            maxLength={200}
            wrong={problem?.field('name') ?? problem?.message}
            autoFocus
          />
          {may('views.manage') && (
            <Toggle label={t.views.shared} more={t.views.sharedMore} on={shared} onChange={setShared} />
          )}
        </>
      )}
    </FormDialog>
  );
}
