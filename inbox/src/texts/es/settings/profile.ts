import type { SettingsTexts } from '../../settings';

export const profile = {
  profile: {
    title: 'Perfil',
    name: 'Su nombre',
    nameHelp: 'Los clientes lo ven junto a sus respuestas.',
    saved: 'Nombre guardado',
    language: 'Idioma',
    theme: 'Tema',
    density: 'Densidad',
    notices: 'Notificaciones de escritorio',
    noticesMore: 'Mensajes nuevos y asignaciones mientras mira otra cosa.',
    sound: 'Sonido',
    soundMore: 'Dos tonos suaves con cada notificación.',
    undo: 'Retirar una respuesta durante cinco segundos',
    undoMore: 'Entretanto se muestra como aún no enviada. En el chat web, el visitante la espera.',
    enter: 'Intro envía',
    enterMore: 'Si no, Intro empieza una línea nueva y Ctrl o Cmd con Intro envía.',
    away: 'Ausente automáticamente tras',
    awayMore: 'Cuando no toca ninguna pantalla durante ese tiempo. Al tocarla, vuelve; lo que elija usted se mantiene.',
    awayNever: 'Nunca',
    undos: { letters: 'Todo menos el chat web', always: 'Siempre', never: 'Nunca' },
    keys: 'Atajos de una sola letra',
    keysMore: 'Descansan mientras usted escribe.',
    screen: 'En esta pantalla',
    signOut: 'Cerrar sesión',
  },
} satisfies Partial<SettingsTexts>;
