import type { SettingsTexts } from '../../settings';

export const replies = {
  replies: {
    title: 'Textbausteine',
    create: 'Textbaustein anlegen',
    none: 'Noch keine Textbausteine',
    noneMore: 'Worte, die Sie oft schreiben. Beim Schreiben findet / sie und setzt Namen ein.',
    heads: ['Textbaustein', 'Für'],
    shared: 'Alle',
    mine: 'Nur mich',
    edit: 'Bearbeiten',
    save: 'Speichern',
    name: 'Name',
    nameHelp: 'Wonach Sie hinter dem / suchen.',
    text: 'Text',
    insert: 'Einfügen',
    variables: {
      'contact.name': 'Name des Kunden',
      'contact.first_name': 'Vorname des Kunden',
      'agent.name': 'Mein Name',
      'agent.first_name': 'Mein Vorname',
      'conversation.subject': 'Betreff',
      'tenant.name': 'Firma',
    },
    unknown: (what) => `Das füllt niemand aus: ${what}`,
    share: 'Für alle',
    shareMore: 'Sonst sehen nur Sie ihn.',
    remove: 'Entfernen',
    removed: (name) => `„${name}“ ist entfernt`,
  },
} satisfies Partial<SettingsTexts>;
