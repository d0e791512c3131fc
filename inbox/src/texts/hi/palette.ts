import type { Texts } from '..';
import { plural } from './plural';

export const palette = {
  palette: {
    label: 'आदेश',
    open: 'सभी आदेश',
    hint: 'कोई काम या व्यक्ति खोजें',
    assignNobody: 'किसी को न सौंपें',
    search: (what) => `“${what}” खोजें`,
    assignTo: (name) => `${name} को सौंपें`,
    conversationsOf: (name) => `${name} की बातचीतें`,
    team: (name) => `टीम ${name} को दें`,
    macro: (name: string) => `मैक्रो: ${name}`,
    tag: (name) => `टैग: ${name}`,
    snooze: (name) => `स्थगित करें: ${name}`,
    priority: (name) => `प्राथमिकता: ${name}`,
    status: (name) => `स्थिति: ${name}`,
    view: (name) => `दृश्य: ${name}`,
    settings: (name) => `सेटिंग्स: ${name}`,
    theme: (name) => `थीम: ${name}`,
    density: (name) => `सघनता: ${name}`,
    presence: (name) => `मेरी स्थिति: ${name}`,
    language: (name) => `भाषा: ${name}`,
    count: (count) => plural(count, { one: '# परिणाम', other: '# परिणाम' }),
    groups: {
      recent: 'हाल के',
      conversation: 'बातचीत',
      colleagues: 'सहकर्मी',
      contacts: 'संपर्क',
      list: 'सूची',
      go: 'यहाँ जाएँ',
      app: 'ऐप',
    },
  },
} satisfies Partial<Texts>;
