import type { SettingsTexts } from '../../settings';
import { plural } from '../plural';

export const keys = {
  keys: {
    title: 'مفاتيح API',
    create: 'إنشاء مفتاح',
    none: 'لا مفاتيح API',
    noneMore: 'يتيح المفتاح لبرنامج لك قراءة المحادثات وكتابتها. يفعل ما تختاره، ولا يتجاوز صلاحياتك أبدًا.',
    docs: 'كيفية استخدام API',
    name: 'لأي غرض؟',
    nameHelp: 'مثال: التصدير الليلي.',
    may: 'يحق له',
    all: 'كل ما يحق لي',
    readOnly: 'القراءة فقط',
    chosen: 'ما أختاره',
    ends: 'ينتهي',
    endings: { never: 'أبدًا', d30: 'بعد 30 يومًا', d90: 'بعد 90 يومًا', d365: 'بعد سنة' },
    make: 'إنشاء المفتاح',
    madeTitle: 'انسخ المفتاح الآن',
    madeText: 'لا يُعرض إلا هذه المرة. إن فقدته فأنشئ غيره.',
    done: 'لقد نسخته',
    rights: (count) =>
      plural(count, {
        zero: 'لا صلاحيات',
        one: 'صلاحية واحدة',
        two: 'صلاحيتان',
        few: '# صلاحيات',
        many: '# صلاحية',
        other: '# صلاحية',
      }),
    used: (time) => `استُخدم ${time}`,
    heads: ['المفتاح', 'يحق له', 'آخر استخدام', 'ينتهي'],
    unused: 'لم يُستخدم قط',
    never: 'أبدًا',
    expired: 'انتهى',
    revoke: 'إلغاء المفتاح',
    revokeTitle: (name) => `إلغاء «${name}»؟`,
    revokeText: 'تتوقف البرامج التي تستخدمه فورًا. لا يمكن التراجع عن ذلك.',
    keep: 'الإبقاء عليه',
    revoked: (name) => `أُلغي «${name}»`,
  },
} satisfies Partial<SettingsTexts>;
