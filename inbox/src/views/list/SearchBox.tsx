/** The field above the list. "/" leads here, Escape away. */
import { Search, X } from 'lucide-react';
import { Icon } from '@/components/glyphs';
import { lookFor, stopLooking, useSearch } from '@/store/search';
import { focusSoon } from '@/store/ui';
import { t } from '@/texts';
import { openPlace, step } from './found';

export function SearchBox() {
  const question = useSearch((state) => state.question);
  const place = useSearch((state) => state.place);
  const leave = () => {
    stopLooking();
    focusSoon('conversation-list');
  };
  const pressed = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Enter') openPlace();
    else return;
    event.preventDefault();
  };
  return (
    <search className="search-box">
      <Icon of={Search} size={15} className="f3" />
      <input
        id="search-field"
        className="field"
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder={t.search.hint}
        aria-label={t.search.label}
        role="combobox"
        aria-expanded={question.trim() !== ''}
        aria-controls="conversation-list"
        aria-autocomplete="list"
        aria-activedescendant={place ?? undefined}
        value={question}
        onChange={(event) => lookFor(event.target.value)}
        onKeyDown={pressed}
      />
      {question && (
        <button type="button" className="search-clear" aria-label={t.search.clear} onClick={leave}>
          <Icon of={X} size={14} />
        </button>
      )}
    </search>
  );
}
