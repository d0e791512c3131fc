"""What there is to say of the settings: which are set, what each is for, and what of them does not fit together."""

from collections.abc import Iterator
from email.utils import parseaddr
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from pydantic import SecretStr

from hub.config import EVERYWHERE, KEY_LENGTH, Settings


class Verdict(StrEnum):
    """How it stands with one thing."""

    WELL = 'ok'
    MIND = 'note'
    WRONG = 'fix'


class Finding(NamedTuple):
    """One thing that was looked at."""

    verdict: Verdict
    what: str


def findings(settings: Settings) -> Iterator[Finding]:
    """What is to be said of the settings by themselves."""
    yield from _addresses(settings)
    yield from _secrets(settings)
    yield from _pairs(settings)
    if settings.rate_limits == 'off':
        yield Finding(Verdict.WRONG, 'RATE_LIMITS is off, which is for benchmarks only')


def _addresses(settings: Settings) -> Iterator[Finding]:
    url = urlsplit(settings.base_url)
    is_here = url.hostname in {'localhost', '127.0.0.1', '::1'}
    if settings.host in EVERYWHERE and not settings.public_url:
        yield Finding(Verdict.WRONG, f"HOST {settings.host} is nobody's address: set PUBLIC_URL")
    elif is_here:
        yield Finding(Verdict.MIND, f'Browsers reach the hub at {settings.base_url} only; set PUBLIC_URL for others')
    elif not settings.is_https:
        yield Finding(Verdict.WRONG, f'PUBLIC_URL {settings.base_url} is not https: tokens travel in the clear')
    else:
        yield Finding(Verdict.WELL, f'Browsers reach the hub at {settings.base_url}')
    if settings.files_base_url == settings.base_url and not is_here:
        yield Finding(
            Verdict.MIND, 'Stored files are served from the origin of the inbox; FILES_URL gives them another'
        )
    if not is_here and not settings.trusted_proxies:
        yield Finding(Verdict.MIND, 'TRUSTED_PROXIES is not set: behind a proxy, all callers count as one')


def _secrets(settings: Settings) -> Iterator[Finding]:
    if any(len(key.get_secret_value()) < KEY_LENGTH for key in settings.secret_keys):
        yield Finding(Verdict.WRONG, f'SECRET_KEYS: each key has to be at least {KEY_LENGTH} characters long')
    if '@' not in parseaddr(settings.mail_from)[1]:
        yield Finding(Verdict.WRONG, f'MAIL_FROM {settings.mail_from!r} has no address')


def _pairs(settings: Settings) -> Iterator[Finding]:
    """Settings that mean nothing without another."""
    if settings.supabase_jwt_secret and settings.supabase_url is None:
        yield Finding(Verdict.WRONG, 'SUPABASE_JWT_SECRET is not used without SUPABASE_URL: set both, or neither')
    if settings.aws_endpoint_url and not settings.blob_url.startswith('s3://'):
        yield Finding(Verdict.MIND, 'AWS_ENDPOINT_URL is not used without a BLOB_URL that begins with s3://')
    if (settings.ai_api_key or settings.ai_model) and settings.ai_base_url is None:
        yield Finding(Verdict.MIND, 'AI_API_KEY and AI_MODEL mean nothing without AI_BASE_URL')


def described(settings: Settings) -> Iterator[str]:
    """A line for each setting: its value if it was set, and what it is for. They are valid, or there were none."""
    for name, field in Settings.model_fields.items():
        value = f'={_shown(getattr(settings, name))}' if name in settings.model_fields_set else ' is not set'
        yield f'{name.upper()}{value}: {field.description}'


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ','.join(_shown(part) for part in value)
    return '***' if isinstance(value, SecretStr) else str(value)
