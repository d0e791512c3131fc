import type { SettingsTexts } from '../../settings';

export const features = {
  features: {
    title: 'Funciones',
    intro:
      'Lo que usa su espacio de trabajo. Cada interruptor vale para todos al momento. Al desactivar algo no se pierde nada; al activarlo de nuevo, todo vuelve.',
    later: 'Llegará con una versión posterior; aún no hay nada que ver.',
    name: {
      dashboard: 'Panel',
      sales: 'CRM de ventas',
      conversation: 'Conversaciones',
      ai_agent: 'Agente de IA',
      ticketing: 'Tickets',
      workflow: 'Automatización',
      campaign: 'Campañas de marketing',
      reports: 'Informes y análisis',
    },
    what: {
      dashboard: 'El panel con lo que está abierto, en espera y sin asignar ahora mismo, y quién está en línea.',
      conversation:
        'Bandeja de entrada, chat web, contactos y búsqueda. Todas las demás funciones se apoyan en esto, por eso está siempre activo.',
      reports:
        'El resto del panel: volumen, tiempos de respuesta, satisfacción y valoraciones de los días que elija, también por la API.',
    },
  },
} satisfies Partial<SettingsTexts>;
