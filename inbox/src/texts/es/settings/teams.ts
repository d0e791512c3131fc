import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const teams = {
  teams: {
    title: 'Equipos',
    heads: ['Equipo', 'Reparto'],
    none: 'Aún no hay equipos',
    noneMore:
      'Las conversaciones se pueden dar a un equipo en vez de a una persona. Cada equipo tiene su propia vista.',
    noneMay: 'Un responsable de su espacio de trabajo puede crear uno.',
    create: 'Equipo nuevo',
    createTitle: 'Equipo nuevo',
    createDeed: 'Crear equipo',
    changeTitle: 'Cambiar equipo',
    changeDeed: 'Guardar',
    change: 'Cambiar',
    name: 'Nombre',
    members: 'Miembros',
    memberCount: (count) => plural(count, { one: '# miembro', other: '# miembros' }),
    auto: 'Repartir las conversaciones automáticamente',
    autoMore: 'Por turnos, a los miembros que están en línea.',
    byTurns: 'Por turnos',
    upTo: (count) => `Por turnos, hasta ${count} por persona`,
    byHand: 'A mano',
    capacity: 'Conversaciones abiertas por persona, como máximo',
    capacityHelp: 'Vacío: sin límite. Quien llega al límite no recibe más hasta terminar una.',
    capacityWrong: 'Un número del 1 al 1000, o nada.',
    giveBack: 'Retirar después de, en minutos',
    giveBackHelp:
      'Vacío: nunca. Lo que espera a alguien que lleva tanto tiempo sin estar en línea pasa a otra persona del equipo.',
    giveBackWrong: 'Un número del 1 al 1440, o nada.',
    remove: 'Eliminar',
    removeTitle: (name) => `¿Eliminar «${name}»?`,
    removeText: 'Sus conversaciones se quedan, sin equipo. No se puede deshacer.',
    keep: 'Conservarlo',
    removed: (name) => `«${name}» eliminado`,
  },
} satisfies Partial<SettingsTexts>;
