import type { SettingsTexts } from '../../settings';

export const workspace = {
  workspace: {
    name: 'Nombre del espacio de trabajo',
    nameHelp:
      'Su equipo lo ve, las invitaciones y transcripciones lo llevan, y {{tenant.name}} lo representa en una respuesta predefinida.',
    language: 'Idioma de las personas nuevas',
    languageHelp: 'Quien se incorpora empieza en él y puede elegir otro en su perfil.',
    browser: 'El de su navegador',
    zone: 'La zona horaria forma parte del horario de trabajo.',
    saved: 'Espacio de trabajo guardado',
    mayNot: 'Un propietario de su espacio de trabajo puede cambiarlo.',
  },
} satisfies Partial<SettingsTexts>;
