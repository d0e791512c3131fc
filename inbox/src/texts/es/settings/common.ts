import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const common = {
  nav: {
    you: 'Usted',
    workspace: 'Espacio de trabajo',
    channels: 'Canales',
    developers: 'Desarrolladores',
    profile: 'Perfil',
    people: 'Personas',
    teams: 'Equipos',
    tags: 'Etiquetas',
    widgets: 'Chat web',
    apiKeys: 'Claves de API',
    webhooks: 'Webhooks',
    audit: 'Registro de auditoría',
    letters: 'Mensajes sin procesar',
    replies: 'Respuestas predefinidas',
    writing: 'Redacción',
  },
  failed: 'No se han podido cargar estos ajustes',
  failedMore: 'No se ha cambiado nada. Inténtelo de nuevo en un momento.',
  notSaved: (count) => plural(count, { one: '# cambio sin guardar', other: '# cambios sin guardar' }),
  noPage: 'No existe esta página',
  noPageMore: 'No existe, o su rol no puede abrirla.',
  allPages: 'Todos los ajustes',
  deeds: 'Acciones',
  discard: 'Descartar',
  publish: 'Guardar y publicar',
  saved: 'Guardado y publicado',
  copyDeed: 'Copiar',
  copied: 'Copiado',
} satisfies Partial<SettingsTexts>;
