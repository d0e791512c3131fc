/** The language an agent chose. Who never chose gets the browser's, as far as it is spoken here. */
import { type Language, pick, speak } from '@/texts/language';
import { store, stored } from './stored';

/** Speaks what was chosen in this browser. Without the words, which take a connection, English has to do. */
export async function speakAsChosen(): Promise<void> {
  await speak(pick([stored<string | null>('language', null), ...navigator.languages])).catch(() => undefined);
}

/** Raises whatever fetching the words does; then nothing has changed. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language);
  store('language', language);
}
