import type { SettingsTexts } from '../../settings';

export const attributes = {
  attributes: {
    title: 'Atributos de contactos',
    heads: ['Atributo'],
    none: 'Todavía no hay atributos de contactos',
    noneMore:
      'Los atributos son lo que quiere saber de las personas: un plan, un número de cliente, una fecha de renovación.',
    noneMay: 'Un responsable de su equipo puede añadirlos.',
    create: 'Nuevo atributo',
    createTitle: 'Nuevo atributo',
    createDeed: 'Crear atributo',
    changeTitle: 'Cambiar atributo',
    changeDeed: 'Guardar',
    change: 'Cambiar',
    name: 'Nombre',
    type: 'Tipo',
    types: { text: 'Texto', number: 'Número', date: 'Fecha', boolean: 'Sí o no', list: 'Lista', link: 'Enlace' },
    options: 'Opciones',
    optionsHelp: 'Una por línea.',
    remove: 'Eliminar',
    removeTitle: (name) => `¿Eliminar «${name}»?`,
    removeText: 'Los valores que tienen los contactos se quedan con ellos, sin tipo.',
    keep: 'Conservarlo',
    removed: (name) => `«${name}» eliminado`,
  },
} satisfies Partial<SettingsTexts>;
