/** Words with variables in them: what is not known is said, and what is known can be put in. */
import type { Variable } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Field } from '@/components/fields';
import { unfilled } from '@/store/variables';
import { s } from '@/texts/settings';

const variables = () => Object.keys(s.replies.variables) as Variable[];

interface WordsFieldProps {
  label: string;
  help?: string;
  /** What the buttons below do. */
  insert: string;
  rows: number;
  value: string;
  onChange: (value: string) => void;
  wrong: string | undefined;
}

export function WordsField({ insert, wrong, ...field }: WordsFieldProps) {
  const { value, onChange } = field;
  const known = new Set<string>(variables().map((variable) => `{{${variable}}}`));
  const unknown = unfilled(value).filter((written) => !known.has(written.replace(/\s/g, '')));
  return (
    <>
      <Field {...field} wrong={unknown.length > 0 ? s.replies.unknown(unknown.join(', ')) : wrong} />
      <div className="chips" role="group" aria-label={insert}>
        {variables().map((variable) => (
          <Btn key={variable} size="sm" onPress={() => onChange(`${value}{{${variable}}}`)}>
            {s.replies.variables[variable]}
          </Btn>
        ))}
      </div>
    </>
  );
}
