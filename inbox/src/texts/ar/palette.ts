import type { Texts } from '..';
import { plural } from './plural';

export const palette = {
  palette: {
    label: 'الأوامر',
    open: 'كل الأوامر',
    hint: 'ابحث عن إجراء أو شخص',
    assignNobody: 'إلغاء الإسناد',
    search: (what) => `البحث عن «${what}»`,
    assignTo: (name) => `إسناد إلى ${name}`,
    conversationsOf: (name) => `محادثات ${name}`,
    team: (name) => `إعطاء الفريق ${name}`,
    macro: (name: string) => `ماكرو: ${name}`,
    tag: (name) => `الوسم: ${name}`,
    snooze: (name) => `تأجيل: ${name}`,
    priority: (name) => `الأولوية: ${name}`,
    status: (name) => `الحالة: ${name}`,
    view: (name) => `طريقة العرض: ${name}`,
    settings: (name) => `الإعدادات: ${name}`,
    theme: (name) => `السمة: ${name}`,
    density: (name) => `الكثافة: ${name}`,
    presence: (name) => `حالتي: ${name}`,
    language: (name) => `اللغة: ${name}`,
    count: (count) =>
      plural(count, {
        zero: 'لا نتائج',
        one: 'نتيجة واحدة',
        two: 'نتيجتان',
        few: '# نتائج',
        many: '# نتيجة',
        other: '# نتيجة',
      }),
    groups: {
      recent: 'الأخيرة',
      conversation: 'المحادثة',
      colleagues: 'الزملاء',
      contacts: 'جهات الاتصال',
      list: 'القائمة',
      go: 'الانتقال إلى',
      app: 'التطبيق',
    },
  },
} satisfies Partial<Texts>;
