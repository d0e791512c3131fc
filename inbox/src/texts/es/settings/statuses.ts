import type { SettingsTexts } from '../../settings';

export const statuses = {
  statuses: {
    title: 'Estados',
    heads: ['Estado'],
    none: 'Aún no hay estados propios',
    noneMore:
      'Diga con más detalle cómo va una conversación: «Esperando piezas» es una forma de estar pendiente. Informes, listas y reglas la siguen contando así.',
    noneMay: 'Un administrador puede crearlos.',
    create: 'Nuevo estado',
    createTitle: 'Nuevo estado',
    createDeed: 'Crear estado',
    changeTitle: 'Cambiar estado',
    changeDeed: 'Guardar',
    change: 'Cambiar',
    name: 'Nombre',
    counts: 'Cuenta como',
    countsMore:
      'Así lo tratan los informes, las listas, los recordatorios y las valoraciones. No se puede cambiar después.',
    countsAs: (status: string) => `Cuenta como ${status}`,
    colour: 'Color',
    up: (name: string) => `Subir «${name}»`,
    down: (name: string) => `Bajar «${name}»`,
    remove: 'Eliminar',
    removeTitle: (name: string) => `¿Eliminar «${name}»?`,
    removeText: 'Las conversaciones que lo tienen conservan el estado como el que cuenta. Esto no se puede deshacer.',
    keep: 'Conservarlo',
    removed: (name: string) => `«${name}» eliminado`,
  },
} satisfies Partial<SettingsTexts>;
