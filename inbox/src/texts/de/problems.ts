import type { Texts } from '..';

export const problems = {
  problems: {
    internal: 'Beim Hub ist etwas schiefgegangen.',
    invalid: 'Diese Angaben haben nicht die erwartete Form.',
    malformed: 'Diese Angaben konnten nicht gelesen werden.',
    unauthenticated: 'Bitte melden Sie sich zuerst an.',
    forbidden: 'Das dürfen Sie nicht. Fragen Sie einen Admin Ihres Teams.',
    feature_off: 'Diese Funktion ist ausgeschaltet. Ein Admin kann sie unter Einstellungen, Funktionen einschalten.',
    wrong_code: 'Dieser Code ist falsch oder nicht mehr gültig. Prüfen Sie ihn oder fordern Sie einen neuen an.',
    wrong_link: 'Dieser Link gilt nicht mehr: Er wurde benutzt, ist abgelaufen oder wurde zurückgenommen.',
    not_found: 'Hier ist nichts, oder nichts, was Sie sehen dürfen.',
    method_not_allowed: 'Das geht an dieser Adresse nicht.',
    changed_meanwhile:
      'Das hat inzwischen jemand anders gespeichert. Sehen Sie nach, was neu ist, und speichern Sie dann noch einmal.',
    conflict: 'Das widerspricht dem, was schon gespeichert ist.',
    idempotency_key_reused: 'Diese Anfrage wurde schon mit anderem Inhalt gestellt.',
    idempotency_key_in_use: 'Die erste Anfrage läuft noch. Warten Sie einen Moment.',
    idempotency_answer_lost:
      'Die Anfrage wurde ausgeführt, aber die Antwort ging verloren. Sehen Sie nach, was geschah.',
    too_large: 'Das ist größer, als hier erlaubt ist.',
    unsupported_media: 'Diese Art von Inhalt wird hier nicht verstanden.',
    rate_limited: 'Zu viele Anfragen. Warten Sie einen Moment, dann geht es weiter.',
    unavailable: 'Das geht gerade nicht. Es wurde nichts geändert; versuchen Sie es erneut.',
  },
  wrongField: {
    missing: 'Hier fehlt noch etwas.',
    tooLong: (limit: string) => `Höchstens ${limit} Zeichen.`,
    tooShort: (limit: string) => `Mindestens ${limit} Zeichen.`,
    tooMany: (limit: string) => `Höchstens ${limit} davon.`,
    tooFew: (limit: string) => `Mindestens ${limit} davon.`,
    tooGreat: (limit: string) => `Höchstens ${limit}.`,
    tooSmall: (limit: string) => `Mindestens ${limit}.`,
    noNumber: 'Das ist keine Zahl.',
    noDate: 'Das ist kein Datum.',
    noTime: 'Das ist keine Uhrzeit.',
    noBoolean: 'Gefragt ist Ja oder Nein.',
    noChoice: 'Das steht nicht zur Auswahl.',
    noForm: 'Das hat nicht die erwartete Form.',
    noEmail: 'Das ist keine E-Mail-Adresse: Sie sollte aussehen wie anna@example.com.',
    noPhone: 'Schreiben Sie die Nummer mit Ländervorwahl, etwa +49 30 901820.',
    noUrl: 'Das ist keine Webadresse: Sie beginnt mit https:// oder http://.',
    urlRefused: 'Diese Adresse geht nicht: Sie muss mit https:// beginnen und ins Internet führen.',
    taken: 'Das gehört schon zu einem anderen Kontakt.',
    past: 'Das muss in der Zukunft liegen.',
  },
  problem: {
    goneMeanwhile:
      'Das hat inzwischen jemand gelöscht. Was Sie getippt haben, ist noch hier: Kopieren Sie es, oder speichern Sie es als Neues.',
    saveAsNew: 'Als Neues speichern',
    overtaken:
      'Dasselbe hat inzwischen jemand anders geändert. Gezeigt wird Ihr Stand; speichern Sie ihn, ersetzt er den anderen.',
    unreachable: 'Der Hub war nicht erreichbar.',
    silent: 'Der Hub hat mit einem Fehler geantwortet.',
    signedOut: 'Ihre Sitzung ist beendet. Bitte melden Sie sich wieder an.',
  },
} satisfies Partial<Texts>;
