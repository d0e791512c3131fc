import type { SettingsTexts } from '../../settings';

export const rules = {
  rules: {
    title: 'Worüber ich benachrichtigt werde',
    occasion: 'Wann',
    way: { browser: 'Benachrichtigung', sound: 'Ton', email: 'E-Mail' },
    on: {
      assigned: 'Mir zugewiesen',
      mentioned: 'Eine Notiz nennt mich',
      mine: 'Antwort in meinen',
      unassigned: 'Neues, das niemand hat',
      team: 'Antwort in denen meines Teams',
    },
    emailMore: 'E-Mail: was Sie binnen einer Viertelstunde nicht gelesen haben, in einer Nachricht.',
    quiet: 'Ruhezeiten',
    quietMore: (zone) => `Außerhalb des Posteingangs wird nichts angezeigt und nichts ist zu hören. Zeitzone: ${zone}`,
    quietFrom: 'Ruhe von',
    quietUntil: 'Ruhe bis',
  },
} satisfies Partial<SettingsTexts>;
