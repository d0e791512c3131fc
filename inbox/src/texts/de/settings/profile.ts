import type { SettingsTexts } from '../../settings';

export const profile = {
  profile: {
    title: 'Profil',
    name: 'Ihr Name',
    nameHelp: 'Kunden sehen ihn neben Ihren Antworten.',
    saved: 'Name gespeichert',
    language: 'Sprache',
    theme: 'Farbschema',
    density: 'Dichte',
    notices: 'Desktop-Benachrichtigungen',
    noticesMore: 'Neue Nachrichten und Zuweisungen, während Sie anderswo sind.',
    sound: 'Ton',
    soundMore: 'Zwei leise Töne bei jeder Benachrichtigung.',
    undo: 'Antworten fünf Sekunden lang zurücknehmen',
    undoMore: 'So lange gilt sie als noch nicht gesendet. Im Website-Chat wartet der Besucher darauf.',
    enter: 'Enter sendet',
    enterMore: 'Sonst beginnt Enter eine neue Zeile, und Strg oder Cmd mit Enter sendet.',
    away: 'Von selbst abwesend nach',
    awayMore:
      'Wenn Sie so lange keinen Bildschirm berühren. Eine Berührung holt Sie zurück; was Sie selbst wählen, bleibt.',
    awayNever: 'Nie',
    undos: { letters: 'Alle außer Website-Chat', always: 'Immer', never: 'Nie' },
    keys: 'Tastenkürzel aus einem Buchstaben',
    keysMore: 'Sie ruhen, während Sie schreiben.',
    screen: 'Auf diesem Bildschirm',
    signOut: 'Abmelden',
  },
} satisfies Partial<SettingsTexts>;
