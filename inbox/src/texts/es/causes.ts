import type { Texts } from '..';

export const causes = {
  cause: {
    unparsable: 'No se pudo leer',
    too_large: 'Demasiado grande',
    reading_too_slow: 'La lectura tardó demasiado',
    reading_too_big: 'La lectura necesitó demasiada memoria',
    reading_crashed: 'La lectura se interrumpió',
    crashed: 'Un error del hub',
    broken_order: 'No se entendió la tarea',
    worker_died: 'Se interrumpió a mitad',
    given_up: 'Abandonado tras un día',
    account_gone: 'Cuenta eliminada o desactivada',
    conversation_gone: 'La conversación ya no existe',
    no_mail_server: 'No hay servidor de correo configurado',
    mail_refused: 'Rechazado por el servidor de correo',
    refused: 'Rechazado por el proveedor',
    bad_address: 'No existe esa dirección o número',
    opted_out: 'El cliente no desea mensajes de esta cuenta',
    window_closed: 'Hace demasiado que el cliente escribió',
    content_refused: 'Contenido rechazado por el proveedor',
    sign_in_refused: 'Cuenta rechazada por el proveedor',
    undelivered: 'El proveedor no pudo entregarlo',
    postponed: 'El proveedor está saturado o no responde',
    unconfirmed: 'Nadie sabe si llegó',
  },
} satisfies Partial<Texts>;
