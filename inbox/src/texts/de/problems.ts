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
  problem: {
    unreachable: 'Der Hub war nicht erreichbar.',
    silent: 'Der Hub hat mit einem Fehler geantwortet.',
    signedOut: 'Ihre Sitzung ist beendet. Bitte melden Sie sich wieder an.',
  },
} satisfies Partial<Texts>;
