/** What may be put in, above the field; the field keeps the focus and says which one is chosen. */
import { useEffect, useRef } from 'react';
import { go } from '@/store/route';
import { t } from '@/texts';
import type { Suggestions } from './useSuggestions';

export const LIST_ID = 'composer-suggestions';
export const suggestionId = (index: number) => `${LIST_ID}-${index}`;

export function SuggestionList({ label, suggestions }: { label: string; suggestions: Suggestions }) {
  const list = useRef<HTMLDivElement>(null);
  const { found, chosen, choose } = suggestions;
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div id={LIST_ID} ref={list} className="suggestions" role="listbox" aria-label={label}>
      {found.map((one, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the chosen one
        <div
          key={one.id}
          id={suggestionId(index)}
          className={`suggestion ${index === chosen ? 'on' : ''}`}
          role="option"
          aria-selected={index === chosen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(index)}
        >
          <span className="med cut">{one.name}</span>
          <span className="f3 cut grow">{one.more}</span>
          {one.mark && <span className="chip">{one.mark}</span>}
        </div>
      ))}
    </div>
  );
}

/** The sign promised something: where there is nothing yet, it says how there will be. */
export function NoCanned() {
  return (
    <div className="suggestions suggestion none" role="status">
      <span className="f3 grow">{t.composer.noCanned}</span>
      <button
        type="button"
        className="deed"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => go('#/settings/canned-replies')}
      >
        {t.composer.makeCanned}
      </button>
    </div>
  );
}
