/** Which language the inbox speaks, and how numbers are written in it. Its words come in parts, each put in place by
 * the module that holds it: the settings bring theirs along when they are first opened. */
import { isMirrored, LANGUAGES, type Language } from '@widget/languages';
import { create } from 'zustand';

export { type Language, pick } from '@widget/languages';

/** To choose from, each by its own name. */
export const languageOptions = Object.entries(LANGUAGES).map(([value, text]) => ({ value: value as Language, text }));

/** Fetches its words in a language and answers what puts them in place. */
type Part = (language: Language) => Promise<() => void>;

export const useLanguage = create<{ language: Language }>(() => ({ language: 'en' }));

/** The language as the browser has it: times are said otherwise in Britain than in America. */
export let region = 'en-GB';

const parts: Part[] = [];

/** What is to be spoken as soon as its words are there. */
let wanted: Language = 'en';

/** Adds words, in the language that is to be spoken. */
export async function speakAlso(part: Part): Promise<void> {
  parts.push(part);
  let language: Language;
  do {
    language = wanted;
    (await part(language))();
  } while (language !== wanted);
}

/** Changes to a language, all at once when all of its words are there; without a connection it stays as it is. */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  try {
    const ready = await Promise.all(parts.map((part) => part(language)));
    if (wanted !== language) return;
    for (const put of ready) put();
  } catch (error) {
    wanted = useLanguage.getState().language;
    throw error;
  }
  region = regionOf(language);
  document.documentElement.lang = language;
  document.documentElement.dir = isMirrored(language) ? 'rtl' : 'ltr';
  useLanguage.setState({ language });
}

const regionOf = (language: Language) =>
  navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? (language === 'en' ? 'en-GB' : language);

let numbers = new Intl.NumberFormat(region);

/** "1,204" */
export function number(value: number): string {
  if (numbers.resolvedOptions().locale !== region) numbers = new Intl.NumberFormat(region);
  return numbers.format(value);
}
