import type { SettingsTexts } from '../../settings';

export const tags = {
  tags: {
    title: 'Etiquetas',
    heads: ['Etiqueta'],
    none: 'Aún no hay etiquetas',
    noneMore: 'Las etiquetas dicen de qué trata una conversación. Todo el espacio de trabajo ve y usa las mismas.',
    noneMay: 'Un responsable de su equipo puede crear algunas.',
    create: 'Etiqueta nueva',
    createTitle: 'Etiqueta nueva',
    createDeed: 'Crear etiqueta',
    changeTitle: 'Cambiar etiqueta',
    changeDeed: 'Guardar',
    change: 'Cambiar',
    name: 'Nombre',
    colour: 'Color',
    remove: 'Eliminar',
    removeTitle: (name) => `¿Eliminar «${name}»?`,
    removeText: 'Se quita de todas las conversaciones que la llevan. No se puede deshacer.',
    keep: 'Conservarla',
    removed: (name) => `«${name}» eliminada`,
  },
} satisfies Partial<SettingsTexts>;
