import type { SettingsTexts } from '../../settings';

export const statuses = {
  statuses: {
    title: 'स्थितियाँ',
    heads: ['स्थिति'],
    none: 'अभी आपकी अपनी कोई स्थिति नहीं',
    noneMore:
      'बातचीत कहाँ है, इसे और बारीकी से बताएँ: “पुर्ज़ों का इंतज़ार” लंबित का ही एक रूप है। रिपोर्ट, सूचियाँ और नियम उसे वैसे ही गिनते रहेंगे।',
    noneMay: 'कोई एडमिन इन्हें बना सकता है।',
    create: 'नई स्थिति',
    createTitle: 'नई स्थिति',
    createDeed: 'स्थिति बनाएँ',
    changeTitle: 'स्थिति बदलें',
    changeDeed: 'सहेजें',
    change: 'बदलें',
    name: 'नाम',
    counts: 'किसमें गिनी जाए',
    countsMore: 'रिपोर्ट, सूचियाँ, रिमाइंडर और रेटिंग इसे वैसा ही मानते हैं। इसे बाद में बदला नहीं जा सकता।',
    countsAs: (status: string) => `${status} में गिनी जाती है`,
    colour: 'रंग',
    up: (name: string) => `“${name}” को ऊपर ले जाएँ`,
    down: (name: string) => `“${name}” को नीचे ले जाएँ`,
    remove: 'हटाएँ',
    removeTitle: (name: string) => `“${name}” को हटाएँ?`,
    removeText: 'जिन बातचीतों में यह है, उनकी मूल स्थिति बनी रहेगी। इसे वापस नहीं लाया जा सकता।',
    keep: 'रहने दें',
    removed: (name: string) => `“${name}” हटाई गई`,
  },
} satisfies Partial<SettingsTexts>;
