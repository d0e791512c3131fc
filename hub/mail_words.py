"""What the hub says in its own mail to the people who work with it, in the languages of the inbox."""

from dataclasses import dataclass

from hub.model.language import SpokenLanguage
from hub.model.notification import Occasion


@dataclass(frozen=True)
class MailWords:
    """One language's. `{}` stands for what is named."""

    open_address: str
    not_asked: str
    code_subject: str
    code: str
    code_footer: str
    start_subject: str
    start: str
    known_subject: str
    known: str
    sign_in: str
    invite_subject: str
    """Who invites, and to what."""
    invite: str
    accept: str
    invite_footer: str
    one_waits: str
    many_wait: str
    why: dict[Occasion, str]
    open_inbox: str
    digest_footer: str


def _why(assigned: str, mentioned: str, mine: str, unassigned: str, team: str) -> dict[Occasion, str]:
    return {
        Occasion.ASSIGNED: assigned,
        Occasion.MENTIONED: mentioned,
        Occasion.MINE: mine,
        Occasion.UNASSIGNED: unassigned,
        Occasion.TEAM: team,
    }


MAIL_WORDS = {
    SpokenLanguage.EN: MailWords(
        open_address='Or open this address: {}',
        not_asked='If you did not ask for this, you can ignore this mail.',
        code_subject='Your code to sign in',
        code='Enter this code to sign in. It is valid for 10 minutes.',
        code_footer='If you did not ask for it, nobody can sign in without it: you can ignore this mail.',
        start_subject='Your code to start with CustArea hub',
        start='Enter this code to open the inbox of {}. It is valid for 10 minutes.',
        known_subject='You already have an account',
        known='Somebody, probably you, wanted to sign up with this address. It has an account already: sign in.',
        sign_in='Sign in',
        invite_subject='{} invites you to {}',
        invite='{} invites you to the inbox of {} on CustArea hub. The invitation is valid for 7 days.',
        accept='Accept the invitation',
        invite_footer='If you do not know who that is, you can ignore this mail.',
        one_waits='One conversation waits for you',
        many_wait='{} conversations wait for you',
        why=_why(
            'is assigned to you',
            'a note names you',
            'a reply in a conversation of yours',
            'nobody is assigned',
            "a reply in your team's",
        ),
        open_inbox='Open the inbox',
        digest_footer='You asked for this mail in your profile, under "What I am called for". There you can end it.',
    ),
    SpokenLanguage.DE: MailWords(
        open_address='Oder öffnen Sie diese Adresse: {}',
        not_asked='Falls Sie das nicht angefordert haben, können Sie diese Mail ignorieren.',
        code_subject='Ihr Code zum Anmelden',
        code='Geben Sie diesen Code ein, um sich anzumelden. Er gilt 10 Minuten.',
        code_footer='Falls Sie ihn nicht angefordert haben: Ohne ihn kann sich niemand anmelden, '
        'Sie können diese Mail ignorieren.',
        start_subject='Ihr Code für den Start mit CustArea hub',
        start='Geben Sie diesen Code ein, um den Posteingang von {} zu öffnen. Er gilt 10 Minuten.',
        known_subject='Sie haben bereits ein Konto',
        known='Jemand, vermutlich Sie, wollte sich mit dieser Adresse registrieren. '
        'Für sie gibt es bereits ein Konto: Melden Sie sich an.',
        sign_in='Anmelden',
        invite_subject='{} lädt Sie zu {} ein',
        invite='{} lädt Sie in den Posteingang von {} auf CustArea hub ein. Die Einladung gilt 7 Tage.',
        accept='Einladung annehmen',
        invite_footer='Falls Sie nicht wissen, wer das ist, können Sie diese Mail ignorieren.',
        one_waits='Ein Gespräch wartet auf Sie',
        many_wait='{} Gespräche warten auf Sie',
        why=_why(
            'ist Ihnen zugewiesen',
            'eine Notiz erwähnt Sie',
            'eine Antwort in einem Ihrer Gespräche',
            'niemandem zugewiesen',
            'eine Antwort bei Ihrem Team',
        ),
        open_inbox='Posteingang öffnen',
        digest_footer='Sie haben diese Mail in Ihrem Profil unter „Worüber ich benachrichtigt werde“ gewünscht. '
        'Dort können Sie sie abbestellen.',
    ),
    SpokenLanguage.ES: MailWords(
        open_address='O abra esta dirección: {}',
        not_asked='Si no lo ha pedido usted, puede ignorar este correo.',
        code_subject='Su código para iniciar sesión',
        code='Introduzca este código para iniciar sesión. Vale durante 10 minutos.',
        code_footer='Si no lo ha pedido usted: nadie puede iniciar sesión sin él, puede ignorar este correo.',
        start_subject='Su código para empezar con CustArea hub',
        start='Introduzca este código para abrir la bandeja de entrada de {}. Vale durante 10 minutos.',
        known_subject='Ya tiene una cuenta',
        known='Alguien, probablemente usted, quiso registrarse con esta dirección. Ya tiene una cuenta: inicie sesión.',
        sign_in='Iniciar sesión',
        invite_subject='{} le invita a {}',
        invite='{} le invita a la bandeja de entrada de {} en CustArea hub. La invitación vale durante 7 días.',
        accept='Aceptar la invitación',
        invite_footer='Si no sabe quién es, puede ignorar este correo.',
        one_waits='Una conversación le espera',
        many_wait='{} conversaciones le esperan',
        why=_why(
            'está asignada a usted',
            'una nota le menciona',
            'una respuesta en una conversación suya',
            'no está asignada a nadie',
            'una respuesta en las de su equipo',
        ),
        open_inbox='Abrir la bandeja de entrada',
        digest_footer='Pidió este correo en su perfil, en «De qué se me avisa». Allí puede desactivarlo.',
    ),
    SpokenLanguage.HI: MailWords(
        open_address='या यह पता खोलें: {}',
        not_asked='अगर आपने यह नहीं माँगा था, तो इस मेल को अनदेखा कर सकते हैं।',
        code_subject='साइन इन करने का आपका कोड',
        code='साइन इन करने के लिए यह कोड दर्ज करें। यह 10 मिनट तक काम करेगा।',
        code_footer='अगर आपने इसे नहीं माँगा था, तो इस मेल को अनदेखा करें: इस कोड के बिना कोई साइन इन नहीं कर सकता।',
        start_subject='CustArea hub शुरू करने का आपका कोड',
        start='{} का इनबॉक्स खोलने के लिए यह कोड दर्ज करें। यह 10 मिनट तक काम करेगा।',
        known_subject='आपका खाता पहले से है',
        known='किसी ने, शायद आपने, इस पते से साइन अप करना चाहा। इस पते का खाता पहले से है: साइन इन करें।',
        sign_in='साइन इन करें',
        invite_subject='{} ने आपको {} में आमंत्रित किया है',
        invite='{} ने आपको CustArea hub पर {} के इनबॉक्स में आमंत्रित किया है। निमंत्रण 7 दिन तक मान्य है।',
        accept='निमंत्रण स्वीकार करें',
        invite_footer='अगर आप उन्हें नहीं जानते, तो इस मेल को अनदेखा कर सकते हैं।',
        one_waits='एक बातचीत आपकी प्रतीक्षा में है',
        many_wait='{} बातचीत आपकी प्रतीक्षा में हैं',
        why=_why(
            'आपको सौंपी गई है',
            'एक नोट में आपका नाम है',
            'आपकी एक बातचीत में जवाब आया',
            'किसी को नहीं सौंपी गई',
            'आपकी टीम की बातचीत में जवाब आया',
        ),
        open_inbox='इनबॉक्स खोलें',
        digest_footer='आपने यह मेल अपनी प्रोफ़ाइल में "मुझे किसके लिए बुलाया जाए" के तहत माँगी थी। वहीं इसे बंद कर सकते हैं।',
    ),
    SpokenLanguage.AR: MailWords(
        open_address='أو افتح هذا العنوان: {}',
        not_asked='إن لم تطلب ذلك، يمكنك تجاهل هذه الرسالة.',
        code_subject='رمز تسجيل الدخول الخاص بك',
        code='أدخل هذا الرمز لتسجيل الدخول. يسري لمدة 10 دقائق.',
        code_footer='إن لم تطلبه، فلا أحد يستطيع تسجيل الدخول بدونه: يمكنك تجاهل هذه الرسالة.',
        start_subject='رمزك للبدء مع CustArea hub',
        start='أدخل هذا الرمز لفتح صندوق وارد {}. يسري لمدة 10 دقائق.',
        known_subject='لديك حساب بالفعل',
        known='أراد شخص ما، ربما أنت، إنشاء حساب بهذا العنوان. للعنوان حساب بالفعل: سجّل الدخول.',
        sign_in='تسجيل الدخول',
        invite_subject='{} يدعوك إلى {}',
        invite='{} يدعوك إلى صندوق وارد {} على CustArea hub. تسري الدعوة لمدة 7 أيام.',
        accept='قبول الدعوة',
        invite_footer='إن كنت لا تعرف من هذا، يمكنك تجاهل هذه الرسالة.',
        one_waits='محادثة واحدة بانتظارك',
        many_wait='محادثات بانتظارك: {}',
        why=_why(
            'مُسندة إليك',
            'ذُكرتَ في ملاحظة',
            'رد في إحدى محادثاتك',
            'غير مُسندة إلى أحد',
            'رد في محادثات فريقك',
        ),
        open_inbox='فتح صندوق الوارد',
        digest_footer='طلبت هذه الرسالة في ملفك الشخصي تحت «ما أُنبَّه إليه». يمكنك إيقافها من هناك.',
    ),
}
