import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const people = {
  people: {
    title: 'लोग',
    invite: 'आमंत्रित करें',
    count: (count) => plural(count, { one: '# व्यक्ति', other: '# लोग' }),
    you: 'आप',
    off: 'बंद किया गया',
    role: 'भूमिका',
    changeRole: (name) => `${name} की भूमिका`,
    more: (name) => `${name} के बारे में और`,
    switchOff: 'पहुँच बंद करें',
    switchOn: 'पहुँच फिर चालू करें',
    offTitle: (name) => `${name} की पहुँच बंद करें?`,
    offText:
      'वे हर जगह तुरंत साइन आउट हो जाएँगे। उनकी अधूरी बातचीतें अपनी टीम को या “किसी को नहीं सौंपी गई” में लौट जाएँगी; नोट बने रहेंगे।',
    keep: 'रहने दें',
    roleSaved: (name, role) => `${name} अब ${role} हैं`,
    heads: ['व्यक्ति', 'अभी', 'भूमिका'],
    waiting: 'आमंत्रित, अभी नहीं आए',
    waitingHeads: ['आमंत्रित, अभी नहीं आए', 'मान्य', 'भूमिका'],
    expires: (date) => `${date} तक`,
    by: (name) => `${name} की ओर से`,
    takeBack: 'वापस लें',
    takenBack: (email) => `${email} का आमंत्रण वापस ले लिया गया`,
    copyLink: 'लिंक कॉपी करें',
    inviteTitle: 'किसी को आमंत्रित करें',
    email: 'ईमेल',
    name: 'नाम, यदि आप जानते हैं',
    send: 'आमंत्रण भेजें',
    sent: (email) => `${email} को आमंत्रित किया गया`,
    linkTitle: 'यह लिंक आगे दें',
    linkText: (email) => `${email} को मेल नहीं भेजी जा सकी। जिसके पास लिंक है, वह एक बार जुड़ सकता है।`,
    done: 'हो गया',
  },
} satisfies Partial<SettingsTexts>;
