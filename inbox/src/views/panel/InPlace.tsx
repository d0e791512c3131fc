/** A value that turns into a field when pressed; Enter or leaving saves, Escape takes back. */
import { Plus } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Icon } from '@/components/glyphs';
import { t } from '@/texts';

interface InPlaceProps {
  label: string;
  value: string;
  type?: 'text' | 'email' | 'tel' | 'number' | 'date' | 'url';
  rows?: number | undefined;
  isDisabled: boolean;
  required?: boolean;
  /** Answers what is wrong, if anything. */
  onSave: (value: string) => Promise<string | null>;
}

export function InPlace({ label, value, type = 'text', rows, isDisabled, required = false, onSave }: InPlaceProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const shown = useRef<HTMLButtonElement>(null);
  /** Enter saves, and so does the leaving that Enter causes: once is enough. */
  const saving = useRef(false);
  const id = useId();
  const editing = draft !== null;

  const leave = (refocus: boolean) => {
    setDraft(null);
    setWrong(null);
    if (refocus) requestAnimationFrame(() => shown.current?.focus());
  };

  const save = async (refocus: boolean) => {
    if (draft === null || saving.current) return;
    const next = draft.trim();
    if (next === value || (required && next === '')) return leave(refocus);
    saving.current = true;
    const problem = await onSave(next);
    saving.current = false;
    if (problem) setWrong(problem);
    else leave(refocus);
  };

  return (
    <div className={`kv ${rows ? 'tall' : ''}`}>
      <label className="kv-label" htmlFor={id}>
        {label}
      </label>
      {editing ? (
        <span className="v-edit">
          <Editor
            id={id}
            type={type}
            rows={rows}
            value={draft}
            wrong={wrong}
            onChange={setDraft}
            onSave={(refocus) => void save(refocus)}
            onCancel={() => leave(true)}
          />
          {wrong && (
            <span className="help bad" role="alert">
              {wrong}
            </span>
          )}
        </span>
      ) : (
        <button
          id={id}
          ref={shown}
          type="button"
          className={`v ${value ? '' : 'blank'} ${rows ? 'wrap' : ''}`}
          disabled={isDisabled}
          title={value || undefined}
          aria-label={value ? `${t.panel.edit(label)}: ${value}` : t.panel.add(label)}
          onClick={() => setDraft(value)}
        >
          {value ? (
            <span className={rows ? '' : 'cut'} dir="auto">
              <bdi>{value}</bdi>
            </span>
          ) : (
            <Icon of={Plus} size={14} />
          )}
        </button>
      )}
    </div>
  );
}

interface EditorProps {
  id: string;
  type: string;
  rows: number | undefined;
  value: string;
  wrong: string | null;
  onChange: (value: string) => void;
  onSave: (refocus: boolean) => void;
  onCancel: () => void;
}

function Editor({ id, type, rows, value, wrong, onChange, onSave, onCancel }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    area.current?.focus();
    input.current?.select();
  }, []);
  const pressed = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onCancel();
    } else if (event.key === 'Enter' && (!rows || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSave(true);
    }
  };
  const shared = {
    id,
    value,
    className: `field ${wrong ? 'err' : ''}`,
    'aria-invalid': wrong !== null,
    onKeyDown: pressed,
    onBlur: () => onSave(false),
  };
  if (rows) return <textarea {...shared} ref={area} rows={rows} onChange={(event) => onChange(event.target.value)} />;
  return (
    <input
      {...shared}
      ref={input}
      type={type}
      {...(type === 'number' && { step: 'any' })}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
