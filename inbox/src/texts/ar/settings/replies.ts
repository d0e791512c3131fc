import type { SettingsTexts } from '../../settings';

export const replies = {
  replies: {
    title: 'الردود الجاهزة',
    create: 'إضافة رد جاهز',
    none: 'لا ردود جاهزة بعد',
    noneMore: 'كلمات تكتبها كثيرًا. أثناء الكتابة تجدها / وتملأ الأسماء.',
    heads: ['الرد', 'لمن'],
    shared: 'الجميع',
    mine: 'أنا فقط',
    edit: 'تعديل',
    save: 'حفظ',
    name: 'الاسم',
    nameHelp: 'ما تبحث عنه بعد /.',
    text: 'النص',
    insert: 'إدراج',
    variables: {
      'contact.name': 'اسم العميل',
      'contact.first_name': 'اسم العميل الأول',
      'agent.name': 'اسمي',
      'agent.first_name': 'اسمي الأول',
      'conversation.subject': 'الموضوع',
      'tenant.name': 'الشركة',
    },
    unknown: (what) => `لا أحد يملأ هذا: ${what}`,
    share: 'للجميع',
    shareMore: 'وإلا فلن يراه غيرك.',
    remove: 'إزالة',
    removed: (name) => `تمت إزالة «${name}»`,
  },
} satisfies Partial<SettingsTexts>;
