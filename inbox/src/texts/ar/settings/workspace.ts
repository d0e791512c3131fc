import type { SettingsTexts } from '../../settings';

export const workspace = {
  workspace: {
    name: 'اسم مساحة العمل',
    nameHelp: 'يراه فريقك، وتحمله الدعوات ونصوص المحادثات، ويمثله {{tenant.name}} في رد جاهز.',
    language: 'لغة الأشخاص الجدد',
    languageHelp: 'يبدأ بها من ينضم، ويمكنه اختيار غيرها في ملفه الشخصي.',
    browser: 'لغة متصفحهم',
    zone: 'المنطقة الزمنية جزء من ساعات العمل.',
    saved: 'حُفظت مساحة العمل',
    mayNot: 'يمكن لمالك مساحة العمل تغيير هذا.',
  },
} satisfies Partial<SettingsTexts>;
