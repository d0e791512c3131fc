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


def _hosts(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if '/' in name or not urlsplit(f'//{name}').hostname:
            raise ValueError(f'{name!r} is no name of a host, or host:port')
    return names


def _name_server(text: str) -> str:
    try:
        ip_address(text)
    except ValueError:
        parts = urlsplit(f'//{text}')
        if parts.port is None:
            raise
        ip_address(parts.hostname or '')
    return text


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == 'localhost'


KEY_LENGTH = 32
EVERYWHERE = frozenset({'0.0.0.0', '::'})  # noqa: S104 - compared, not bound
Address = TypeVar('Address', str, SecretStr)
Hosts = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split), AfterValidator(_hosts)]
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
NameServer = Annotated[str, AfterValidator(_name_server)]
WebAddress = Annotated[str, _scheme('http', 'https')]
BlobUrl = Annotated[str, _scheme('file', 's3')]
PostgresUrl = Annotated[SecretStr, _scheme('postgresql', 'postgres')]
RedisUrl = Annotated[SecretStr, _scheme('redis', 'rediss', 'unix')]
SmtpUrl = Annotated[SecretStr, _scheme('smtp', 'smtps')]


class Settings(BaseSettings):
    """One installation's settings; the field's name in capitals is the variable's, its description the doctor's."""

    model_config = SettingsConfigDict(frozen=True, extra='ignore', env_ignore_empty=True)

    host: str = Field('127.0.0.1', description='the address to listen on; 0.0.0.0 is every one of this machine')
    port: int = Field(8000, ge=0, le=65535, description='the port to listen on')
    public_url: WebAddress = Field('', description='where browsers reach the hub; http://HOST:PORT where unset')
    files_url: WebAddress = Field('', description='another origin for stored files; PUBLIC_URL where unset')
    data_dir: Path = Field(Path('.hub'), description='the folder of embedded stores, files and secret keys')
    trusted_proxies: Networks = Field((), description='addresses or networks whose X-Forwarded-For is believed')

    database_url: PostgresUrl | None = Field(None, description='your own PostgreSQL; an embedded one where unset')
    redis_url: RedisUrl | None = Field(None, description='your own Redis or Valkey; an embedded one where unset')
    blob_url: BlobUrl = Field('', description='file:///folder or s3://bucket/prefix; a folder in DATA_DIR where unset')
    aws_endpoint_url: WebAddress | None = Field(None, description='the S3 of others than Amazon, for BLOB_URL')

    smtp_url: SmtpUrl | None = Field(None, description="the mail server for the hub's own mail; printed where unset")
    mail_from: str = Field('CustArea hub <hub@localhost>', description="whom the hub's own mail is from")
    egress_allow: Hosts = Field((), description='hosts the hub may call besides public ones')
    dns_server: NameServer | None = Field(None, description='not used yet: who resolves names')

    secret_keys: Secrets = Field((), description='sign and encrypt, newest first; made in DATA_DIR where unset')
    supabase_url: WebAddress | None = Field(None, description='a Supabase project signs people in; we do where unset')
    supabase_jwt_secret: SecretStr | None = Field(None, description='of a project that signs with a shared secret')

    twilio_api_url: WebAddress = Field('https://api.twilio.com', description='not used yet: where Twilio is called')
    ai_base_url: WebAddress | None = Field(None, description='not used yet: a model with an API like that of OpenAI')
    ai_api_key: SecretStr | None = Field(None, description='not used yet: the key to that model')
    ai_model: str | None = Field(None, description='not used yet: its name')

    log_format: Literal['json', 'console'] = Field(
        'json',
        validation_alias=AliasChoices('log_format', 'LOG_FORMAT'),
        description='the form of log lines: json, or console for people',
    )
    rate_limits: Literal['on', 'off'] = Field('on', description='off is for benchmarks only: lifts socket caps too')

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
