/** The tenant's own words, in each language the chat speaks. */
import type { WidgetTexts } from '@/api/types';
import { Field, Segments } from '@/components/fields';
import { type Language, languageOptions } from '@/texts/language';
import { s } from '@/texts/settings';
import { ownWords } from './languages';
import type { TabProps } from './WidgetPage';

const empty: WidgetTexts = { greeting: null, welcome: null, away: null, rating: null };

/** A language without words of its own is left out. */
function withWords(
  all: Record<string, WidgetTexts>,
  language: string,
  words: WidgetTexts,
): Record<string, WidgetTexts> {
  const { [language]: _, ...others } = all;
  return Object.values(words).some(Boolean) ? { ...others, [language]: words } : others;
}

const parts = () =>
  [
    { part: 'greeting', label: s.widget.greeting, help: s.widget.greetingHelp, rows: 2, longest: 140 },
    { part: 'welcome', label: s.widget.welcome, help: s.widget.welcomeHelp, rows: 3, longest: 500 },
    { part: 'away', label: s.widget.away, help: s.widget.awayHelp, rows: 3, longest: 500 },
    { part: 'rating', label: s.widget.rating, help: s.widget.ratingHelp, rows: 2, longest: 140 },
  ] as const;

interface TextsProps extends TabProps {
  language: Language;
  setLanguage: (language: Language) => void;
}

export function TextsTab({ draft, change, language, setLanguage }: TextsProps) {
  const words = draft.texts[language] ?? empty;
  const write = (part: keyof WidgetTexts) => (text: string) =>
    change({ texts: withWords(draft.texts, language, { ...words, [part]: text || null }) });
  return (
    <>
      <div className="group">
        <span className="label">{s.widget.language}</span>
        <Segments label={s.widget.language} value={language} options={languageOptions} onChange={setLanguage} />
        <p className="help">{s.widget.languageHelp}</p>
      </div>
      <div className="group stack" dir={language === 'ar' ? 'rtl' : undefined} lang={language}>
        {parts().map(({ part, label, help, rows, longest }) => (
          <Field
            key={part}
            label={label}
            help={help}
            rows={rows}
            maxLength={longest}
            count={longest}
            value={words[part] ?? ''}
            placeholder={ownWords(language)[part]}
            onChange={write(part)}
          />
        ))}
      </div>
    </>
  );
}
