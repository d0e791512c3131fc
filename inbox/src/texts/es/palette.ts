import type { Texts } from '..';
import { plural } from './plural';

export const palette = {
  palette: {
    label: 'Comandos',
    open: 'Todos los comandos',
    hint: 'Busque una acción o una persona',
    assignNobody: 'No asignar a nadie',
    search: (what) => `Buscar «${what}»`,
    assignTo: (name) => `Asignar a ${name}`,
    conversationsOf: (name) => `Conversaciones de ${name}`,
    team: (name) => `Dar al equipo ${name}`,
    macro: (name: string) => `Macro: ${name}`,
    tag: (name) => `Etiqueta: ${name}`,
    snooze: (name) => `Posponer: ${name}`,
    priority: (name) => `Prioridad: ${name}`,
    status: (name) => `Estado: ${name}`,
    view: (name) => `Vista: ${name}`,
    settings: (name) => `Ajustes: ${name}`,
    theme: (name) => `Tema: ${name}`,
    density: (name) => `Densidad: ${name}`,
    presence: (name) => `Mi estado: ${name}`,
    language: (name) => `Idioma: ${name}`,
    count: (count) => plural(count, { one: '# resultado', other: '# resultados' }),
    groups: {
      recent: 'Recientes',
      conversation: 'Conversación',
      colleagues: 'Compañeros',
      contacts: 'Contactos',
      list: 'Lista',
      go: 'Ir a',
      app: 'La aplicación',
    },
  },
} satisfies Partial<Texts>;
