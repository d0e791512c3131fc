import type { SettingsTexts } from '../../settings';

export const hours = {
  hours: {
    title: 'Horario de trabajo',
    intro:
      'El chat de su sitio dice cuándo vuelven, y lo pospuesto hasta el próximo día laborable vuelve cuando este empieza. Un equipo puede tener su propio horario.',
    zone: 'Zona horaria',
    always: 'Siempre abierto',
    closed: 'Cerrado',
    from: (day) => `${day}, desde`,
    until: (day) => `${day}, hasta`,
    addSpan: (day) => `Otro tramo el ${day}`,
    dropSpan: (day) => `Quitar este tramo del ${day}`,
    holidays: 'Días festivos',
    date: 'Fecha',
    holidayName: 'Nombre del festivo',
    addHoliday: 'Añadir un festivo',
    dropHoliday: (name) => `Quitar ${name}`,
    save: 'Guardar',
    saved: 'Horario guardado',
    mayNot: 'Un gestor de su espacio de trabajo puede cambiarlo.',
    own: 'Horario propio',
    ownMore: 'Si no, vale el del espacio de trabajo.',
  },
} satisfies Partial<SettingsTexts>;
