import type { Texts } from '..';
import { plural } from './plural';

export const palette = {
  palette: {
    label: 'Comandos',
    open: 'Todos los comandos',
    hint: '¿Qué desea hacer?',
    assignNobody: 'No asignar a nadie',
    search: (what) => `Buscar «${what}»`,
    assignTo: (name) => `Asignar a ${name}`,
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
    count: (count) => plural(count, { one: '# comando', other: '# comandos' }),
    groups: { recent: 'Recientes', conversation: 'Conversación', list: 'Lista', go: 'Ir a', app: 'La aplicación' },
  },
} satisfies Partial<Texts>;
