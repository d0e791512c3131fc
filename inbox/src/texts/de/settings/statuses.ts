import type { SettingsTexts } from '../../settings';

export const statuses = {
  statuses: {
    title: 'Status',
    heads: ['Status'],
    none: 'Noch kein eigener Status',
    noneMore:
      'Sagen Sie genauer, wo eine Konversation steht: „Wartet auf Ersatzteil“ ist eine Art von Wartend. Berichte, Listen und Regeln zählen sie weiter dazu.',
    noneMay: 'Ein Admin kann welche anlegen.',
    create: 'Neuer Status',
    createTitle: 'Neuer Status',
    createDeed: 'Status anlegen',
    changeTitle: 'Status ändern',
    changeDeed: 'Speichern',
    change: 'Ändern',
    name: 'Name',
    counts: 'Zählt als',
    countsMore: 'So behandeln ihn Berichte, Listen, Erinnerungen und Bewertungen. Das lässt sich später nicht ändern.',
    countsAs: (status: string) => `Zählt als ${status}`,
    colour: 'Farbe',
    up: (name: string) => `„${name}“ nach oben`,
    down: (name: string) => `„${name}“ nach unten`,
    remove: 'Löschen',
    removeTitle: (name: string) => `„${name}“ löschen?`,
    removeText:
      'Konversationen, die ihn haben, behalten den Status, als der er zählt. Das lässt sich nicht rückgängig machen.',
    keep: 'Behalten',
    removed: (name: string) => `„${name}“ gelöscht`,
  },
} satisfies Partial<SettingsTexts>;
