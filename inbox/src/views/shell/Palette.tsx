/** Every action by its name: typed, chosen with the arrows or a finger, done. Shows the keys, so that it teaches them. */
import { Search } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { type Action, standingId } from '@/actions/action';
import { loadMore } from '@/actions/choices';
import { useContactsFound } from '@/actions/contacts';
import { type Found, found, remember, type Words } from '@/actions/found';
import { Icon } from '@/components/glyphs';
import { row } from '@/store/inbox';
import { picked } from '@/store/picked';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';

const close = () => setUi({ palette: false });

export function Palette() {
  const open = useUi((ui) => ui.palette);
  return (
    <ModalOverlay className="scrim palette-scrim" isOpen={open} onOpenChange={(on) => !on && close()} isDismissable>
      <Modal className="modal palette">
        <Dialog className="palette-box" aria-label={t.palette.label}>
          <Commands />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Does it once the palette has gone, which holds the focus until then and gives it back: what is done may move it. */
function usePerform(): (chosen: Found) => void {
  const run = useRef<Action['run']>(null);
  // the focus is given back in a frame asked for before this one
  useEffect(() => () => void (run.current && requestAnimationFrame(run.current)), []);
  return (chosen) => {
    remember(chosen);
    run.current = chosen.action.run;
    close();
  };
}

function Commands() {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const perform = usePerform();
  const [typed, setTyped] = useState('');
  const [standing, setStanding] = useState<string | null>(null);
  const [more, setMore] = useState(false);
  const contacts = useContactsFound(typed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: more comes later
  const all = useMemo(() => found(typed, contacts), [typed, contacts, more]);
  // by its name and not by its number: what the hub finds comes later, and must not slip under the finger
  const place = Math.max(
    0,
    all.findIndex(({ action }) => action.id === standing),
  );
  const setPlace = (index: number) => setStanding(all[index]?.action.id ?? null);
  useEffect(() => {
    loadMore().then(
      () => setMore(true),
      () => undefined, // without a connection the settings cannot be opened either
    );
  }, []);
  useEffect(() => {
    list.current?.querySelector(`[id="${CSS.escape(`${id}-${place}`)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [id, place]);
  const steps: Record<string, number> = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: all.length - 1 };
  const heard = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = steps[event.key];
    const chosen = all[place];
    if (event.key === 'Enter' && chosen) perform(chosen);
    else if (step !== undefined && !((event.key === 'Home' || event.key === 'End') && typed))
      setPlace((step + all.length) % all.length);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="palette-head">
        <Icon of={Search} size={18} className="f3" />
        <About />
        <input
          className="palette-field"
          role="combobox"
          aria-label={t.palette.hint}
          placeholder={t.palette.hint}
          aria-expanded
          aria-controls={id}
          aria-activedescendant={`${id}-${place}`}
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: whoever opens it is about to type
          autoFocus
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setStanding(null);
          }}
          onKeyDown={heard}
        />
        <button type="button" className="palette-esc" onClick={close}>
          <span className="hidden">{t.app.close}</span> <kbd>Esc</kbd>
        </button>
      </div>
      <div className="palette-list" role="listbox" id={id} aria-label={t.palette.label} ref={list}>
        {sections(all).map(({ section, entries }) => (
          <div role="group" aria-label={t.palette.groups[section]} key={section}>
            <div className="palette-group" aria-hidden>
              {t.palette.groups[section]}
            </div>
            {entries.map(({ index, one }) => (
              <Command
                key={one.action.id}
                id={`${id}-${index}`}
                one={one}
                chosen={index === place}
                onPoint={() => setPlace(index)}
                onChoose={() => perform(one)}
              />
            ))}
          </div>
        ))}
      </div>
      <span className="hidden" aria-live="polite">
        {typed && t.palette.count(all.length - 1)}
      </span>
    </>
  );
}

/** Which conversation it acts on. */
function About() {
  const many = picked().length;
  const one = standingId();
  const name = many > 0 ? t.bulk.picked(many) : one ? row(one)?.display_name : null;
  return name ? <span className="palette-about cut">{name}</span> : null;
}

interface CommandProps {
  id: string;
  one: Found;
  chosen: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function Command({ id, one, chosen, onPoint, onChoose }: CommandProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      className={`palette-it ${chosen ? 'on' : ''}`}
      data-action={one.action.id}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      <Icon of={one.action.icon} />
      <span className="grow cut">
        <Marked {...one} />
      </span>
      {one.more && (
        <span className="palette-more cut">
          <bdi>
            <Marked {...one.more} />
          </bdi>
        </span>
      )}
      {one.action.keys && (
        <span className="palette-keys">
          {one.action.keys.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </span>
      )}
    </div>
  );
}

/** The letters that were meant stand out. */
function Marked({ label: text, at }: Words) {
  if (at.size === 0) return text;
  const letters = [...text];
  const first = Math.min(...at);
  const joined = Math.max(...at) - first + 1 === at.size;
  const mark = (from: number, to: number) => <b key={from}>{letters.slice(from, to).join('')}</b>;
  if (joined)
    return (
      <>
        {letters.slice(0, first).join('')}
        {mark(first, first + at.size)}
        {letters.slice(first + at.size).join('')}
      </>
    );
  return letters.map((letter, index) => (at.has(index) ? mark(index, index + 1) : letter));
}

function sections(all: Found[]) {
  const names = [...new Set(all.map(({ section }) => section))];
  return names.map((section) => ({
    section,
    entries: all.map((one, index) => ({ one, index })).filter(({ one }) => one.section === section),
  }));
}
