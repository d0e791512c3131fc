/** Every word the inbox shows outside the settings, in the language spoken now.
 *
 * Each language has a folder with one file for each area. English comes with the page, the others are fetched when
 * wanted. Read `t` where a text is shown, never while a module loads: it changes with the language.
 */
import { texts as english } from './en';
import { type Language, speakAlso } from './language';
import { apart, type Translation } from './translation';

export type Texts = Translation<typeof english>;

export let t: Texts = english;

const others: Record<Exclude<Language, 'en'>, () => Promise<Texts>> = {
  de: async () => (await import('./de')).texts,
  es: async () => (await import('./es')).texts,
  hi: async () => (await import('./hi')).texts,
  ar: async () => apart((await import('./ar')).texts),
};

void speakAlso(async (language) => {
  const texts = language === 'en' ? english : await others[language]();
  return () => {
    t = texts;
  };
});
