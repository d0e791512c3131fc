import type { SettingsTexts } from '../../settings';

export const profile = {
  profile: {
    title: 'الملف الشخصي',
    name: 'اسمك',
    nameHelp: 'يراه العملاء بجانب ردودك.',
    saved: 'تم حفظ الاسم',
    language: 'اللغة',
    theme: 'السمة',
    density: 'الكثافة',
    notices: 'إشعارات سطح المكتب',
    noticesMore: 'الرسائل والإسنادات الجديدة أثناء انشغالك بشيء آخر.',
    sound: 'الصوت',
    soundMore: 'نغمتان هادئتان مع كل إشعار.',
    undo: 'سحب الرد خلال خمس ثوانٍ',
    undoMore: 'في هذه الأثناء يظهر كأنه لم يُرسل بعد. وفي دردشة الموقع ينتظره الزائر.',
    enter: 'Enter للإرسال',
    enterMore: 'وإلا يبدأ Enter سطرًا جديدًا، ويُرسل Ctrl أو Cmd مع Enter.',
    away: 'غائب تلقائيًا بعد',
    awayMore: 'عندما لا تلمس أي شاشة هذه المدة. اللمس يعيدك؛ وما تختاره بنفسك يبقى.',
    awayNever: 'أبدًا',
    undos: { letters: 'الكل عدا دردشة الموقع', always: 'دائمًا', never: 'أبدًا' },
    keys: 'اختصارات الحرف الواحد',
    keysMore: 'تتوقف أثناء الكتابة.',
    screen: 'على هذه الشاشة',
    signOut: 'تسجيل الخروج',
  },
} satisfies Partial<SettingsTexts>;
