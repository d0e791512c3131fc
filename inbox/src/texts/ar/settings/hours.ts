import type { SettingsTexts } from '../../settings';

export const hours = {
  hours: {
    title: 'ساعات العمل',
    intro:
      'تخبر الدردشة في موقعك متى تعودون، وما أُجّل إلى يوم العمل التالي يعود عند بدايته. ويمكن أن تكون للفريق ساعاته الخاصة.',
    zone: 'المنطقة الزمنية',
    always: 'مفتوح دائمًا',
    closed: 'مغلق',
    from: (day) => `${day}، من`,
    until: (day) => `${day}، حتى`,
    addSpan: (day) => `فترة أخرى يوم ${day}`,
    dropSpan: (day) => `إزالة هذه الفترة من ${day}`,
    holidays: 'العطل',
    date: 'التاريخ',
    holidayName: 'اسم العطلة',
    addHoliday: 'إضافة عطلة',
    dropHoliday: (name) => `إزالة ${name}`,
    save: 'حفظ',
    saved: 'حُفظت ساعات العمل',
    mayNot: 'يمكن لمدير مساحة العمل تغييرها.',
    own: 'ساعات عمل خاصة',
    ownMore: 'وإلا تسري ساعات مساحة العمل.',
  },
} satisfies Partial<SettingsTexts>;
