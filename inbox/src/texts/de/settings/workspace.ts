import type { SettingsTexts } from '../../settings';

export const workspace = {
  workspace: {
    name: 'Name des Arbeitsbereichs',
    nameHelp:
      'Ihr Team sieht ihn, Einladungen und Mitschriften tragen ihn, und {{tenant.name}} steht in Textbausteinen für ihn.',
    language: 'Sprache neuer Personen',
    languageHelp: 'Wer dazukommt, beginnt in ihr und kann im Profil eine andere wählen.',
    browser: 'Die ihres Browsers',
    zone: 'Die Zeitzone gehört zu den Arbeitszeiten.',
    saved: 'Arbeitsbereich gespeichert',
    mayNot: 'Ein Inhaber Ihres Arbeitsbereichs kann das ändern.',
  },
} satisfies Partial<SettingsTexts>;
