import type { SettingsTexts } from '../../settings';

export const tags = {
  tags: {
    title: 'टैग',
    heads: ['टैग'],
    none: 'अभी कोई टैग नहीं',
    noneMore: 'टैग बताते हैं कि बातचीत किस बारे में है। कार्यक्षेत्र में सब एक ही टैग देखते और इस्तेमाल करते हैं।',
    noneMay: 'आपकी टीम का कोई प्रबंधक टैग बना सकता है।',
    create: 'नया टैग',
    createTitle: 'नया टैग',
    createDeed: 'टैग बनाएँ',
    changeTitle: 'टैग बदलें',
    changeDeed: 'सहेजें',
    change: 'बदलें',
    name: 'नाम',
    colour: 'रंग',
    remove: 'हटाएँ',
    removeTitle: (name) => `“${name}” को हटाएँ?`,
    removeText: 'इसे उन सभी बातचीतों से हटा दिया जाएगा जिन पर यह लगा है। इसे वापस नहीं लिया जा सकता।',
    keep: 'रहने दें',
    removed: (name) => `“${name}” हटा दिया गया`,
  },
} satisfies Partial<SettingsTexts>;
