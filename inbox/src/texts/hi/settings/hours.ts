import type { SettingsTexts } from '../../settings';

export const hours = {
  hours: {
    title: 'काम के घंटे',
    intro:
      'आपकी साइट की चैट बताती है कि आप कब लौटेंगे, और अगले कार्यदिवस तक टाली गई बातचीत उसके शुरू होते ही लौट आती है। टीम के अपने घंटे हो सकते हैं।',
    zone: 'समय क्षेत्र',
    always: 'हमेशा खुला',
    closed: 'बंद',
    from: (day) => `${day}, से`,
    until: (day) => `${day}, तक`,
    addSpan: (day) => `${day} को एक और अवधि`,
    dropSpan: (day) => `${day} की यह अवधि हटाएँ`,
    holidays: 'छुट्टियाँ',
    date: 'तारीख़',
    holidayName: 'छुट्टी का नाम',
    addHoliday: 'छुट्टी जोड़ें',
    dropHoliday: (name) => `${name} हटाएँ`,
    save: 'सहेजें',
    saved: 'काम के घंटे सहेजे गए',
    mayNot: 'आपके कार्यक्षेत्र का मैनेजर इन्हें बदल सकता है।',
    own: 'अपने काम के घंटे',
    ownMore: 'नहीं तो कार्यक्षेत्र के घंटे लागू होते हैं।',
  },
} satisfies Partial<SettingsTexts>;
