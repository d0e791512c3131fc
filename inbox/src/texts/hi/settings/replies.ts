import type { SettingsTexts } from '../../settings';

export const replies = {
  replies: {
    title: 'तैयार उत्तर',
    create: 'तैयार उत्तर जोड़ें',
    none: 'अभी कोई तैयार उत्तर नहीं',
    noneMore: 'वे शब्द जो आप अक्सर लिखते हैं। लिखते समय / इन्हें ढूँढता है और नाम भर देता है।',
    heads: ['उत्तर', 'किसके लिए'],
    shared: 'सभी',
    mine: 'केवल मैं',
    edit: 'बदलें',
    save: 'सहेजें',
    name: 'नाम',
    nameHelp: '/ के बाद आप जो खोजते हैं।',
    text: 'पाठ',
    insert: 'डालें',
    variables: {
      'contact.name': 'ग्राहक का पूरा नाम',
      'contact.first_name': 'ग्राहक का पहला नाम',
      'agent.name': 'मेरा पूरा नाम',
      'agent.first_name': 'मेरा पहला नाम',
      'conversation.subject': 'विषय',
      'tenant.name': 'कंपनी',
    },
    unknown: (what) => `इसे कोई नहीं भरता: ${what}`,
    share: 'सबके लिए',
    shareMore: 'अन्यथा केवल आप इसे देखते हैं।',
    remove: 'हटाएँ',
    removed: (name) => `“${name}” हटा दिया गया`,
  },
} satisfies Partial<SettingsTexts>;
