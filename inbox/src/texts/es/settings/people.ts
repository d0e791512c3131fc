import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const people = {
  people: {
    title: 'Personas',
    invite: 'Invitar',
    count: (count) => plural(count, { one: '# persona', other: '# personas' }),
    you: 'usted',
    off: 'Sin acceso',
    role: 'Rol',
    changeRole: (name) => `Rol de ${name}`,
    more: (name) => `Más sobre ${name}`,
    switchOff: 'Quitar el acceso',
    switchOn: 'Devolver el acceso',
    offTitle: (name) => `¿Quitar el acceso a ${name}?`,
    offText:
      'Se cierran al instante todas sus sesiones. Lo que no ha terminado vuelve a su equipo o a Sin asignar; sus notas se quedan.',
    keep: 'Conservar',
    roleSaved: (name, role) => `${name} tiene ahora el rol ${role.toLowerCase()}`,
    heads: ['Persona', 'Ahora', 'Rol'],
    waiting: 'Con invitación, aún no están',
    waitingHeads: ['Con invitación, aún no están', 'Vale', 'Rol'],
    expires: (date) => `hasta ${date}`,
    by: (name) => `de ${name}`,
    takeBack: 'Retirar',
    takenBack: (email) => `Se ha retirado la invitación a ${email}`,
    copyLink: 'Copiar enlace',
    inviteTitle: 'Invitar a alguien',
    email: 'Correo',
    name: 'Nombre, si lo sabe',
    send: 'Enviar invitación',
    sent: (email) => `Invitación enviada a ${email}`,
    linkTitle: 'Pase este enlace',
    linkText: (email) => `No se ha podido enviar correo a ${email}. Quien tenga el enlace puede unirse, una vez.`,
    done: 'Hecho',
  },
} satisfies Partial<SettingsTexts>;
