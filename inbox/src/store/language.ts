/** The language an agent chose: kept in this browser for the first picture, and on the hub for their other devices. Who
 * never chose gets the browser's, as far as it is spoken here. */
import { people } from '@/api/hub';
import { type Language, pick, speak, useLanguage } from '@/texts/language';
import { me, useSession } from './session';
import { store, stored } from './stored';

/** Speaks what was chosen in this browser. Without the words, which take a connection, English has to do. */
export async function speakAsChosen(): Promise<void> {
  await speak(pick([stored<string | null>('language', null), ...navigator.languages])).catch(() => undefined);
}

/** Raises whatever fetching the words does; then nothing has changed. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language);
  store('language', language);
  const user = me()?.user;
  // who has no connection now has chosen for this browser
  if (user && user.locale !== language) await people.change(user.id, { locale: language }).catch(() => undefined);
}

// what was chosen on another device is spoken here too
useSession.subscribe(({ me: now }, { me: before }) => {
  const locale = now?.user.locale;
  if (!locale || locale === before?.user.locale || locale === useLanguage.getState().language) return;
  void speak(pick([locale])).then(
    () => store('language', locale),
    () => undefined,
  );
});
