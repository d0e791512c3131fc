import type { SettingsTexts } from '../../settings';

export const audit = {
  audit: {
    title: 'ऑडिट लॉग',
    heads: ['क्या', 'किसने', 'कब'],
    none: 'यहाँ कुछ नहीं',
    noneMore: 'इस कार्यक्षेत्र में लोग और प्रोग्राम जो बदलते हैं, वह यहाँ दर्ज होता है। सब कुछ देखने के लिए सब कुछ और सभी लोग चुनें।',
    everything: 'सब कुछ',
    everybody: 'सभी लोग',
    what: 'क्या',
    who: 'किसने',
    hub: 'हब',
    csv: 'CSV के रूप में निर्यात करें',
  },
} satisfies Partial<SettingsTexts>;
