"""The hub's own mail: codes, invitations, digests and transcripts, never a message of a conversation.

Without SMTP_URL nothing is sent: what the mail would have said is printed on the server's terminal, so that a hub
without a mail server still lets people in.
"""

import ssl
import sys
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid, parseaddr
from html import escape
from urllib.parse import SplitResult, unquote, urlsplit

import aiosmtplib
import structlog

from hub import metrics
from hub.config import Settings
from hub.mail_words import MAIL_WORDS, MailWords
from hub.model.channel import Rejected, Retry
from hub.model.crash import crash
from hub.model.failure import Cause
from hub.model.language import SpokenLanguage

log = structlog.get_logger(__name__)

SECONDS = 15.0


@dataclass(frozen=True)
class Enclosed:
    """A text that a mail brings as a file; `kind` is `plain` or `html`."""

    file_name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """One mail of few words. `code` and `link` are what the reader came for."""

    to: str
    subject: str
    text: tuple[str, ...]
    code: str = ''
    link: str = ''
    link_label: str = ''
    footer: str | None = None
    """None: what is said to who did not ask for it."""
    language: SpokenLanguage = SpokenLanguage.EN
    enclosed: Enclosed | None = None
    name: str = ''
    """Its Message-ID begins with it: one that may be sent twice has a name, so that readers show it once."""

    @property
    def _words(self) -> MailWords:
        return MAIL_WORDS[self.language]

    @property
    def _last(self) -> str:
        return self._words.not_asked if self.footer is None else self.footer

    @property
    def plain(self) -> str:
        """For readers without HTML, and for the terminal."""
        return '\n\n'.join(part for part in (*self.text, self.code, self.link, self._last) if part) + '\n'

    @property
    def html(self) -> str:
        """The same words; every value escaped, nothing loaded from anywhere."""
        parts = [f'<p style="{_P}">{escape(part)}</p>' for part in self.text]
        if self.code:
            parts.append(f'<p style="{_CODE}">{escape(self.code)}</p>')
        if self.link:
            href = escape(self.link, quote=True)
            parts.append(f'<p style="{_P}"><a href="{href}" style="{_BUTTON}">{escape(self.link_label)}</a></p>')
            parts.append(f'<p style="{_SMALL}">{escape(self._words.open_address.format(self.link))}</p>')
        if self._last:
            parts.append(f'<p style="{_SMALL}">{escape(self._last)}</p>')
        card = f'<div dir="{self.language.direction}" style="{_CARD}">{"".join(parts)}</div>'
        # a mail program may leave out the outer elements: what is read says its own direction
        tongue = f'lang="{self.language}" dir="{self.language.direction}"'
        return f'<!doctype html><html {tongue}><body style="{_BODY}">{card}</body></html>'


_BODY = 'margin:0;padding:24px;background:#f4f4f6;font-family:system-ui,-apple-system,Segoe UI,sans-serif'
_CARD = 'max-width:480px;margin:0 auto;padding:32px;background:#ffffff;border-radius:12px;color:#1c1c22'
_P = 'margin:0 0 16px;font-size:16px;line-height:24px'
_CODE = 'margin:0 0 16px;font-size:32px;line-height:40px;letter-spacing:6px;font-weight:600'
_BUTTON = (
    'display:inline-block;padding:10px 20px;background:#4a3fd1;color:#ffffff;border-radius:8px;text-decoration:none'
)
_SMALL = 'margin:0 0 8px;font-size:13px;line-height:20px;color:#5c5c66;overflow-wrap:anywhere'


async def send(settings: Settings, mail: Mail) -> bool:
    """Whether a mail server took it. Where there is none, the words are printed instead."""
    if settings.smtp_url is None:
        metrics.MAILS.labels('printed').inc()
        _print(mail)
        return False
    try:
        await deliver(settings, mail)
    except (Retry, Rejected):
        return False
    return True


async def deliver(settings: Settings, mail: Mail) -> None:
    """For a job, which tries again. Raises Retry, and Rejected for what no later try will change."""
    if settings.smtp_url is None:
        raise Rejected(cause=Cause.NO_MAIL_SERVER)
    try:
        await _deliver(urlsplit(settings.smtp_url.get_secret_value()), compose(settings.mail_from, mail))
    except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as failed:
        metrics.MAILS.labels('failed').inc()
        log.error('mail.not_sent', subject=mail.subject, error=type(failed).__name__)
        if _is_final(failed):
            raise _refusal(failed) from failed
        raise Retry(reason='The mail server cannot be reached or asks to wait.') from failed
    metrics.MAILS.labels('sent').inc()


def _refusal(failed: Exception) -> Rejected:
    """In the server's own words."""
    of = failed.recipients[0] if isinstance(failed, aiosmtplib.SMTPRecipientsRefused) else failed
    code = getattr(of, 'code', None)
    return Rejected(str(getattr(of, 'message', of)), code and str(code), cause=Cause.MAIL_REFUSED)


def _is_final(failed: Exception) -> bool:
    """Whether the server's code says so: 5yz, RFC 5321 section 4.2.1."""
    if isinstance(failed, aiosmtplib.SMTPRecipientsRefused):
        return all(each.code >= 500 for each in failed.recipients)
    if isinstance(failed, aiosmtplib.SMTPAuthenticationError | aiosmtplib.SMTPConnectResponseError):
        return False  # the admin's to mend, and then it goes out
    return isinstance(failed, ValueError) or getattr(failed, 'code', 0) >= 500


def compose(sender: str, mail: Mail) -> EmailMessage:
    """The message itself. Raises ValueError for a line break where a header would be torn."""
    name, address = parseaddr(sender)
    message = EmailMessage(policy=SMTP)
    message['From'] = Address(name, addr_spec=address)
    message['To'] = Address(addr_spec=mail.to)
    message['Subject'] = mail.subject
    message['Date'] = formatdate()
    domain = address.rpartition('@')[2] or 'localhost'
    message['Message-ID'] = f'<{mail.name}@{domain}>' if mail.name else make_msgid(domain=domain)
    # no vacation responder shall answer a code
    message['Auto-Submitted'] = 'auto-generated'
    message.set_content(mail.plain)
    message.add_alternative(mail.html, subtype='html')
    if mail.enclosed:
        kind, name = mail.enclosed.kind, mail.enclosed.file_name
        message.add_attachment(mail.enclosed.content.decode(), subtype=kind, filename=name)
    return message


async def _deliver(server: SplitResult, message: EmailMessage) -> None:
    async with connection(server) as smtp:
        crash('before_mail')
        await smtp.send_message(message)
        crash('mail_sent')


def connection(server: SplitResult) -> aiosmtplib.SMTP:
    """To be entered: connected to the mail server of SMTP_URL, and logged in."""
    over_tls = server.scheme == 'smtps'
    return aiosmtplib.SMTP(
        hostname=server.hostname or 'localhost',
        port=server.port or (465 if over_tls else 587),
        username=unquote(server.username) if server.username else None,
        password=unquote(server.password) if server.password else None,
        use_tls=over_tls,
        # a password never travels in the clear; without one, encryption is used where it is offered
        start_tls=None if over_tls or not server.username else True,
        tls_context=ssl.create_default_context(),
        timeout=SECONDS,
    )


def _print(mail: Mail) -> None:
    frame = '-' * 72
    print(f'{frame}\nMail to {mail.to}: {mail.subject}\n\n{mail.plain}{frame}', file=sys.stderr, flush=True)  # noqa: T201
