import type { Texts } from '..';

export const causes = {
  cause: {
    unparsable: 'Nicht lesbar',
    too_large: 'Zu groß',
    reading_too_slow: 'Das Lesen dauerte zu lange',
    reading_too_big: 'Das Lesen brauchte zu viel Speicher',
    reading_crashed: 'Beim Lesen abgestürzt',
    crashed: 'Ein Fehler des Hubs',
    broken_order: 'Der Auftrag war nicht zu verstehen',
    worker_died: 'Mittendrin abgebrochen',
    given_up: 'Nach einem Tag aufgegeben',
    account_gone: 'Konto entfernt oder abgeschaltet',
    conversation_gone: 'Die Konversation gibt es nicht mehr',
    no_mail_server: 'Kein Mailserver eingerichtet',
    mail_refused: 'Vom Mailserver abgelehnt',
    refused: 'Vom Anbieter abgelehnt',
    bad_address: 'Adresse oder Nummer gibt es nicht',
    opted_out: 'Der Kunde möchte von diesem Konto keine Nachrichten',
    window_closed: 'Der Kunde hat zu lange nicht geschrieben',
    content_refused: 'Inhalt vom Anbieter abgelehnt',
    sign_in_refused: 'Konto vom Anbieter abgelehnt',
    undelivered: 'Der Anbieter konnte sie nicht zustellen',
    postponed: 'Der Anbieter ist überlastet oder nicht erreichbar',
    unconfirmed: 'Niemand weiß, ob sie ankam',
  },
} satisfies Partial<Texts>;
