import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const common = {
  nav: {
    you: 'أنت',
    workspace: 'مساحة العمل',
    channels: 'القنوات',
    developers: 'المطورون',
    profile: 'الملف الشخصي',
    people: 'الأشخاص',
    teams: 'الفرق',
    tags: 'الوسوم',
    attributes: 'سمات جهات الاتصال',
    widgets: 'دردشة الموقع',
    apiKeys: 'مفاتيح API',
    webhooks: 'خطافات الويب',
    audit: 'سجل التدقيق',
    letters: 'رسائل متعثرة',
    replies: 'الردود الجاهزة',
    writing: 'الكتابة',
  },
  failed: 'تعذر تحميل هذه الإعدادات',
  failedMore: 'لم يتغير شيء. حاول مرة أخرى بعد قليل.',
  notSaved: (count) =>
    plural(count, {
      zero: 'لا تغييرات غير محفوظة',
      one: 'تغيير واحد غير محفوظ',
      two: 'تغييران غير محفوظين',
      few: '# تغييرات غير محفوظة',
      many: '# تغييرًا غير محفوظ',
      other: '# تغيير غير محفوظ',
    }),
  noPage: 'لا توجد صفحة كهذه',
  noPageMore: 'إما أنها غير موجودة أو أن دورك لا يسمح بفتحها.',
  allPages: 'كل الإعدادات',
  deeds: 'الإجراءات',
  discard: 'تجاهل',
  publish: 'حفظ ونشر',
  saved: 'تم الحفظ والنشر',
  copyDeed: 'نسخ',
  copied: 'تم النسخ',
} satisfies Partial<SettingsTexts>;
