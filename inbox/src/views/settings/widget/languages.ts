/** The languages the chat speaks, with what it says in each where a tenant has no words of its own: the chat's sources. */
import ar from '@widget/frame/locales/ar.json';
import de from '@widget/frame/locales/de.json';
import { en } from '@widget/frame/locales/en';
import es from '@widget/frame/locales/es.json';
import hi from '@widget/frame/locales/hi.json';

export const LANGUAGES = [
  { value: 'en', text: 'English', own: en },
  { value: 'de', text: 'Deutsch', own: de },
  { value: 'es', text: 'Español', own: es },
  { value: 'hi', text: 'हिन्दी', own: hi },
  { value: 'ar', text: 'العربية', own: ar },
] as const;

export type Language = (typeof LANGUAGES)[number]['value'];

export const ownWords = (language: Language) => LANGUAGES.find(({ value }) => value === language)?.own ?? en;

/** The first of the browser's languages that the chat speaks: what this agent would see on the site. */
export function myLanguage(): Language {
  const mine = navigator.languages.map((tag) => tag.toLowerCase().split('-')[0]);
  return mine.flatMap((tag) => LANGUAGES.filter(({ value }) => value === tag))[0]?.value ?? 'en';
}
