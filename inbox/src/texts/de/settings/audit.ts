import type { SettingsTexts } from '../../settings';

export const audit = {
  audit: {
    title: 'Prüfprotokoll',
    heads: ['Was', 'Wer', 'Wann'],
    none: 'Nichts zu sehen',
    noneMore:
      'Hier steht, was Personen und Programme in diesem Arbeitsbereich ändern. Wählen Sie alles und alle, um es ganz zu sehen.',
    everything: 'Alles',
    everybody: 'Alle',
    what: 'Was',
    who: 'Wer',
    hub: 'Der Hub',
    csv: 'Als CSV exportieren',
  },
} satisfies Partial<SettingsTexts>;
