/** The words of the settings in the language spoken now; loaded with them, the rest stands beside. */
import { settings as english } from './en/settings';
import { type Language, speakAlso } from './language';
import { apart, type Translation } from './translation';

export type SettingsTexts = Translation<typeof english>;

export let s: SettingsTexts = english;

const others: Record<Exclude<Language, 'en'>, () => Promise<SettingsTexts>> = {
  de: async () => (await import('./de/settings')).settings,
  es: async () => (await import('./es/settings')).settings,
  hi: async () => (await import('./hi/settings')).settings,
  ar: async () => apart((await import('./ar/settings')).settings),
};

// whoever loads the settings waits for their words
await speakAlso(async (language) => {
  const texts = language === 'en' ? english : await others[language]();
  return () => {
    s = texts;
  };
});
