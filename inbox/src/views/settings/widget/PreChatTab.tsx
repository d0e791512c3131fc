/** What visitors are asked before their first message. */
import { ChevronDown, Plus, X } from 'lucide-react';
import type { PreChatField } from '@/api/types';
import { Btn, IconBtn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Field, Toggle } from '@/components/fields';
import { Icon } from '@/components/glyphs';
import { s } from '@/texts/settings';
import { fieldProblem, freeName, isOwn, OWN_FIELDS, ownField, questionOf } from './draft';
import type { TabProps } from './WidgetPage';

const MOST = 8;
const TYPES = ['text', 'textarea', 'select'] as const;

export function PreChatTab({ draft, change }: TabProps) {
  const { pre_chat: form } = draft;
  const set = (part: Partial<typeof form>) => change({ pre_chat: { ...form, ...part } });
  const replace = (name: string, next: PreChatField | null) =>
    set({ fields: form.fields.flatMap((field) => (field.name === name ? (next ?? []) : field)) });
  const add = (field: PreChatField) => set({ fields: [...form.fields, field] });
  const question = (): PreChatField => ({
    name: freeName(form.fields),
    type: 'text',
    label: { en: '' },
    required: false,
    options: null,
  });
  return (
    <>
      <div className="group">
        <Toggle
          label={s.widget.ask}
          more={s.widget.askMore}
          on={form.enabled}
          onChange={(enabled) => set({ enabled })}
        />
      </div>
      {form.enabled && (
        <div className="group stack">
          {OWN_FIELDS.map((name) => {
            const field = form.fields.find((one) => one.name === name);
            return (
              <div className="question" key={name}>
                <Toggle
                  label={s.widget.own[name]}
                  on={Boolean(field)}
                  onChange={(on) => (on ? add(ownField(name)) : replace(name, null))}
                />
                <span className="grow" />
                {field && <Required field={field} onChange={(next) => replace(name, next)} />}
              </div>
            );
          })}
          {form.fields
            .filter((field) => !isOwn(field))
            .map((field) => (
              <Question key={field.name} field={field} onChange={(next) => replace(field.name, next)} />
            ))}
          {form.fields.length < MOST && (
            <div>
              <Btn onPress={() => add(question())}>
                <Icon of={Plus} size={15} />
                {s.widget.addQuestion}
              </Btn>
            </div>
          )}
        </div>
      )}
    </>
  );
}

function Required({ field, onChange }: { field: PreChatField; onChange: (field: PreChatField) => void }) {
  const text = (required: boolean) => (required ? s.widget.required : s.widget.optional);
  return (
    <Choices
      label={text(field.required)}
      trigger={
        <Btn size="sm">
          {text(field.required)}
          <Icon of={ChevronDown} size={12} />
        </Btn>
      }
    >
      {[true, false].map((required) => (
        <Choice
          key={String(required)}
          name={text(required)}
          chosen={field.required === required}
          onAction={() => onChange({ ...field, required })}
        >
          {text(required)}
        </Choice>
      ))}
    </Choices>
  );
}

interface QuestionProps {
  field: PreChatField;
  onChange: (field: PreChatField | null) => void;
}

function Question({ field, onChange }: QuestionProps) {
  const title = questionOf(field);
  const setType = (type: (typeof TYPES)[number]) =>
    onChange({ ...field, type, options: type === 'select' ? (field.options ?? []) : null });
  return (
    <div className="question own">
      <div className="question-line">
        <Field
          label={s.widget.question}
          value={title}
          onChange={(text) => onChange({ ...field, label: { ...field.label, en: text } })}
        />
        <Choices
          label={s.widget.type}
          trigger={
            <Btn>
              {s.widget.types[field.type as (typeof TYPES)[number]] ?? field.type}
              <Icon of={ChevronDown} size={12} />
            </Btn>
          }
        >
          {TYPES.map((type) => (
            <Choice key={type} name={s.widget.types[type]} chosen={field.type === type} onAction={() => setType(type)}>
              {s.widget.types[type]}
            </Choice>
          ))}
        </Choices>
        <Required field={field} onChange={onChange} />
        <IconBtn icon={X} label={s.widget.removeQuestion(title)} onPress={() => onChange(null)} />
      </div>
      {field.type === 'select' && (
        <Field
          label={s.widget.choices}
          rows={3}
          value={(field.options ?? []).join('\n')}
          onChange={(text) => onChange({ ...field, options: text === '' ? [] : text.split('\n') })}
        />
      )}
      {fieldProblem(field) && <p className="help bad">{fieldProblem(field)}</p>}
    </div>
  );
}
