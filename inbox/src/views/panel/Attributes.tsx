/** What the workspace wants to know of people: each value is changed in place, as its type wants it. */
import { Plus } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Contact, ContactAttribute } from '@/api/types';
import { Choice, ChoiceLine, Choices } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { useAttributes } from '@/store/attributes';
import { changeContact } from '@/store/contacts';
import { may } from '@/store/session';
import { t } from '@/texts';
import { InPlace } from './InPlace';

type Value = string | number | boolean | null;

/** What is no number is sent as it is, for the hub to say what is wrong with it. */
function numberOr(text: string): number | string {
  const number = Number(text.replace(',', '.'));
  return Number.isFinite(number) ? number : text;
}

export function Attributes({ contact }: { contact: Contact }) {
  const attributes = useAttributes((state) => state.attributes);
  return attributes.map((attribute) => <Attribute key={attribute.key} contact={contact} attribute={attribute} />);
}

function Attribute({ contact, attribute }: { contact: Contact; attribute: ContactAttribute }) {
  const { key, name, type } = attribute;
  const value = (contact.attributes[key] ?? null) as Value;
  const isDisabled = !may('contacts.write');
  const save = (next: Value) =>
    changeContact(contact, name, { set_attributes: { [key]: next } }, { set_attributes: { [key]: value } });
  if (type === 'boolean' || type === 'list')
    return <Chosen attribute={attribute} value={value} isDisabled={isDisabled} onTake={(next) => void save(next)} />;
  return (
    <InPlace
      label={name}
      value={value === null ? '' : String(value)}
      type={type === 'number' || type === 'date' ? type : type === 'link' ? 'url' : 'text'}
      isDisabled={isDisabled}
      onSave={(text) => save(text === '' ? null : type === 'number' ? numberOr(text) : text)}
    />
  );
}

interface ChosenProps {
  attribute: ContactAttribute;
  value: Value;
  isDisabled: boolean;
  onTake: (value: Value) => void;
}

function Chosen({ attribute: { name, type, options }, value, isDisabled, onTake }: ChosenProps) {
  const offered: [Value, string][] =
    type === 'boolean'
      ? [
          [true, t.panel.yes],
          [false, t.panel.no],
        ]
      : options.map((option) => [option, option]);
  const shown = offered.find(([each]) => each === value)?.[1] ?? (value === null ? null : String(value));
  return (
    <div className="kv">
      <span className="kv-label cut" title={name}>
        {name}
      </span>
      <Choices
        label={name}
        placement="bottom start"
        trigger={
          <Button
            className={`v ${shown ? '' : 'blank'}`}
            isDisabled={isDisabled}
            aria-label={shown ? `${t.panel.edit(name)}: ${shown}` : t.panel.add(name)}
          >
            {shown ? (
              <span className="cut" dir="auto">
                {shown}
              </span>
            ) : (
              <Icon of={Plus} size={14} />
            )}
          </Button>
        }
      >
        {offered.map(([each, text]) => (
          <Choice key={text} name={text} chosen={each === value} onAction={() => onTake(each)}>
            {text}
          </Choice>
        ))}
        {value !== null && (
          <>
            <ChoiceLine />
            <Choice name={t.panel.none} onAction={() => onTake(null)}>
              {t.panel.none}
            </Choice>
          </>
        )}
      </Choices>
    </div>
  );
}
