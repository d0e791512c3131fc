import type { SettingsTexts } from '../../settings';

export const statuses = {
  statuses: {
    title: 'الحالات',
    heads: ['الحالة'],
    none: 'لا توجد حالات خاصة بكم بعد',
    noneMore:
      'حدّدوا بدقة أين وصلت المحادثة: «بانتظار القطع» نوع من الحالة المعلّقة، وتظل التقارير والقوائم والقواعد تحسبها كذلك.',
    noneMay: 'يمكن للمشرف إنشاؤها.',
    create: 'حالة جديدة',
    createTitle: 'حالة جديدة',
    createDeed: 'إنشاء الحالة',
    changeTitle: 'تغيير الحالة',
    changeDeed: 'حفظ',
    change: 'تغيير',
    name: 'الاسم',
    counts: 'تُحسب ضمن',
    countsMore: 'هكذا تعاملها التقارير والقوائم والتذكيرات والتقييمات. لا يمكن تغيير ذلك لاحقًا.',
    countsAs: (status: string) => `تُحسب ضمن: ${status}`,
    colour: 'اللون',
    up: (name: string) => `نقل «${name}» إلى الأعلى`,
    down: (name: string) => `نقل «${name}» إلى الأسفل`,
    remove: 'حذف',
    removeTitle: (name: string) => `حذف «${name}»؟`,
    removeText: 'تحتفظ المحادثات التي تحملها بالحالة الأصلية. لا يمكن التراجع عن ذلك.',
    keep: 'الإبقاء عليها',
    removed: (name: string) => `حُذفت «${name}»`,
  },
} satisfies Partial<SettingsTexts>;
