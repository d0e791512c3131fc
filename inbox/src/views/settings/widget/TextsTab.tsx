/** The tenant's own words, in each language the chat speaks. */
import { useState } from 'react';
import type { WidgetTexts } from '@/api/types';
import { Field, Segments } from '@/components/fields';
import { s } from '../texts';
import type { TabProps } from './WidgetPage';

const w = s.widget;

/** The languages the chat itself is translated into. */
const LANGUAGES = [
  { value: 'en', text: 'English' },
  { value: 'de', text: 'Deutsch' },
  { value: 'es', text: 'Español' },
  { value: 'hi', text: 'हिन्दी' },
  { value: 'ar', text: 'العربية' },
] as const;

type Language = (typeof LANGUAGES)[number]['value'];

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

export function TextsTab({ draft, change }: TabProps) {
  const [language, setLanguage] = useState<Language>('en');
  const words = draft.texts[language] ?? empty;
  const write = (part: keyof WidgetTexts) => (text: string) =>
    change({ texts: withWords(draft.texts, language, { ...words, [part]: text || null }) });
  const english = language === 'en';
  return (
    <>
      <div className="group">
        <span className="label">{w.language}</span>
        <Segments label={w.language} value={language} options={LANGUAGES} onChange={setLanguage} />
        <p className="help">{w.languageHelp}</p>
      </div>
      <div className="group stack" dir={language === 'ar' ? 'rtl' : undefined} lang={language}>
        <Field
          label={w.greeting}
          help={w.greetingHelp}
          rows={2}
          maxLength={140}
          count={140}
          value={words.greeting ?? ''}
          placeholder={english ? w.ownGreeting : ''}
          onChange={write('greeting')}
        />
        <Field
          label={w.welcome}
          help={w.welcomeHelp}
          rows={3}
          maxLength={500}
          count={500}
          value={words.welcome ?? ''}
          placeholder={english ? w.ownWelcome : ''}
          onChange={write('welcome')}
        />
        <Field
          label={w.away}
          help={w.awayHelp}
          rows={3}
          maxLength={500}
          count={500}
          value={words.away ?? ''}
          placeholder={english ? w.ownAway : ''}
          onChange={write('away')}
        />
      </div>
    </>
  );
}
