import type { SettingsTexts } from '../../settings';

export const hours = {
  hours: {
    title: 'Arbeitszeiten',
    intro:
      'Der Chat auf Ihrer Website sagt, wann Sie wieder da sind, und was bis zum nächsten Arbeitstag zurückgestellt ist, kommt mit dessen Beginn zurück. Ein Team kann eigene Zeiten haben.',
    zone: 'Zeitzone',
    always: 'Immer geöffnet',
    closed: 'Geschlossen',
    from: (day) => `${day}, von`,
    until: (day) => `${day}, bis`,
    addSpan: (day) => `Weiterer Zeitraum am ${day}`,
    dropSpan: (day) => `Diesen Zeitraum am ${day} entfernen`,
    holidays: 'Feiertage',
    date: 'Datum',
    holidayName: 'Name des Feiertags',
    addHoliday: 'Feiertag hinzufügen',
    dropHoliday: (name) => `${name} entfernen`,
    save: 'Speichern',
    saved: 'Arbeitszeiten gespeichert',
    mayNot: 'Ein Manager Ihres Arbeitsbereichs kann sie ändern.',
    own: 'Eigene Arbeitszeiten',
    ownMore: 'Sonst gelten die des Arbeitsbereichs.',
  },
} satisfies Partial<SettingsTexts>;
