import { number } from '../../language';
import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const teams = {
  teams: {
    title: 'الفرق',
    heads: ['الفريق', 'التوزيع'],
    none: 'لا فرق بعد',
    noneMore: 'يمكن إسناد المحادثات إلى فريق بدلًا من شخص. لكل فريق طريقة عرض خاصة به.',
    noneMay: 'يستطيع مدير في مساحة عملك إنشاء فريق.',
    create: 'فريق جديد',
    createTitle: 'فريق جديد',
    createDeed: 'إنشاء الفريق',
    changeTitle: 'تعديل الفريق',
    changeDeed: 'حفظ',
    change: 'تعديل',
    name: 'الاسم',
    members: 'الأعضاء',
    memberCount: (count) =>
      plural(count, {
        zero: 'لا أعضاء',
        one: 'عضو واحد',
        two: 'عضوان',
        few: '# أعضاء',
        many: '# عضوًا',
        other: '# عضو',
      }),
    auto: 'توزيع المحادثات تلقائيًا',
    autoMore: 'بالتناوب على الأعضاء المتصلين.',
    byTurns: 'بالتناوب',
    upTo: (count) => `بالتناوب، حتى ${number(count)} لكل شخص`,
    byHand: 'يدويًا',
    capacity: 'الحد الأقصى للمحادثات المفتوحة لكل شخص',
    capacityHelp: 'فارغ: بلا حد. من بلغ الحد لا يتلقى المزيد حتى ينهي واحدة.',
    capacityWrong: 'عدد من 1 إلى 1000، أو لا شيء.',
    giveBack: 'الاسترداد بعد، بالدقائق',
    giveBackHelp: 'فارغ: أبدًا. ما ينتظر من لم يتصل طوال هذه المدة ينتقل إلى عضو آخر في الفريق.',
    giveBackWrong: 'عدد من 1 إلى 1440، أو لا شيء.',
    remove: 'حذف',
    removeTitle: (name) => `حذف «${name}»؟`,
    removeText: 'تبقى محادثاته بلا فريق. لا يمكن التراجع عن ذلك.',
    keep: 'الإبقاء عليه',
    removed: (name) => `تم حذف «${name}»`,
  },
} satisfies Partial<SettingsTexts>;
