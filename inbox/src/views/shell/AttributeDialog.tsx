/** Which values an attribute of the contact may have in the conversations of the list, or of a search. */
import { useState } from 'react';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import type { ContactAttribute } from '@/api/types';
import { Field, Toggle } from '@/components/fields';
import { useAttributes } from '@/store/attributes';
import { narrow, useSearch, useSearching } from '@/store/search';
import { setUi, useUi } from '@/store/ui';
import { adjust, useView } from '@/store/views';
import { t } from '@/texts';
import { FormDialog } from '../settings/FormDialog';

export function AttributeDialog() {
  const key = useUi((ui) => ui.asksAttribute);
  const attribute = useAttributes(({ attributes }) => attributes.find((one) => one.key === key));
  return attribute && <Asking key={key} attribute={attribute} />;
}

/** The hub compares numbers as it writes them. */
const written = (type: ContactAttribute['type'], value: string) =>
  type === 'number' && value !== '' ? String(Number(value)) : value.trim();

function Asking({ attribute }: { attribute: ContactAttribute }) {
  const { key, name, type } = attribute;
  const searching = useSearching();
  const { attributes } = searching ? useSearch.getState().filters : useView.getState().view;
  const held = attributes.find((one) => one.key === key);
  const [values, setValues] = useState<readonly string[]>(held?.values ?? []);
  const [not, setNot] = useState(held?.not ?? false);
  const close = () => setUi({ asksAttribute: null });
  const wanted = [...new Set(values.map((value) => written(type, value)).filter(Boolean))];
  const send = async () => {
    const others = attributes.filter((one) => one.key !== key);
    (searching ? narrow : adjust)({
      attributes: wanted.length > 0 ? [...others, { key, values: wanted, not }] : others,
    });
    close();
  };
  const isChosen = type === 'list' || type === 'boolean';
  return (
    <FormDialog
      title={name}
      deed={t.filter.apply}
      ready={wanted.length > 0 || held !== undefined}
      onSend={send}
      onClose={close}
    >
      {() => (
        <>
          {isChosen ? (
            <Options attribute={attribute} values={values} onChange={setValues} />
          ) : (
            <Typed type={type} values={values} onChange={setValues} />
          )}
          <Toggle label={t.filter.exclude} on={not} onChange={setNot} />
        </>
      )}
    </FormDialog>
  );
}

interface ValuesProps {
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
}

/** Of a list those that it has now, and what was chosen while it had others. */
function Options({ attribute: { type, options }, values, onChange }: ValuesProps & { attribute: ContactAttribute }) {
  const offered =
    type === 'boolean'
      ? { true: t.panel.yes, false: t.panel.no }
      : Object.fromEntries([...options, ...values].map((option) => [option, option]));
  return (
    <CheckboxGroup value={[...values]} onChange={onChange}>
      <Label className="label">{t.filter.values}</Label>
      <div className="rights members">
        {Object.entries(offered).map(([value, text]) => (
          <Checkbox key={value} value={value} className="check-line">
            <span className="check" />
            <span className="cut">{text}</span>
          </Checkbox>
        ))}
      </div>
    </CheckboxGroup>
  );
}

/** The hub takes no more. */
const MOST = 20;

const FIELDS = { number: 'number', date: 'date', link: 'url', text: 'text' } as const;

/** A field more than there are values: whoever fills it has another. */
function Typed({ type, values, onChange }: ValuesProps & { type: ContactAttribute['type'] }) {
  const fields = values.length < MOST ? [...values, ''] : values;
  const set = (place: number, value: string) => {
    const next = fields.map((one, index) => (index === place ? value : one));
    onChange(next.slice(0, next.findLastIndex((one) => one !== '') + 1));
  };
  return fields.map((value, place) => (
    <Field
      // biome-ignore lint/suspicious/noArrayIndexKey: a field is its place
      key={place}
      type={FIELDS[type as keyof typeof FIELDS]}
      label={place === 0 ? t.filter.value : t.filter.orValue}
      value={value}
      onChange={(next) => set(place, next)}
      maxLength={500}
      autoFocus={place === 0}
    />
  ));
}
