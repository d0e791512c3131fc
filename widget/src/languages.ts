/** The languages that the chat and the inbox speak, each by its own name, and which of them somebody gets. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', es: 'Español', hi: 'हिन्दी', ar: 'العربية' } as const

export type Language = keyof typeof LANGUAGES

/** The first of the wanted languages that we speak; "de-AT" is German. */
export function pick(wanted: readonly (string | null | undefined)[]): Language {
  const languages = wanted.map((tag) => tag?.toLowerCase().split(/[-_]/)[0] ?? '')
  return languages.find((language): language is Language => language in LANGUAGES) ?? 'en'
}

export const isMirrored = (language: string): boolean => language === 'ar'
