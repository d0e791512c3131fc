/** The languages the chat speaks, with what it says in each where a tenant has no words of its own: the chat's sources. */
import ar from '@widget/frame/locales/ar.json';
import de from '@widget/frame/locales/de.json';
import { en } from '@widget/frame/locales/en';
import es from '@widget/frame/locales/es.json';
import hi from '@widget/frame/locales/hi.json';
import { type Language, pick } from '@/texts/language';

const own = { en, de, es, hi, ar };

export const ownWords = (language: Language) => own[language];

/** The first of the browser's languages that the chat speaks: what this agent would see on the site. */
export const myLanguage = (): Language => pick(navigator.languages);
