import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const teams = {
  teams: {
    title: 'टीमें',
    heads: ['टीम', 'बँटवारा'],
    none: 'अभी कोई टीम नहीं',
    noneMore: 'बातचीतें किसी व्यक्ति की जगह टीम को दी जा सकती हैं। हर टीम का अपना दृश्य होता है।',
    noneMay: 'आपके कार्यक्षेत्र का कोई प्रबंधक टीम बना सकता है।',
    create: 'नई टीम',
    createTitle: 'नई टीम',
    createDeed: 'टीम बनाएँ',
    changeTitle: 'टीम बदलें',
    changeDeed: 'सहेजें',
    change: 'बदलें',
    name: 'नाम',
    members: 'सदस्य',
    memberCount: (count) => plural(count, { one: '# सदस्य', other: '# सदस्य' }),
    auto: 'बातचीतें अपने आप बाँटें',
    autoMore: 'बारी-बारी से, ऑनलाइन सदस्यों को।',
    byTurns: 'बारी-बारी से',
    upTo: (count) => `बारी-बारी से, हर एक को ${count} तक`,
    byHand: 'हाथ से',
    capacity: 'हर एक की खुली बातचीतें, अधिकतम',
    capacityHelp: 'खाली: कोई सीमा नहीं। जिसके पास इतनी हों, उसे एक पूरी होने तक और नहीं मिलतीं।',
    capacityWrong: '1 से 1000 तक की संख्या, या कुछ नहीं।',
    remove: 'हटाएँ',
    removeTitle: (name) => `“${name}” को हटाएँ?`,
    removeText: 'उसकी बातचीतें बिना टीम के बनी रहेंगी। इसे वापस नहीं लिया जा सकता।',
    keep: 'रहने दें',
    removed: (name) => `“${name}” हटा दी गई`,
  },
} satisfies Partial<SettingsTexts>;
