import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const common = {
  nav: {
    you: 'आप',
    workspace: 'कार्यक्षेत्र',
    channels: 'चैनल',
    developers: 'डेवलपर',
    profile: 'प्रोफ़ाइल',
    people: 'लोग',
    teams: 'टीमें',
    tags: 'टैग',
    widgets: 'वेबसाइट चैट',
    apiKeys: 'API कुंजियाँ',
    webhooks: 'वेबहुक',
    audit: 'ऑडिट लॉग',
    letters: 'अटके हुए संदेश',
    replies: 'तैयार उत्तर',
    writing: 'लेखन',
  },
  failed: 'ये सेटिंग्स लोड नहीं हो सकीं',
  failedMore: 'कुछ भी बदला नहीं गया। थोड़ी देर में फिर कोशिश करें।',
  notSaved: (count) => plural(count, { one: '# बदलाव सहेजा नहीं गया', other: '# बदलाव सहेजे नहीं गए' }),
  noPage: 'ऐसा कोई पेज नहीं',
  noPageMore: 'यह मौजूद नहीं है, या आपकी भूमिका इसे नहीं खोल सकती।',
  allPages: 'सभी सेटिंग्स',
  deeds: 'क्रियाएँ',
  discard: 'छोड़ें',
  publish: 'सहेजें और प्रकाशित करें',
  saved: 'सहेजा गया और लागू हुआ',
  copyDeed: 'कॉपी करें',
  copied: 'कॉपी हो गया',
} satisfies Partial<SettingsTexts>;
