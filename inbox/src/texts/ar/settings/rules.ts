import type { SettingsTexts } from '../../settings';

export const rules = {
  rules: {
    title: 'ما أُنبَّه إليه',
    occasion: 'متى',
    way: { browser: 'إشعار', sound: 'صوت', email: 'بريد' },
    on: {
      assigned: 'أُسندت إليّ',
      mentioned: 'ملاحظة تذكرني',
      mine: 'رد في محادثاتي',
      unassigned: 'جديد غير مسند',
      team: 'رد في محادثات فريقي',
    },
    emailMore: 'البريد: ما لم تقرأه خلال ربع ساعة، في رسالة واحدة.',
    quiet: 'ساعات الهدوء',
    quietMore: (zone) => `لا يظهر شيء ولا يُسمع خارج صندوق الوارد. المنطقة الزمنية: ${zone}`,
    quietFrom: 'هدوء من',
    quietUntil: 'هدوء حتى',
  },
} satisfies Partial<SettingsTexts>;
