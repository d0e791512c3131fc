import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const letters = {
  letters: {
    title: 'Unzustellbares',
    none: 'Nichts ist liegen geblieben',
    noneOfReason: 'Nichts aus diesem Grund',
    noneMore: 'Was ein Kanal bringt und niemand lesen kann und was einen Tag lang nicht gelang, wartet hier auf Sie.',
    heads: ['Grund', 'Kanal', 'Seit'],
    inbound: 'Kam an und konnte nicht gelesen werden',
    jobs: {
      take: 'Eingang eines Kanals aufnehmen',
      pull: 'Anbieter nach Neuem fragen',
      fetch: 'Datei abrufen',
      send: 'Nachricht senden',
      reconcile: 'Nach dem Verbleib einer Nachricht fragen',
      mail_transcript: 'Protokoll mailen',
      wake: 'Konversation wecken',
      stir: 'Melden, dass es ein Tag, ein Team oder einen Status nicht mehr gibt',
      erase: 'Kontakt löschen',
      webhook: 'Webhook benachrichtigen',
      send_later: 'Geplante Antwort senden',
      tell_author: 'Verfasser einer geplanten Antwort benachrichtigen',
      digest: 'Zusammenfassung mailen',
    },
    tries: (count) => plural(count, { one: '# Versuch', other: '# Versuche' }),
    noChannel: 'Keiner',
    open: 'Öffnen',
    more: 'Mehr anzeigen',
    dialog: 'Unzustellbares',
    content: 'Inhalt',
    empty: 'Es steht nichts darin.',
    size: (size, shown) =>
      size > shown ? `Die ersten ${shown} von ${size} Byte` : plural(size, { one: '# Byte', other: '# Byte' }),
    replay: 'Erneut versuchen',
    replayMore: 'Ein neuer Versuch hilft, wenn die Ursache behoben ist. Was wieder scheitert, kommt hierher zurück.',
    replayed: 'Wird erneut versucht',
    discard: 'Verwerfen',
    discarded: 'Verworfen',
    everything: 'Alle Gründe',
    discardAll: 'Alle verwerfen',
    discardAllTitle: 'Alle verwerfen?',
    discardAllMore:
      'Alles in dieser Liste wird verworfen. Es bleibt verzeichnet, aber niemand muss sich mehr darum kümmern.',
    allDiscarded: (count) => plural(count, { one: '# verworfen', other: '# verworfen' }),
  },
} satisfies Partial<SettingsTexts>;
