import type { Texts } from '..';

export const problems = {
  problems: {
    internal: 'حدث خطأ في الخادم.',
    invalid: 'هذه البيانات ليست بالشكل المطلوب.',
    malformed: 'تعذرت قراءة هذه البيانات.',
    unauthenticated: 'سجّل الدخول أولًا.',
    forbidden: 'لا يحق لك ذلك. اسأل مسؤولًا في فريقك.',
    wrong_code: 'هذا الرمز غير صحيح أو لم يعد صالحًا. تحقق منه أو اطلب رمزًا جديدًا.',
    wrong_link: 'لم يعد هذا الرابط صالحًا: استُخدم أو انتهت مدته أو سُحب.',
    not_found: 'لا شيء هنا، أو لا شيء يمكنك رؤيته.',
    method_not_allowed: 'لا يمكن فعل ذلك في هذا العنوان.',
    conflict: 'هذا يتعارض مع ما هو محفوظ بالفعل.',
    idempotency_key_reused: 'قُدّم هذا الطلب من قبل بمحتوى آخر.',
    idempotency_key_in_use: 'لم يكتمل الطلب الأول بعد. انتظر لحظة.',
    idempotency_answer_lost: 'نُفّذ الطلب لكن جوابه فُقد. تحقق مما حدث.',
    too_large: 'هذا أكبر مما يُسمح به هنا.',
    unsupported_media: 'هذا النوع من المحتوى غير مفهوم هنا.',
    rate_limited: 'طلبات كثيرة جدًا. انتظر لحظة ثم تابع.',
    unavailable: 'هذا غير ممكن الآن. لم يتغير شيء؛ حاول مرة أخرى.',
  },
  problem: {
    unreachable: 'تعذر الوصول إلى الخادم.',
    silent: 'أجاب الخادم بخطأ.',
    signedOut: 'انتهت جلستك. سجّل الدخول من جديد.',
  },
} satisfies Partial<Texts>;
