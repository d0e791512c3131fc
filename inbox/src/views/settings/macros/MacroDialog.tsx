/** Making a macro: its name, what it writes, what it does, and whose it is. */
import type { Macro } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Field, Toggle } from '@/components/fields';
import { loadMacros } from '@/store/macros';
import { may } from '@/store/session';
import { say } from '@/store/toasts';
import { t } from '@/texts';
import { macros as hub } from '../api';
import { FormDialog } from '../FormDialog';
import { useThere } from '../there';
import { useDraft } from '../useDraft';
import { WordsField } from '../WordsField';
import { ActionsField } from './ActionsField';

interface DialogProps {
  macro: Macro | null;
  onClose: () => void;
  onDone: () => void;
}

const editable = (macro: Macro | null) => ({
  name: macro?.name ?? '',
  text: macro?.text ?? '',
  note: macro?.private ?? false,
  actions: macro?.actions ?? [],
  shared: macro?.is_shared ?? may('canned_replies.manage'),
});

export function MacroDialog({ macro, onClose, onDone }: DialogProps) {
  const { draft, change, isOvertaken } = useDraft(editable(macro));
  const there = useThere(macro);
  const { name, text, note, actions, shared } = draft;
  const save = async () => {
    const asked = { name: name.trim(), text: text.trim() || null, private: note, actions, is_shared: shared };
    await (there ? hub.change(there.id, asked, there.version) : hub.create(asked));
    onDone();
  };
  const remove = async () => {
    if (!macro) return;
    await hub.remove(macro.id);
    onDone();
    say(t.macros.removed(macro.name));
  };
  return (
    <FormDialog
      title={macro?.name ?? t.macros.create}
      deed={t.macros.save}
      ready={name.trim() !== '' && (text.trim() !== '' || actions.length > 0)}
      onSend={save}
      reload={loadMacros}
      isOvertaken={isOvertaken}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={t.macros.name}
            value={name}
            onChange={(typed) => change({ name: typed })}
            wrong={problem?.field('name') ?? problem?.message}
            autoFocus
          />
          <WordsField
            label={t.macros.text}
            help={t.macros.textHelp}
            insert={t.macros.insert}
            rows={4}
            value={text}
            onChange={(typed) => change({ text: typed })}
            wrong={problem?.field('text')}
          />
          <Toggle
            label={t.macros.asNote}
            more={t.macros.asNoteMore}
            on={note}
            onChange={(on) => change({ note: on })}
          />
          <ActionsField actions={actions} onChange={(chosen) => change({ actions: chosen })} />
          {may('canned_replies.manage') && (
            <Toggle
              label={t.macros.share}
              more={t.macros.shareMore}
              on={shared}
              onChange={(on) => change({ shared: on })}
            />
          )}
          {there && (
            <Btn className="aside" onPress={() => void remove()}>
              {t.macros.remove}
            </Btn>
          )}
        </>
      )}
    </FormDialog>
  );
}
