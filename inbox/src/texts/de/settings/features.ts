import type { SettingsTexts } from '../../settings';

export const features = {
  features: {
    title: 'Funktionen',
    intro:
      'Was Ihr Arbeitsbereich nutzt. Ein Schalter gilt sofort für alle. Beim Ausschalten geht nichts verloren; nach dem Einschalten ist alles wieder da.',
    later: 'Kommt mit einer späteren Version; noch ist nichts zu sehen.',
    name: {
      dashboard: 'Übersicht',
      sales: 'Vertrieb (CRM)',
      conversation: 'Konversationen',
      ai_agent: 'KI-Agent',
      ticketing: 'Tickets',
      workflow: 'Automatisierung',
      campaign: 'Kampagnen',
      reports: 'Berichte und Auswertungen',
    },
    what: {
      dashboard: 'Die Übersicht: was gerade offen ist, wartet oder niemandem zugewiesen ist, und wer online ist.',
      conversation:
        'Posteingang, Website-Chat, Kontakte und Suche. Alle anderen Funktionen bauen darauf auf, deshalb ist dies immer eingeschaltet.',
      reports:
        'Der übrige Teil der Übersicht: Aufkommen, Antwortzeiten, Zufriedenheit und Bewertungen für beliebige Tage, auch über die API.',
    },
  },
} satisfies Partial<SettingsTexts>;
