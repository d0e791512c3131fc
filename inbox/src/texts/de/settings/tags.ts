import type { SettingsTexts } from '../../settings';

export const tags = {
  tags: {
    title: 'Tags',
    heads: ['Tag'],
    none: 'Noch keine Tags',
    noneMore: 'Tags sagen, worum es in einer Konversation geht. Alle im Arbeitsbereich sehen und verwenden dieselben.',
    noneMay: 'Ein Manager Ihres Teams kann welche anlegen.',
    create: 'Neuer Tag',
    createTitle: 'Neuer Tag',
    createDeed: 'Tag anlegen',
    changeTitle: 'Tag ändern',
    changeDeed: 'Speichern',
    change: 'Ändern',
    name: 'Name',
    colour: 'Farbe',
    remove: 'Löschen',
    removeTitle: (name) => `„${name}“ löschen?`,
    removeText: 'Er wird von jeder Konversation entfernt, die ihn trägt. Das kann nicht rückgängig gemacht werden.',
    keep: 'Behalten',
    removed: (name) => `„${name}“ gelöscht`,
  },
} satisfies Partial<SettingsTexts>;
