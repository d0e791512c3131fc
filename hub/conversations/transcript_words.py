"""What the hub itself says in a transcript and in the mail that brings one, in the languages of the inbox."""

from dataclasses import dataclass

from hub.model.language import SpokenLanguage
from hub.model.message import Role


@dataclass(frozen=True)
class Words:
    """One language's. `{}` stands for what is named."""

    conversation: str
    begun: str
    nameless: dict[Role, str]
    note: str
    with_notes: str
    file: str
    bytes: str
    subject: str
    enclosed: str


def _roles(user: str, agent: str, ai: str, system: str) -> dict[Role, str]:
    return {Role.USER: user, Role.AGENT: agent, Role.AI: ai, Role.SYSTEM: system}


WORDS = {
    SpokenLanguage.EN: Words(
        'Conversation {}',
        'Begun {}',
        _roles('Visitor', 'Agent', 'Assistant', 'System'),
        '{} (private note)',
        'With private notes of colleagues: not for the customer.',
        'File: {}',
        '{}, {} bytes',
        'Your conversation with {}',
        'Enclosed is the transcript of your conversation with {}.',
    ),
    SpokenLanguage.DE: Words(
        'Unterhaltung {}',
        'Begonnen {}',
        _roles('Besucher', 'Agent', 'Assistent', 'System'),
        '{} (private Notiz)',
        'Mit privaten Notizen von Kollegen: nicht für den Kunden.',
        'Datei: {}',
        '{}, {} Bytes',
        'Ihre Unterhaltung mit {}',
        'Anbei finden Sie das Protokoll Ihrer Unterhaltung mit {}.',
    ),
    SpokenLanguage.ES: Words(
        'Conversación {}',
        'Comenzada {}',
        _roles('Visitante', 'Agente', 'Asistente', 'Sistema'),
        '{} (nota privada)',
        'Con notas privadas de colegas: no es para el cliente.',
        'Archivo: {}',
        '{}, {} bytes',
        'Su conversación con {}',
        'Adjuntamos la transcripción de su conversación con {}.',
    ),
    SpokenLanguage.HI: Words(
        'बातचीत {}',
        'शुरू {}',
        _roles('आगंतुक', 'एजेंट', 'सहायक', 'सिस्टम'),
        '{} (निजी नोट)',
        'सहकर्मियों के निजी नोट सहित: ग्राहक के लिए नहीं।',
        'फ़ाइल: {}',
        '{}, {} बाइट',
        '{} के साथ आपकी बातचीत',
        '{} के साथ आपकी बातचीत का लिखित रूप संलग्न है।',
    ),
    SpokenLanguage.AR: Words(
        'المحادثة {}',
        'بدأت {}',
        _roles('زائر', 'موظف', 'مساعد', 'النظام'),
        '{} (ملاحظة خاصة)',
        'مع ملاحظات الزملاء الخاصة: ليست للعميل.',
        'ملف: {}',
        '{}، {} بايت',
        'محادثتك مع {}',
        'مرفق نص محادثتك مع {}.',
    ),
}
