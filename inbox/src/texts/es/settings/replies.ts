import type { SettingsTexts } from '../../settings';

export const replies = {
  replies: {
    title: 'Respuestas predefinidas',
    create: 'Añadir una respuesta predefinida',
    none: 'Aún no hay respuestas predefinidas',
    noneMore: 'Palabras que escribe a menudo. Al redactar, / las encuentra y rellena los nombres.',
    heads: ['Respuesta', 'Para'],
    shared: 'Todos',
    mine: 'Solo yo',
    edit: 'Editar',
    save: 'Guardar',
    name: 'Nombre',
    nameHelp: 'Lo que busca después de la /.',
    text: 'Texto',
    insert: 'Insertar',
    variables: {
      'contact.name': 'Nombre completo del cliente',
      'contact.first_name': 'Nombre del cliente',
      'agent.name': 'Mi nombre completo',
      'agent.first_name': 'Mi nombre',
      'conversation.subject': 'Asunto',
      'tenant.name': 'Empresa',
    },
    unknown: (what) => `Nadie rellena esto: ${what}`,
    share: 'Para todos',
    shareMore: 'Si no, solo la ve usted.',
    remove: 'Quitar',
    removed: (name) => `«${name}» se ha quitado`,
  },
} satisfies Partial<SettingsTexts>;
