/** Suggestions for what is being written: which there are, which one is chosen, and the keys that choose. */
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { replaced, type Trigger, triggerAt } from './trigger';

export interface Suggestion {
  id: string;
  name: string;
  more?: string;
  mark?: string;
  /** Takes the place of the sign and what follows it. */
  words: string;
  /** Of a person: their id. */
  person?: string;
}

export interface Suggestions {
  found: Suggestion[];
  chosen: number;
  choose: (index: number) => void;
  /** Whether the key was for the list. */
  pressed: (event: KeyboardEvent) => boolean;
  look: () => void;
  close: () => void;
  /** The sign of what is listed. */
  isFor: Trigger['sign'] | null;
  /** The sign that was written, whether or not there is anything for it. */
  asked: Trigger['sign'] | null;
}

interface Asked {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  signs: string;
  find: (trigger: Trigger) => Suggestion[];
  onText: (text: string, picked: Suggestion) => void;
}

export function useSuggestions({ field, text, signs, find, onText }: Asked): Suggestions {
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [at, setAt] = useState(0);
  const live = trigger && signs.includes(trigger.sign) && text.slice(trigger.start, trigger.end)[0] === trigger.sign;
  const asked = live ? trigger.sign : null;
  const found = live ? find(trigger) : [];
  const chosen = Math.min(at, found.length - 1);
  const close = () => setTrigger(null);

  const look = () => {
    const area = field.current;
    if (!area || area.selectionStart !== area.selectionEnd) return close();
    const now = triggerAt(area.value, area.selectionStart, signs);
    if (now?.start !== trigger?.start || now?.query !== trigger?.query) setAt(0);
    setTrigger(now);
  };
  const choose = (index: number) => {
    const picked = found[index];
    if (!trigger || !picked) return;
    onText(replaced(text, trigger, picked.words), picked);
    const caret = trigger.start + picked.words.length;
    close();
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(caret, caret);
    });
  };
  const pressed = (event: KeyboardEvent): boolean => {
    if (found.length === 0 || event.nativeEvent.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((chosen + step + found.length) % found.length);
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') choose(chosen);
    else if (event.key === 'Escape') close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { found, chosen, choose, pressed, look, close, asked, isFor: found.length > 0 ? asked : null };
}
