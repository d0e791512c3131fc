/** Making a key: what for, what it may, until when; then the key itself, this once. */
import { useState } from 'react';
import { Checkbox, CheckboxGroup } from 'react-aria-components';
import type { ApiKey } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Field, Segments } from '@/components/fields';
import { me } from '@/store/session';
import { s } from '@/texts/settings';
import { apiKeys } from '../api';
import { CopyField } from '../CopyField';
import { FormDialog } from '../FormDialog';
import { rightName } from '../roles/rights';

const DAYS = { never: null, d30: 30, d90: 90, d365: 365 } as const;
type Ending = keyof typeof DAYS;
type Choice = 'all' | 'read' | 'chosen';

interface NewKeyProps {
  onClose: () => void;
  onMade: (key: ApiKey) => void;
}

export function NewKeyDialog({ onClose, onMade }: NewKeyProps) {
  const [secret, setSecret] = useState<string | null>(null);
  if (secret) {
    return (
      <Ask
        title={s.keys.madeTitle}
        isOpen
        onClose={onClose}
        urgent
        actions={
          <Btn weight="main" onPress={onClose}>
            {s.keys.done}
          </Btn>
        }
      >
        <p className="dlg-text">{s.keys.madeText}</p>
        <CopyField text={secret} label={s.keys.title} />
      </Ask>
    );
  }
  const made = ({ key, ...rest }: ApiKey & { key: string }) => {
    setSecret(key);
    onMade(rest);
  };
  return <KeyForm onClose={onClose} onMade={made} />;
}

function KeyForm({ onClose, onMade }: { onClose: () => void; onMade: (key: ApiKey & { key: string }) => void }) {
  const mine = me()?.permissions ?? [];
  const [name, setName] = useState('');
  const [choice, setChoice] = useState<Choice>('read');
  const [chosen, setChosen] = useState<string[]>(['conversations.read']);
  const [ending, setEnding] = useState<Ending>('never');
  const scopes = choice === 'all' ? mine : choice === 'read' ? mine.filter((right) => right.endsWith('.read')) : chosen;
  const make = async () => onMade(await apiKeys.create(name.trim(), scopes, endOf(ending)));
  return (
    <FormDialog
      title={s.keys.create}
      deed={s.keys.make}
      ready={name.trim() !== '' && scopes.length > 0}
      onSend={make}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.keys.name}
            help={s.keys.nameHelp}
            value={name}
            onChange={setName}
            wrong={problem?.field('name') ?? problem?.message}
            autoFocus
          />
          <div>
            <span className="label">{s.keys.may}</span>
            <Segments
              label={s.keys.may}
              value={choice}
              options={[
                { value: 'read', text: s.keys.readOnly },
                { value: 'all', text: s.keys.all },
                { value: 'chosen', text: s.keys.chosen },
              ]}
              onChange={setChoice}
            />
            {choice === 'chosen' && <Rights all={mine} chosen={chosen} onChange={setChosen} />}
          </div>
          <div>
            <span className="label">{s.keys.ends}</span>
            <Segments
              label={s.keys.ends}
              value={ending}
              options={(Object.keys(DAYS) as Ending[]).map((value) => ({ value, text: s.keys.endings[value] }))}
              onChange={setEnding}
            />
          </div>
        </>
      )}
    </FormDialog>
  );
}

function endOf(ending: Ending): string | null {
  const days = DAYS[ending];
  return days === null ? null : new Date(Date.now() + days * 86_400_000).toISOString();
}

interface RightsProps {
  all: readonly string[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

function Rights({ all, chosen, onChange }: RightsProps) {
  return (
    <CheckboxGroup className="rights" aria-label={s.keys.may} value={chosen} onChange={onChange}>
      {all.map((right) => (
        <Checkbox key={right} value={right} className="check-line">
          <span className="check" />
          <span>
            <span className="block">{rightName(right)}</span>
            <span className="mono f3 block">{right}</span>
          </span>
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
