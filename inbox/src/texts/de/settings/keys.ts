import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const keys = {
  keys: {
    title: 'API-Schlüssel',
    create: 'Schlüssel anlegen',
    none: 'Keine API-Schlüssel',
    noneMore:
      'Mit einem Schlüssel kann ein Programm von Ihnen Konversationen lesen und schreiben. Es darf, was Sie wählen, nie mehr als Sie.',
    docs: 'So nutzen Sie die API',
    name: 'Wofür ist er?',
    nameHelp: 'Zum Beispiel: der nächtliche Export.',
    may: 'Er darf',
    all: 'Alles, was ich darf',
    readOnly: 'Nur lesen',
    chosen: 'Was ich auswähle',
    ends: 'Endet',
    endings: { never: 'Nie', d30: 'In 30 Tagen', d90: 'In 90 Tagen', d365: 'In einem Jahr' },
    make: 'Schlüssel anlegen',
    madeTitle: 'Kopieren Sie den Schlüssel jetzt',
    madeText: 'Er wird nur dieses eine Mal angezeigt. Geht er verloren, legen Sie einen neuen an.',
    done: 'Ich habe ihn kopiert',
    rights: (count) => plural(count, { one: '# Recht', other: '# Rechte' }),
    used: (time) => `benutzt ${time}`,
    heads: ['Schlüssel', 'Darf', 'Zuletzt benutzt', 'Endet'],
    unused: 'nie benutzt',
    never: 'Nie',
    expired: 'abgelaufen',
    revoke: 'Widerrufen',
    revokeTitle: (name) => `„${name}“ widerrufen?`,
    revokeText:
      'Programme, die ihn verwenden, funktionieren sofort nicht mehr. Das kann nicht rückgängig gemacht werden.',
    keep: 'Behalten',
    revoked: (name) => `„${name}“ ist widerrufen`,
  },
} satisfies Partial<SettingsTexts>;
