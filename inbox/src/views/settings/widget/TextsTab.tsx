/** The tenant's own words, in each language the chat speaks. */
import type { WidgetTexts } from '@/api/types';
import { Field, Segments } from '@/components/fields';
import { s } from '../texts';
import { LANGUAGES, type Language, ownWords } from './languages';
import type { TabProps } from './WidgetPage';

const w = s.widget;

const empty: WidgetTexts = { greeting: null, welcome: null, away: null };

/** A language without words of its own is left out. */
function withWords(
  all: Record<string, WidgetTexts>,
  language: string,
  words: WidgetTexts,
): Record<string, WidgetTexts> {
  const { [language]: _, ...others } = all;
  return Object.values(words).some(Boolean) ? { ...others, [language]: words } : others;
}

const PARTS = [
  { part: 'greeting', label: w.greeting, help: w.greetingHelp, rows: 2, longest: 140 },
  { part: 'welcome', label: w.welcome, help: w.welcomeHelp, rows: 3, longest: 500 },
  { part: 'away', label: w.away, help: w.awayHelp, rows: 3, longest: 500 },
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
        <span className="label">{w.language}</span>
        <Segments label={w.language} value={language} options={LANGUAGES} onChange={setLanguage} />
        <p className="help">{w.languageHelp}</p>
      </div>
      <div className="group stack" dir={language === 'ar' ? 'rtl' : undefined} lang={language}>
        {PARTS.map(({ part, label, help, rows, longest }) => (
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
