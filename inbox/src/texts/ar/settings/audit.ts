import type { SettingsTexts } from '../../settings';

export const audit = {
  audit: {
    title: 'سجل التدقيق',
    heads: ['ماذا', 'من', 'متى'],
    none: 'لا شيء هنا',
    noneMore: 'هنا ما يغيره الأشخاص والبرامج في مساحة العمل هذه. اختر كل شيء والجميع لرؤيته كاملًا.',
    everything: 'كل شيء',
    everybody: 'الجميع',
    what: 'ماذا',
    who: 'من',
    hub: 'المركز',
    csv: 'تصدير بصيغة CSV',
  },
} satisfies Partial<SettingsTexts>;
