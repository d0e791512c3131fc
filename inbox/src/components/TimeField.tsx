/** A day and a time of one's own choice, still to come. */
import { Input, Label, TextField } from 'react-aria-components';

/** As the browser's own field writes it: the local time, without a zone. */
export function localTime(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

interface TimeFieldProps {
  label: string;
  /** As the field writes it. */
  value: string;
  onChange: (value: string) => void;
  /** What is said of a time that is past. */
  past: string;
  autoFocus?: boolean;
}

export const isAhead = (value: string) => Date.parse(value) > Date.now();

export function TimeField({ label, past, value, ...props }: TimeFieldProps) {
  return (
    <TextField {...props} className="fld" value={value} type="datetime-local">
      <Label className="label">{label}</Label>
      <Input className="field" min={localTime(new Date().toISOString())} />
      {!isAhead(value) && <span className="help">{past}</span>}
    </TextField>
  );
}
