import type { SettingsTexts } from '../../settings';

export const rules = {
  rules: {
    title: 'मुझे किसके लिए बुलाया जाए',
    occasion: 'कब',
    way: { browser: 'सूचना', sound: 'आवाज़', email: 'ईमेल' },
    on: {
      assigned: 'मुझे सौंपी गई',
      mentioned: 'नोट में मेरा नाम',
      mine: 'मेरी बातचीत में जवाब',
      unassigned: 'जो किसी की नहीं, उसमें नया',
      team: 'मेरी टीम की बातचीत में जवाब',
    },
    emailMore: 'ईमेल: जो आपने पंद्रह मिनट में नहीं पढ़ा, एक ही मेल में।',
    quiet: 'शांत समय',
    quietMore: (zone) => `इनबॉक्स के बाहर न कुछ दिखता है, न सुनाई देता है। समय क्षेत्र: ${zone}`,
    quietFrom: 'शांत, से',
    quietUntil: 'शांत, तक',
  },
} satisfies Partial<SettingsTexts>;
