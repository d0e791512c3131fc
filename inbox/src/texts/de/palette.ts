import type { Texts } from '..';
import { plural } from './plural';

export const palette = {
  palette: {
    label: 'Befehle',
    open: 'Alle Befehle',
    hint: 'Aktion oder Person suchen',
    assignNobody: 'Niemandem zuweisen',
    search: (what) => `Nach „${what}“ suchen`,
    assignTo: (name) => `${name} zuweisen`,
    conversationsOf: (name) => `Konversationen von ${name}`,
    team: (name) => `An Team ${name} geben`,
    macro: (name: string) => `Makro: ${name}`,
    tag: (name) => `Tag: ${name}`,
    snooze: (name) => `Zurückstellen: ${name}`,
    priority: (name) => `Priorität: ${name}`,
    status: (name) => `Status: ${name}`,
    view: (name) => `Ansicht: ${name}`,
    settings: (name) => `Einstellungen: ${name}`,
    theme: (name) => `Farbschema: ${name}`,
    density: (name) => `Dichte: ${name}`,
    presence: (name) => `Ich bin: ${name}`,
    language: (name) => `Sprache: ${name}`,
    count: (count) => plural(count, { one: '# Ergebnis', other: '# Ergebnisse' }),
    groups: {
      recent: 'Zuletzt',
      conversation: 'Konversation',
      colleagues: 'Kollegen',
      contacts: 'Kontakte',
      list: 'Liste',
      go: 'Gehe zu',
      app: 'Die App',
    },
  },
} satisfies Partial<Texts>;
