import type { SettingsTexts } from '../../settings';

export const audit = {
  audit: {
    title: 'Registro de auditoría',
    heads: ['Qué', 'Quién', 'Cuándo'],
    none: 'Nada por aquí',
    noneMore:
      'Aquí consta lo que personas y programas cambian en este espacio de trabajo. Elija todo y todos para verlo completo.',
    everything: 'Todo',
    everybody: 'Todos',
    what: 'Qué',
    who: 'Quién',
    hub: 'El hub',
    csv: 'Exportar como CSV',
  },
} satisfies Partial<SettingsTexts>;
