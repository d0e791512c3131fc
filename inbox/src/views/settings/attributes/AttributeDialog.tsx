/** An attribute's name and type, and the options of a list. Its type stays: contacts have values of it. */
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { ContactAttribute } from '@/api/types';
import { Field } from '@/components/fields';
import { loadAttributes } from '@/store/attributes';
import { s } from '@/texts/settings';
import { contactAttributes as hub } from '../api';
import { FormDialog } from '../FormDialog';
import { useThere } from '../there';
import { useDraft } from '../useDraft';

type Type = ContactAttribute['type'];

const TYPES: readonly Type[] = ['text', 'number', 'date', 'boolean', 'list', 'link'];

const tidied = (lines: readonly string[]) => [...new Set(lines.map((line) => line.trim()))].filter(Boolean);

const editable = (attribute?: ContactAttribute) => ({
  name: attribute?.name ?? '',
  type: attribute?.type ?? ('text' as Type),
  // line by line, so that two who add different ones keep both
  options: attribute?.options ?? [],
});

export function AttributeDialog({ attribute, onClose }: { attribute?: ContactAttribute; onClose: () => void }) {
  const { draft, change, isOvertaken } = useDraft(editable(attribute));
  const there = useThere(attribute);
  const { name, type, options } = draft;
  const listed = type === 'list' ? tidied(options) : [];
  const send = async () => {
    const wish = { name: name.trim(), options: listed };
    await (there ? hub.change(there.id, wish, there.version) : hub.create({ ...wish, type }));
    await loadAttributes();
    onClose();
  };
  return (
    <FormDialog
      title={attribute ? s.attributes.changeTitle : s.attributes.createTitle}
      deed={attribute ? s.attributes.changeDeed : s.attributes.createDeed}
      ready={name.trim() !== '' && (type !== 'list' || listed.length > 0)}
      onSend={send}
      reload={loadAttributes}
      isOvertaken={isOvertaken}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.attributes.name}
            value={name}
            onChange={(typed) => change({ name: typed })}
            maxLength={60}
            wrong={problem?.field('name') ?? problem?.message}
            autoFocus
          />
          {!attribute && (
            <RadioGroup value={type} onChange={(wanted) => change({ type: wanted as Type })}>
              <Label className="label">{s.attributes.type}</Label>
              <div className="colours">
                {TYPES.map((each) => (
                  <Radio key={each} value={each} className="colour-choice">
                    {s.attributes.types[each]}
                  </Radio>
                ))}
              </div>
            </RadioGroup>
          )}
          {type === 'list' && (
            <Field
              label={s.attributes.options}
              help={s.attributes.optionsHelp}
              rows={4}
              value={options.join('\n')}
              onChange={(typed) => change({ options: typed.split('\n') })}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}
