import type { SettingsTexts } from '../../settings';

export const attributes = {
  attributes: {
    title: 'سمات جهات الاتصال',
    heads: ['السمة'],
    none: 'لا توجد سمات بعد',
    noneMore: 'السمات هي ما تريد معرفته عن الأشخاص: خطة أو رقم عميل أو تاريخ تجديد.',
    noneMay: 'يمكن لمدير في فريقك إضافتها.',
    create: 'سمة جديدة',
    createTitle: 'سمة جديدة',
    createDeed: 'إنشاء السمة',
    changeTitle: 'تعديل السمة',
    changeDeed: 'حفظ',
    change: 'تعديل',
    name: 'الاسم',
    type: 'النوع',
    types: { text: 'نص', number: 'رقم', date: 'تاريخ', boolean: 'نعم أو لا', list: 'قائمة', link: 'رابط' },
    options: 'الخيارات',
    optionsHelp: 'خيار في كل سطر.',
    remove: 'حذف',
    removeTitle: (name) => `حذف «${name}»؟`,
    removeText: 'القيم التي لدى جهات الاتصال تبقى معها، دون نوع.',
    keep: 'الإبقاء عليها',
    removed: (name) => `حُذفت «${name}»`,
  },
} satisfies Partial<SettingsTexts>;
