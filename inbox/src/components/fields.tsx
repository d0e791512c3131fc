/** Form fields: a label that stays, help under it, and what is wrong in words beside the field. */
import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import {
  FieldError,
  Input,
  Label,
  Switch,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { t } from '@/texts';
import { Icon } from './glyphs';

interface FieldProps extends Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  label: string;
  help?: ReactNode;
  wrong?: string | undefined;
  rows?: number;
  placeholder?: string;
  mono?: boolean;
  hideLabel?: boolean;
  count?: number;
  inputRef?: React.Ref<HTMLInputElement>;
}

export function Field({
  label,
  help,
  wrong,
  rows,
  placeholder,
  mono,
  hideLabel,
  count,
  inputRef,
  ...props
}: FieldProps) {
  const look = `field ${wrong ? 'err' : ''} ${mono ? 'mono' : ''}`;
  return (
    // by "aria": what the hub refused is said and does not keep the form from being sent again
    <TextField
      {...props}
      className="fld"
      validationBehavior="aria"
      isInvalid={Boolean(wrong)}
      {...(hideLabel && { 'aria-label': label })}
    >
      {!hideLabel && <Label className="label">{label}</Label>}
      {rows ? (
        <TextArea className={look} rows={rows} placeholder={placeholder} />
      ) : (
        <Input className={look} placeholder={placeholder} ref={inputRef} />
      )}
      <FieldError className="help bad">
        <Icon of={TriangleAlert} size={13} />
        {wrong}
      </FieldError>
      {(help || count !== undefined) && !wrong && (
        <Text slot="description" className="help row">
          <span className="grow">{help}</span>
          {count !== undefined && <span className="num">{t.app.written(props.value?.length ?? 0, count)}</span>}
        </Text>
      )}
    </TextField>
  );
}

interface SelectProps {
  label: string;
  help?: ReactNode;
  value: string | number;
  options: readonly { value: string | number; text: string }[];
  onChange: (value: string) => void;
}

/** One of many, in the system's own list. */
export function Select({ label, help, value, options, onChange }: SelectProps) {
  const told = useId();
  return (
    <div>
      <label className="fld">
        <span className="label">{label}</span>
        <select
          className="field"
          aria-describedby={help ? told : undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} dir="auto">
              {option.text}
            </option>
          ))}
        </select>
      </label>
      {help && (
        <p className="help" id={told}>
          {help}
        </p>
      )}
    </div>
  );
}

interface ToggleProps {
  label: string;
  more?: ReactNode;
  on: boolean;
  onChange: (on: boolean) => void;
  isDisabled?: boolean;
}

export function Toggle({ label, more, on, onChange, isDisabled = false }: ToggleProps) {
  return (
    <Switch className="sw" isSelected={on} onChange={onChange} isDisabled={isDisabled}>
      <span className="switch" />
      <span>
        <span className="med">{label}</span>
        {more && <span className="sw-more">{more}</span>}
      </span>
    </Switch>
  );
}

interface SegmentsProps<Value extends string> {
  label: string;
  /** Whether the eye needs the label too. */
  labelled?: boolean;
  value: Value;
  options: readonly { value: Value; text: string; glyph?: ReactNode }[];
  onChange: (value: Value) => void;
  isDisabled?: boolean;
}

export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { label, labelled = false, value, options, onChange, isDisabled } = props;
  const group = (
    <ToggleButtonGroup
      className="seg"
      aria-label={label}
      disallowEmptySelection
      isDisabled={isDisabled ?? false}
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [first] = keys;
        if (first !== undefined) onChange(first as Value);
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value}>
          {option.glyph}
          {option.text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
  if (!labelled) return group;
  return (
    <div>
      <span className="label" aria-hidden>
        {label}
      </span>
      {group}
    </div>
  );
}
