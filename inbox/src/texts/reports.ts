/** The words of the reports in the language spoken now; loaded with them, the rest stands beside. */
import { reports as english } from './en/reports';
import { type Language, speakAlso } from './language';
import { apart, type Translation } from './translation';

export type ReportsTexts = Translation<typeof english>;

export let r: ReportsTexts = english;

const others: Record<Exclude<Language, 'en'>, () => Promise<ReportsTexts>> = {
  de: async () => (await import('./de/reports')).reports,
  es: async () => (await import('./es/reports')).reports,
  hi: async () => (await import('./hi/reports')).reports,
  ar: async () => apart((await import('./ar/reports')).reports),
};

// whoever loads the reports waits for their words
await speakAlso(async (language) => {
  const texts = language === 'en' ? english : await others[language]();
  return () => {
    r = texts;
  };
});
