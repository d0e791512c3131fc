import type { Texts } from '..';
import { plural } from './plural';

export const macros: Pick<Texts, 'macros'> = {
  macros: {
    title: 'Makros',
    find: 'Makro suchen',
    none: 'Noch keine Makros',
    noneMore:
      'Ein Makro schreibt eine Antwort und erledigt den Rest: Tags, Status, Zuweisung. Legen Sie eines an für das, was Sie täglich tun.',
    noneFound: 'So heißt kein Makro',
    create: 'Makro anlegen',
    make: 'In den Einstellungen anlegen',
    apply: 'Anwenden',
    applied: (name: string) => `„${name}“ ist angewandt`,
    toPicked: 'Makro anwenden',
    appliedTo: (count: number, name: string) =>
      `„${name}“ ist angewandt auf ${plural(count, { one: '# Konversation', other: '# Konversationen' })}.`,
    touches: (count: number) => plural(count, { one: 'Betrifft # Konversation.', other: 'Betrifft # Konversationen.' }),
    repliesTo: (count: number) =>
      plural(count, {
        one: 'Eine Antwort geht an # Kunden und lässt sich nicht zurücknehmen.',
        other: 'Eine Antwort geht an # Kunden und lässt sich nicht zurücknehmen.',
      }),
    closedOut: (count: number) =>
      plural(count, {
        one: '# ist geschlossen und bleibt aus: Dort wird nichts gesendet.',
        other: '# sind geschlossen und bleiben aus: Dort wird nichts gesendet.',
      }),
    refused: (count: number) => (count > 0 ? `Abgelehnt: ${count}.` : ''),
    skipped: (what: string) => `Übersprungen, weil es nicht mehr da ist: ${what}`,
    unfilledOut: (count: number) =>
      plural(count, {
        one: '# bleibt aus: Was der Text nennt, ist dort nicht bekannt.',
        other: '# bleiben aus: Was der Text nennt, ist dort nicht bekannt.',
      }),
    leftOut: (count: number) =>
      plural(count, {
        one: '# blieb aus.',
        other: '# blieben aus.',
      }),
    writeTo: (count: number) =>
      plural(count, {
        one: '# Kunden schreiben',
        other: '# Kunden schreiben',
      }),
    stopsOnTheWay: 'Es lässt sich unterwegs anhalten. Geschriebenes bleibt, Änderungen lassen sich zurücknehmen.',
    backFromAll: 'Es lässt sich unterwegs anhalten und danach zurücknehmen.',
    does: 'Was es tut',
    nothing: 'Sonst ändert es nichts.',
    reply: 'Antwort',
    note: 'Private Notiz',
    noText: 'Es schreibt nichts.',
    heads: ['Makro', 'Für'],
    shared: 'Alle',
    mine: 'Nur mich',
    edit: 'Bearbeiten',
    save: 'Speichern',
    name: 'Name',
    text: 'Text',
    textHelp: 'Leer lassen, um nichts zu schreiben.',
    asNote: 'Als private Notiz',
    asNoteMore: 'Nur Kollegen sehen sie.',
    insert: 'Einfügen',
    actions: 'Aktionen',
    add: 'Aktion hinzufügen',
    takeOut: (what: string) => `Aktion ${what} entfernen`,
    which: 'Aktion',
    what: 'Welche',
    share: 'Für alle',
    shareMore: 'Sonst sehen nur Sie es.',
    remove: 'Entfernen',
    removed: (name: string) => `„${name}“ ist entfernt`,
    gonePerson: 'eine Person, die nicht mehr da ist',
    goneTeam: 'ein Team, das es nicht mehr gibt',
    goneTag: 'ein Tag, das es nicht mehr gibt',
    goneStatus: (base: string) => `eine Art von ${base}, die es nicht mehr gibt`,
    finer: (name: string, base: string) => `${name} (${base})`,
    kinds: {
      assign: 'Einer Person zuweisen',
      assign_to_me: 'Mir zuweisen',
      unassign: 'Niemandem zuweisen',
      assign_team: 'Einem Team zuweisen',
      set_status: 'Status setzen',
      set_priority: 'Priorität setzen',
      add_tag: 'Tag setzen',
      remove_tag: 'Tag entfernen',
      snooze: 'Für Stunden zurückstellen',
      snooze_reply: 'Zurückstellen, bis der Kunde schreibt',
      star: 'Markieren',
    },
    words: {
      assign: (name: string) => `${name} zuweisen`,
      assign_team: (name: string) => `Dem Team ${name} geben`,
      set_status: (name: string) => `Status: ${name}`,
      set_priority: (name: string) => `Priorität: ${name}`,
      add_tag: (name: string) => `Tag ${name} setzen`,
      remove_tag: (name: string) => `Tag ${name} entfernen`,
    },
    snooze: (count: number) => plural(count, { one: '# Stunde zurückstellen', other: '# Stunden zurückstellen' }),
  },
};
