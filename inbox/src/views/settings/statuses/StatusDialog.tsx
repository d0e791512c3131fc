/** A status of the workspace's own: its name, its colour and, while it is new, which of the four it refines. */
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { ConversationStatus, CustomStatus } from '@/api/types';
import { Field } from '@/components/fields';
import { StatusGlyph } from '@/components/glyphs';
import { loadCustomStatuses } from '@/store/custom-statuses';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { customStatuses } from '../api';
import { ColourChoice } from '../ColourChoice';
import { FormDialog } from '../FormDialog';
import { useThere } from '../there';
import { useDraft } from '../useDraft';

const STATES: ConversationStatus[] = ['open', 'pending', 'resolved', 'closed'];

const editable = (custom?: CustomStatus) => ({
  name: custom?.name ?? '',
  status: custom?.status ?? ('pending' as ConversationStatus),
  colour: custom?.colour ?? 'blue',
});

export function StatusDialog({ custom, onClose }: { custom?: CustomStatus; onClose: () => void }) {
  const { draft, change, isOvertaken } = useDraft(editable(custom));
  const there = useThere(custom);
  const { name, status, colour } = draft;
  const send = async () => {
    const wish = { name: name.trim(), colour };
    await (there ? customStatuses.change(there.id, wish) : customStatuses.create({ ...wish, status }));
    await loadCustomStatuses();
    onClose();
  };
  return (
    <FormDialog
      title={custom ? s.statuses.changeTitle : s.statuses.createTitle}
      deed={custom ? s.statuses.changeDeed : s.statuses.createDeed}
      ready={name.trim() !== ''}
      onSend={send}
      isOvertaken={isOvertaken}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.statuses.name}
            value={name}
            onChange={(typed) => change({ name: typed })}
            maxLength={50}
            wrong={problem?.field('name') ?? problem?.message}
            autoFocus
          />
          {!custom && (
            <RadioGroup value={status} onChange={(wanted) => change({ status: wanted as ConversationStatus })}>
              <Label className="label">{s.statuses.counts}</Label>
              <div className="colours">
                {STATES.map((each) => (
                  <Radio key={each} value={each} className="colour-choice">
                    <StatusGlyph status={each} />
                    {t.status[each]}
                  </Radio>
                ))}
              </div>
              <p className="f3 small">{s.statuses.countsMore}</p>
            </RadioGroup>
          )}
          <ColourChoice
            label={s.statuses.colour}
            value={colour}
            onChange={(chosen) => change({ colour: chosen })}
            sign={(each) => <StatusGlyph status={status} colour={each} />}
          />
        </>
      )}
    </FormDialog>
  );
}
