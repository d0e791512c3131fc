import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const common = {
  nav: {
    you: 'Sie',
    workspace: 'Arbeitsbereich',
    channels: 'Kanäle',
    developers: 'Entwickler',
    profile: 'Profil',
    people: 'Personen',
    teams: 'Teams',
    tags: 'Tags',
    widgets: 'Website-Chat',
    apiKeys: 'API-Schlüssel',
    webhooks: 'Webhooks',
    audit: 'Prüfprotokoll',
    letters: 'Unzustellbares',
    replies: 'Textbausteine',
    writing: 'Schreiben',
  },
  failed: 'Diese Einstellungen konnten nicht geladen werden',
  failedMore: 'Es wurde nichts geändert. Versuchen Sie es gleich noch einmal.',
  notSaved: (count) => plural(count, { one: '# Änderung nicht gespeichert', other: '# Änderungen nicht gespeichert' }),
  noPage: 'Diese Seite gibt es nicht',
  noPageMore: 'Sie existiert nicht, oder Ihre Rolle darf sie nicht öffnen.',
  allPages: 'Alle Einstellungen',
  deeds: 'Aktionen',
  discard: 'Verwerfen',
  publish: 'Speichern und veröffentlichen',
  saved: 'Gespeichert und live',
  copyDeed: 'Kopieren',
  copied: 'Kopiert',
} satisfies Partial<SettingsTexts>;
