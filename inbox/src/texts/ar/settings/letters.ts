import { number } from '../../language';
import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const letters = {
  letters: {
    title: 'رسائل متعثرة',
    none: 'لم يبق شيء معلقًا',
    noneOfReason: 'لا شيء لهذا السبب',
    noneMore: 'ما تأتي به قناة ولا يستطيع أحد قراءته، وما تعذر إنجازه طوال يوم، ينتظرك هنا.',
    heads: ['السبب', 'القناة', 'منذ'],
    inbound: 'وصلت وتعذرت قراءتها',
    jobs: {
      take: 'استلام ما جاءت به قناة',
      pull: 'سؤال مزود الخدمة عن الجديد',
      fetch: 'جلب ملف',
      send: 'إرسال رسالة',
      reconcile: 'السؤال عن مصير رسالة',
      mail_transcript: 'إرسال نص محادثة بالبريد',
      wake: 'إيقاظ محادثة',
      stir: 'الإبلاغ بأن وسمًا أو فريقًا أو حالة لم يعد موجودًا',
      erase: 'محو جهة اتصال',
      webhook: 'إبلاغ خطاف ويب',
      send_later: 'إرسال رد مجدول',
      tell_author: 'إبلاغ من جدول ردًا',
      digest: 'إرسال ملخص بالبريد',
    },
    tries: (count) =>
      plural(count, {
        zero: '# محاولة',
        one: 'محاولة واحدة',
        two: 'محاولتان',
        few: '# محاولات',
        many: '# محاولة',
        other: '# محاولة',
      }),
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
    everything: 'كل الأسباب',
    discardAll: 'تجاهل الكل',
    discardAllTitle: 'هل تريد تجاهلها كلها؟',
    discardAllMore: 'سيتم تجاهل كل ما في هذه القائمة. يبقى مسجلًا، ولكن لا يُطلب من أحد متابعته.',
    allDiscarded: (count) =>
      plural(count, {
        zero: 'لم يتم تجاهل شيء',
        one: 'تم تجاهل رسالة واحدة',
        two: 'تم تجاهل رسالتين',
        few: 'تم تجاهل # رسائل',
        many: 'تم تجاهل # رسالة',
        other: 'تم تجاهل # رسالة',
      }),
  },
} satisfies Partial<SettingsTexts>;
