import type { Texts } from '..';

export const causes = {
  cause: {
    unparsable: 'تعذرت قراءتها',
    too_large: 'كبيرة جدًا',
    reading_too_slow: 'استغرقت قراءتها وقتًا طويلًا',
    reading_too_big: 'احتاجت قراءتها إلى ذاكرة كبيرة',
    reading_crashed: 'تعطلت قراءتها',
    crashed: 'خطأ في المركز',
    broken_order: 'المهمة غير مفهومة',
    worker_died: 'توقف التنفيذ في منتصفه',
    given_up: 'تم التخلي عنها بعد يوم',
    account_gone: 'الحساب محذوف أو متوقف',
    conversation_gone: 'لم تعد المحادثة موجودة',
    no_mail_server: 'لم يُضبط خادم بريد',
    mail_refused: 'رفضها خادم البريد',
    refused: 'رفضها مزود الخدمة',
    bad_address: 'لا يوجد عنوان أو رقم كهذا',
    opted_out: 'العميل لا يريد رسائل من هذا الحساب',
    window_closed: 'مضى وقت طويل منذ أن كتب العميل',
    content_refused: 'رفض مزود الخدمة المحتوى',
    sign_in_refused: 'رفض مزود الخدمة الحساب',
    undelivered: 'تعذر على مزود الخدمة تسليمها',
    postponed: 'مزود الخدمة مشغول أو لا يمكن الوصول إليه',
    unconfirmed: 'لا أحد يعلم هل وصلت',
  },
} satisfies Partial<Texts>;
