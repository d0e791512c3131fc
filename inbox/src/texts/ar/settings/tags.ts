import type { SettingsTexts } from '../../settings';

export const tags = {
  tags: {
    title: 'الوسوم',
    heads: ['الوسم'],
    none: 'لا وسوم بعد',
    noneMore: 'تبيّن الوسوم موضوع المحادثة. يرى الجميع في مساحة العمل الوسوم نفسها ويستخدمونها.',
    noneMay: 'يستطيع مدير في فريقك إنشاء وسوم.',
    create: 'وسم جديد',
    createTitle: 'وسم جديد',
    createDeed: 'إنشاء الوسم',
    changeTitle: 'تعديل الوسم',
    changeDeed: 'حفظ',
    change: 'تعديل',
    name: 'الاسم',
    colour: 'اللون',
    remove: 'حذف',
    removeTitle: (name) => `حذف «${name}»؟`,
    removeText: 'يُزال من كل محادثة تحمله. لا يمكن التراجع عن ذلك.',
    keep: 'الإبقاء عليه',
    removed: (name) => `تم حذف «${name}»`,
  },
} satisfies Partial<SettingsTexts>;
