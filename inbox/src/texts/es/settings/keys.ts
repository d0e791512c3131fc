import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const keys = {
  keys: {
    title: 'Claves de API',
    create: 'Crear una clave',
    none: 'No hay claves de API',
    noneMore:
      'Una clave permite que un programa suyo lea y escriba conversaciones. Puede hacer lo que usted elija, nunca más que usted.',
    docs: 'Cómo usar la API',
    name: '¿Para qué es?',
    nameHelp: 'Por ejemplo: la exportación nocturna.',
    may: 'Puede',
    all: 'Todo lo que yo puedo',
    readOnly: 'Solo leer',
    chosen: 'Lo que yo elija',
    ends: 'Termina',
    endings: { never: 'Nunca', d30: 'En 30 días', d90: 'En 90 días', d365: 'En un año' },
    make: 'Crear clave',
    madeTitle: 'Copie la clave ahora',
    madeText: 'Solo se muestra esta vez. Si la pierde, cree otra.',
    done: 'Ya la he copiado',
    rights: (count) => plural(count, { one: '# permiso', other: '# permisos' }),
    used: (time) => `usada ${time}`,
    heads: ['Clave', 'Puede', 'Último uso', 'Termina'],
    unused: 'nunca usada',
    never: 'Nunca',
    expired: 'terminada',
    revoke: 'Revocar',
    revokeTitle: (name) => `¿Revocar «${name}»?`,
    revokeText: 'Los programas que la usan dejan de funcionar al instante. No se puede deshacer.',
    keep: 'Conservarla',
    revoked: (name) => `«${name}» se ha revocado`,
  },
} satisfies Partial<SettingsTexts>;
