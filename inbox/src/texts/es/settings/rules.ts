import type { SettingsTexts } from '../../settings';

export const rules = {
  rules: {
    title: 'De qué se me avisa',
    occasion: 'Cuándo',
    way: { browser: 'Notificación', sound: 'Sonido', email: 'Correo' },
    on: {
      assigned: 'Asignada a mí',
      mentioned: 'Una nota me menciona',
      mine: 'Respuesta en las mías',
      unassigned: 'Novedad sin asignar',
      team: 'Respuesta en las de mi equipo',
    },
    emailMore: 'Correo: lo que no ha leído en un cuarto de hora, en un solo mensaje.',
    quiet: 'Horas de silencio',
    quietMore: (zone) => `Fuera de la bandeja no se muestra ni suena nada. Zona horaria: ${zone}`,
    quietFrom: 'Silencio desde',
    quietUntil: 'Silencio hasta',
  },
} satisfies Partial<SettingsTexts>;
