import type { SettingsTexts } from '../../settings';

export const attributes = {
  attributes: {
    title: 'Kontaktattribute',
    heads: ['Attribut'],
    none: 'Noch keine Kontaktattribute',
    noneMore:
      'Attribute sind, was Sie über Menschen wissen wollen: ein Tarif, eine Kundennummer, ein Verlängerungsdatum.',
    noneMay: 'Eine Person mit Leitungsrechten in Ihrem Team kann welche anlegen.',
    create: 'Neues Attribut',
    createTitle: 'Neues Attribut',
    createDeed: 'Attribut anlegen',
    changeTitle: 'Attribut ändern',
    changeDeed: 'Speichern',
    change: 'Ändern',
    name: 'Name',
    type: 'Typ',
    types: { text: 'Text', number: 'Zahl', date: 'Datum', boolean: 'Ja oder nein', list: 'Liste', link: 'Link' },
    options: 'Optionen',
    optionsHelp: 'Eine je Zeile.',
    remove: 'Löschen',
    removeTitle: (name) => `„${name}“ löschen?`,
    removeText: 'Werte, die Kontakte haben, bleiben bei ihnen, ohne Typ.',
    keep: 'Behalten',
    removed: (name) => `„${name}“ gelöscht`,
  },
} satisfies Partial<SettingsTexts>;
