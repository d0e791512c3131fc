/** An attribute's name and type, and the options of a list. Its type stays: contacts have values of it. */
import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { ContactAttribute } from '@/api/types';
import { Field } from '@/components/fields';
import { loadAttributes } from '@/store/attributes';
import { s } from '@/texts/settings';
import { contactAttributes as hub } from '../api';
import { FormDialog } from '../FormDialog';

type Type = ContactAttribute['type'];

const TYPES: readonly Type[] = ['text', 'number', 'date', 'boolean', 'list', 'link'];

const linesOf = (text: string) => [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean);

export function AttributeDialog({ attribute, onClose }: { attribute?: ContactAttribute; onClose: () => void }) {
  const [name, setName] = useState(attribute?.name ?? '');
  const [type, setType] = useState<Type>(attribute?.type ?? 'text');
  const [options, setOptions] = useState(attribute?.options.join('\n') ?? '');
  const listed = type === 'list' ? linesOf(options) : [];
  const send = async () => {
    const wish = { name: name.trim(), options: listed };
    await (attribute ? hub.change(attribute.id, wish) : hub.create({ ...wish, type }));
    await loadAttributes();
    onClose();
  };
  return (
    <FormDialog
      title={attribute ? s.attributes.changeTitle : s.attributes.createTitle}
      deed={attribute ? s.attributes.changeDeed : s.attributes.createDeed}
      ready={name.trim() !== '' && (type !== 'list' || listed.length > 0)}
      onSend={send}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.attributes.name}
            value={name}
            onChange={setName}
            maxLength={60}
            wrong={problem?.field('name') ?? problem?.message}
            autoFocus
          />
          {!attribute && (
            <RadioGroup value={type} onChange={(wanted) => setType(wanted as Type)}>
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
              value={options}
              onChange={setOptions}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}
