import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const letters = {
  letters: {
    title: 'Mensajes sin procesar',
    none: 'No ha quedado nada por hacer',
    noneMore: 'Lo que trae un canal y nadie puede leer, y lo que no se logró en un día, le espera aquí.',
    heads: ['Motivo', 'Canal', 'Desde'],
    inbound: 'Llegó y no se pudo leer',
    job: (kind) => `Abandonado: ${kind}`,
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
  },
} satisfies Partial<SettingsTexts>;
