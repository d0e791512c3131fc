"""Settings: read once from the environment, validated once at start, frozen after.

`hub doctor` explains each of them; docs/running.md lists them.
"""

from functools import cached_property
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def _split(value: object) -> object:
    return [part.strip() for part in value.split(',') if part.strip()] if isinstance(value, str) else value


def _networks(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        ip_network(name, strict=False)
    return names


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == 'localhost'


KEY_LENGTH = 32
EVERYWHERE = frozenset({'0.0.0.0', '::'})  # noqa: S104 - compared, not bound
Address = TypeVar('Address', str, SecretStr)
Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
Networks = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split), AfterValidator(_networks)]


def _scheme(*schemes: str) -> AfterValidator:
    """An address of one of these kinds; empty is for `unset`."""

    def check(value: Address) -> Address:
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        if text and not (text.partition('://')[0] in schemes and text.partition('://')[2]):
            raise ValueError('has to begin with ' + ' or '.join(f'{scheme}://' for scheme in schemes))
        return value

    return AfterValidator(check)


def _long_enough(keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
    if any(len(key.get_secret_value()) < KEY_LENGTH for key in keys):
        raise ValueError(f'each key has to be at least {KEY_LENGTH} characters long')
    return keys


Secrets = Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_split), AfterValidator(_long_enough)]
WebAddress = Annotated[str, _scheme('http', 'https')]
BlobUrl = Annotated[str, _scheme('file', 's3')]
PostgresUrl = Annotated[SecretStr, _scheme('postgresql', 'postgres')]
RedisUrl = Annotated[SecretStr, _scheme('redis', 'rediss', 'unix')]
SmtpUrl = Annotated[SecretStr, _scheme('smtp', 'smtps')]


class Settings(BaseSettings):
    """One installation's settings; the field's name in capitals is the variable's name."""

    model_config = SettingsConfigDict(frozen=True, extra='ignore', env_ignore_empty=True)

    host: str = '127.0.0.1'
    port: int = Field(8000, ge=0, le=65535)
    public_url: WebAddress = Field('', description='Where browsers reach the hub; http://HOST:PORT where unset')
    files_url: WebAddress = Field('', description='Another origin for stored files; PUBLIC_URL where unset')
    data_dir: Path = Field(Path('.hub'), description='Folder of the embedded stores and of stored files')
    trusted_proxies: Networks = Field((), description='Addresses or networks whose X-Forwarded-For is believed')

    database_url: PostgresUrl | None = None
    redis_url: RedisUrl | None = None
    blob_url: BlobUrl = Field('', description='file:///folder or s3://bucket/prefix; a folder in DATA_DIR where unset')
    aws_endpoint_url: WebAddress | None = None

    smtp_url: SmtpUrl | None = Field(None, description="The hub's own mail: smtp://user:password@host:587")
    mail_from: str = 'CustArea hub <hub@localhost>'
    egress_allow: Names = ()
    dns_server: str | None = None

    secret_keys: Secrets = Field((), description='Newest first; each at least 32 characters')
    supabase_url: WebAddress | None = None
    supabase_jwt_secret: SecretStr | None = None

    twilio_api_url: str = 'https://api.twilio.com'
    ai_base_url: str | None = None
    ai_api_key: SecretStr | None = None
    ai_model: str | None = None

    log_format: Literal['json', 'console'] = Field('json', validation_alias=AliasChoices('log_format', 'LOG_FORMAT'))
    rate_limits: Literal['on', 'off'] = 'on'
    """`off` is for benchmarks only: it lifts socket caps too."""

    @cached_property
    def base_url(self) -> str:
        """The hub's own address without a slash at the end; every link is built from it, none from a Host header."""
        return (self.public_url or f'http://{self.host_name}:{self.port}').rstrip('/')

    @cached_property
    def host_name(self) -> str:
        """What a browser on this machine calls the host: no browser can open the address that means everywhere."""
        if self.host in EVERYWHERE:
            return 'localhost'
        return f'[{self.host}]' if ':' in self.host else self.host

    @cached_property
    def is_private(self) -> bool:
        """Whether only this machine reaches the hub: it listens on loopback, and no proxy is said to stand before."""
        return _is_loopback(self.host) and _is_loopback(urlsplit(self.base_url).hostname or '')

    @cached_property
    def files_base_url(self) -> str:
        """The origin that stored files are served from."""
        return (self.files_url or self.base_url).rstrip('/')

    @cached_property
    def files_are_apart(self) -> bool:
        """Whether stored files have an origin of their own, as they should wherever strangers upload."""
        return urlsplit(self.files_base_url).netloc.lower() != urlsplit(self.base_url).netloc.lower()

    @cached_property
    def is_https(self) -> bool:
        """Whether browsers reach us over TLS."""
        return urlsplit(self.base_url).scheme == 'https'
