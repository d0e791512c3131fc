import { number } from '../../language';
import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const letters = {
  letters: {
    title: 'رسائل متعثرة',
    none: 'لم يبق شيء معلقًا',
    noneMore: 'ما تأتي به قناة ولا يستطيع أحد قراءته، وما تعذر إنجازه طوال يوم، ينتظرك هنا.',
    heads: ['السبب', 'القناة', 'منذ'],
    inbound: 'وصلت وتعذرت قراءتها',
    job: (kind) => `تم التخلي عنها: ${kind}`,
    noChannel: 'لا قناة',
    open: 'فتح',
    more: 'عرض المزيد',
    dialog: 'رسالة متعثرة',
    content: 'ما بداخلها',
    empty: 'لا شيء بداخلها.',
    size: (size, shown) =>
      size > shown
        ? `أول ${number(shown)} من ${number(size)} بايت`
        : plural(size, {
            zero: '# بايت',
            one: 'بايت واحد',
            two: '# بايت',
            few: '# بايت',
            many: '# بايت',
            other: '# بايت',
          }),
    replay: 'إعادة المحاولة',
    replayMore: 'تفيد إعادة المحاولة بعد زوال السبب. وما يفشل ثانية يعود إلى هنا.',
    replayed: 'تجري إعادة المحاولة',
    discard: 'تجاهل',
    discarded: 'تم تجاهلها',
  },
} satisfies Partial<SettingsTexts>;
