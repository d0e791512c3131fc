import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const teams = {
  teams: {
    title: 'Teams',
    heads: ['Team', 'Verteilung'],
    none: 'Noch keine Teams',
    noneMore: 'Konversationen können einem Team statt einer Person gegeben werden. Jedes Team hat eine eigene Ansicht.',
    noneMay: 'Ein Manager Ihres Arbeitsbereichs kann eines anlegen.',
    create: 'Neues Team',
    createTitle: 'Neues Team',
    createDeed: 'Team anlegen',
    changeTitle: 'Team ändern',
    changeDeed: 'Speichern',
    change: 'Ändern',
    name: 'Name',
    members: 'Mitglieder',
    memberCount: (count) => plural(count, { one: '# Mitglied', other: '# Mitglieder' }),
    auto: 'Konversationen automatisch verteilen',
    autoMore: 'Reihum an Mitglieder, die online sind.',
    byTurns: 'Reihum',
    upTo: (count) => `Reihum, bis zu ${count} je Person`,
    byHand: 'Von Hand',
    capacity: 'Offene Konversationen je Person, höchstens',
    capacityHelp: 'Leer: ohne Grenze. Wer so viele hat, bekommt erst wieder eine, wenn eine erledigt ist.',
    capacityWrong: 'Eine Zahl von 1 bis 1000 oder nichts.',
    remove: 'Löschen',
    removeTitle: (name) => `„${name}“ löschen?`,
    removeText: 'Die Konversationen bleiben, ohne Team. Das kann nicht rückgängig gemacht werden.',
    keep: 'Behalten',
    removed: (name) => `„${name}“ gelöscht`,
  },
} satisfies Partial<SettingsTexts>;
