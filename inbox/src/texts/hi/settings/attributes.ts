import type { SettingsTexts } from '../../settings';

export const attributes = {
  attributes: {
    title: 'संपर्क की विशेषताएँ',
    heads: ['विशेषता'],
    none: 'अभी कोई विशेषता नहीं',
    noneMore: 'विशेषताएँ वह हैं जो आप लोगों के बारे में जानना चाहते हैं: प्लान, ग्राहक संख्या, नवीनीकरण की तारीख़।',
    noneMay: 'आपकी टीम का प्रबंधक जोड़ सकता है।',
    create: 'नई विशेषता',
    createTitle: 'नई विशेषता',
    createDeed: 'विशेषता बनाएँ',
    changeTitle: 'विशेषता बदलें',
    changeDeed: 'सहेजें',
    change: 'बदलें',
    name: 'नाम',
    type: 'प्रकार',
    types: { text: 'टेक्स्ट', number: 'संख्या', date: 'तारीख़', boolean: 'हाँ या नहीं', list: 'सूची', link: 'लिंक' },
    options: 'विकल्प',
    optionsHelp: 'हर पंक्ति में एक।',
    remove: 'हटाएँ',
    removeTitle: (name) => `“${name}” हटाएँ?`,
    removeText: 'संपर्कों के मान उनके पास रहेंगे, बिना प्रकार के।',
    keep: 'रहने दें',
    removed: (name) => `“${name}” हटाया गया`,
  },
} satisfies Partial<SettingsTexts>;
