import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const letters = {
  letters: {
    title: 'Mensajes sin procesar',
    none: 'No ha quedado nada por hacer',
    noneOfReason: 'Nada por este motivo',
    noneMore: 'Lo que trae un canal y nadie puede leer, y lo que no se logró en un día, le espera aquí.',
    heads: ['Motivo', 'Canal', 'Desde'],
    inbound: 'Llegó y no se pudo leer',
    jobs: {
      take: 'Recibir lo que trajo un canal',
      pull: 'Preguntar al proveedor por novedades',
      fetch: 'Obtener un archivo',
      send: 'Enviar un mensaje',
      reconcile: 'Preguntar qué fue de un mensaje',
      mail_transcript: 'Enviar una transcripción por correo',
      wake: 'Despertar una conversación',
      stir: 'Avisar de que una etiqueta, un equipo o un estado ya no existe',
      erase: 'Borrar un contacto',
      webhook: 'Avisar a un webhook',
      send_later: 'Enviar una respuesta programada',
      tell_author: 'Avisar a quien programó una respuesta',
      digest: 'Enviar un resumen por correo',
    },
    tries: (count) => plural(count, { one: '# intento', other: '# intentos' }),
    noChannel: 'Ninguno',
    open: 'Abrir',
    more: 'Mostrar más',
    dialog: 'Mensaje sin procesar',
    content: 'Qué contiene',
    empty: 'No contiene nada.',
    size: (size, shown) =>
      size > shown ? `Los primeros ${shown} de ${size} bytes` : plural(size, { one: '# byte', other: '# bytes' }),
    replay: 'Intentar de nuevo',
    replayMore: 'Intentarlo de nuevo sirve cuando la causa ha desaparecido. Lo que vuelva a fallar regresa aquí.',
    replayed: 'Se está intentando de nuevo',
    discard: 'Descartar',
    discarded: 'Descartado',
    everything: 'Todos los motivos',
    discardAll: 'Descartar todo',
    discardAllTitle: '¿Descartar todo?',
    discardAllMore:
      'Se descarta todo lo que hay en esta lista. Queda registrado, pero nadie tiene que ocuparse de ello.',
    allDiscarded: (count) => plural(count, { one: '# descartado', other: '# descartados' }),
  },
} satisfies Partial<SettingsTexts>;
