import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const people = {
  people: {
    title: 'Personen',
    invite: 'Einladen',
    count: (count) => plural(count, { one: '# Person', other: '# Personen' }),
    you: 'Sie',
    off: 'Gesperrt',
    role: 'Rolle',
    changeRole: (name) => `Rolle von ${name}`,
    more: (name) => `Mehr zu ${name}`,
    switchOff: 'Sperren',
    switchOn: 'Wieder freigeben',
    offTitle: (name) => `${name} sperren?`,
    offText:
      'Die Person wird überall sofort abgemeldet. Was noch nicht erledigt ist, geht zurück an sein Team oder zu „Nicht zugewiesen“; Notizen bleiben.',
    keep: 'Nicht sperren',
    roleSaved: (name, role) => `${name} hat jetzt die Rolle ${role}`,
    heads: ['Person', 'Jetzt', 'Rolle'],
    waiting: 'Eingeladen, noch nicht da',
    waitingHeads: ['Eingeladen, noch nicht da', 'Gilt', 'Rolle'],
    expires: (date) => `bis ${date}`,
    by: (name) => `von ${name}`,
    takeBack: 'Zurücknehmen',
    takenBack: (email) => `Die Einladung an ${email} ist zurückgenommen`,
    copyLink: 'Link kopieren',
    inviteTitle: 'Jemanden einladen',
    email: 'E-Mail',
    name: 'Name, falls bekannt',
    send: 'Einladung senden',
    sent: (email) => `${email} eingeladen`,
    linkTitle: 'Geben Sie diesen Link weiter',
    linkText: (email) =>
      `An ${email} konnte keine Mail gesendet werden. Wer den Link hat, kann damit einmal beitreten.`,
    done: 'Fertig',
  },
} satisfies Partial<SettingsTexts>;
