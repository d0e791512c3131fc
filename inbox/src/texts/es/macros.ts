import type { Texts } from '..';
import { plural } from './plural';

export const macros: Pick<Texts, 'macros'> = {
  macros: {
    title: 'Macros',
    find: 'Buscar una macro',
    none: 'Aún no hay macros',
    noneMore:
      'Una macro escribe una respuesta y hace lo demás: etiquetas, estado, asignación. Cree una para lo que hace cada día.',
    noneFound: 'Ninguna macro se llama así',
    create: 'Añadir una macro',
    make: 'Crear una en los ajustes',
    apply: 'Aplicar',
    applied: (name: string) => `«${name}» se ha aplicado`,
    toPicked: 'Aplicar una macro',
    appliedTo: (count: number, name: string) =>
      `«${name}» se ha aplicado a ${plural(count, { one: '# conversación', other: '# conversaciones' })}.`,
    touches: (count: number) =>
      plural(count, { one: 'Se aplica a # conversación.', other: 'Se aplica a # conversaciones.' }),
    repliesTo: (count: number) =>
      plural(count, {
        one: 'Se envía una respuesta a # cliente y no se puede deshacer.',
        other: 'Se envía una respuesta a # clientes y no se puede deshacer.',
      }),
    closedOut: (count: number) =>
      plural(count, {
        one: '# está cerrada y queda fuera: allí no se envía nada.',
        other: '# están cerradas y quedan fuera: allí no se envía nada.',
      }),
    refused: (count: number) => (count > 0 ? `Rechazadas: ${count}.` : ''),
    skipped: (what: string) => `Omitido porque ya no existe: ${what}`,
    unfilledOut: (count: number) =>
      plural(count, {
        one: '# queda fuera: allí no se conoce lo que nombra el texto.',
        other: '# quedan fuera: allí no se conoce lo que nombra el texto.',
      }),
    leftOut: (count: number) =>
      plural(count, {
        one: '# quedó fuera.',
        other: '# quedaron fuera.',
      }),
    writeTo: (count: number) =>
      plural(count, {
        one: 'Escribir a # cliente',
        other: 'Escribir a # clientes',
      }),
    stopsOnTheWay: 'Se puede detener a medio camino. Lo escrito queda; lo cambiado se puede deshacer.',
    backFromAll: 'Se puede detener a medio camino y deshacer después.',
    does: 'Lo que hace',
    nothing: 'No cambia nada más.',
    reply: 'Respuesta',
    note: 'Nota privada',
    noText: 'No escribe nada.',
    heads: ['Macro', 'Para'],
    shared: 'Todos',
    mine: 'Solo yo',
    edit: 'Editar',
    save: 'Guardar',
    name: 'Nombre',
    text: 'Texto',
    textHelp: 'Déjelo vacío para no escribir nada.',
    asNote: 'Como nota privada',
    asNoteMore: 'Solo la ven los compañeros.',
    insert: 'Insertar',
    actions: 'Acciones',
    add: 'Añadir una acción',
    takeOut: (what: string) => `Quitar la acción ${what}`,
    which: 'Acción',
    what: 'Cuál',
    share: 'Para todos',
    shareMore: 'Si no, solo la ve usted.',
    remove: 'Eliminar',
    removed: (name: string) => `«${name}» se ha eliminado`,
    gonePerson: 'una persona que ya no está',
    goneTeam: 'un equipo que ya no existe',
    goneTag: 'una etiqueta que ya no existe',
    goneStatus: (base: string) => `un estado de tipo ${base} que ya no existe`,
    finer: (name: string, base: string) => `${name} (${base})`,
    kinds: {
      assign: 'Asignar a una persona',
      assign_to_me: 'Asignarme',
      unassign: 'No asignar a nadie',
      assign_team: 'Asignar a un equipo',
      set_status: 'Cambiar el estado',
      set_priority: 'Cambiar la prioridad',
      add_tag: 'Poner una etiqueta',
      remove_tag: 'Quitar una etiqueta',
      snooze: 'Posponer unas horas',
      snooze_reply: 'Posponer hasta que escriba el cliente',
      star: 'Destacar',
    },
    words: {
      assign: (name: string) => `Asignar a ${name}`,
      assign_team: (name: string) => `Dar al equipo ${name}`,
      set_status: (name: string) => `Estado: ${name}`,
      set_priority: (name: string) => `Prioridad: ${name}`,
      add_tag: (name: string) => `Poner la etiqueta ${name}`,
      remove_tag: (name: string) => `Quitar la etiqueta ${name}`,
    },
    snooze: (count: number) => plural(count, { one: 'Posponer # hora', other: 'Posponer # horas' }),
  },
};
