"""`hub doctor`: looks at settings, stores and what the hub needs around it, and says what to fix."""

from collections.abc import AsyncIterator, Iterator
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

import aiosmtplib

from hub.build import FRONTENDS, is_current
from hub.commands import Refused
from hub.commands.installation import dsn, reached
from hub.config import EVERYWHERE, Settings
from hub.mail import connection
from hub.model.errors import HubError, Unavailable
from storage import upkeep
from storage.blobs import open_blobs
from storage.migrate import MigrationRefused
from storage.redis import Redis


class Verdict(StrEnum):
    """How it stands with one thing."""

    WELL = 'ok'
    MIND = 'note'
    WRONG = 'fix'


class Finding(NamedTuple):
    """One thing that was looked at."""

    verdict: Verdict
    what: str


async def examine(settings: Settings) -> None:
    """Print every finding. Raises Refused if something has to be fixed."""
    async with reached(settings) as found:
        findings = [finding async for finding in _findings(found)]
    for finding in findings:
        print(f'{finding.verdict:>4}  {finding.what}')  # noqa: T201 - it is the command's answer
    wrong = sum(finding.verdict is Verdict.WRONG for finding in findings)
    if wrong:
        raise Refused(f'{wrong} {"thing has" if wrong == 1 else "things have"} to be fixed')


async def _findings(settings: Settings) -> AsyncIterator[Finding]:
    for finding in _settings(settings):
        yield finding
    for look in (_database, _redis, _files, _mail):
        async for finding in look(settings):
            yield finding
    for frontend in FRONTENDS:
        if is_current(frontend):
            yield Finding(Verdict.WELL, f'The {frontend.name} is built')
        else:
            yield Finding(
                Verdict.WRONG, f'The {frontend.name} is not built, or its sources have changed: run `hub build`'
            )


def _settings(settings: Settings) -> Iterator[Finding]:
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
    if any(len(key.get_secret_value()) < 32 for key in settings.secret_keys):
        yield Finding(Verdict.WRONG, 'SECRET_KEYS: each key has to be at least 32 characters long')
    if settings.rate_limits == 'off':
        yield Finding(Verdict.WRONG, 'RATE_LIMITS is off, which is for benchmarks only')


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    try:
        server = await upkeep.server(dsn(settings))
        lacking = await upkeep.lacking(dsn(settings))
    except (Unavailable, MigrationRefused) as problem:
        yield Finding(Verdict.WRONG, f'Database: {problem}')
        return
    for fault in server.faults:
        yield Finding(Verdict.WRONG, f'Database: {fault}')
    if not server.faults:
        yield Finding(Verdict.WELL, f'PostgreSQL {server.version} keeps what it acknowledges')
    if lacking or server.missing:
        yield Finding(Verdict.WRONG, f'The schema lacks {len(lacking)} migrations: run `hub migrate`')
    else:
        yield Finding(Verdict.WELL, 'The schema is up to date; the roles of the hub cannot pass the wall of a tenant')


async def _redis(settings: Settings) -> AsyncIterator[Finding]:
    redis = Redis(settings.redis_url.get_secret_value() if settings.redis_url else '')
    try:
        version = await redis.version()
    finally:
        await redis.close()
    if version is None:
        yield Finding(Verdict.WRONG, 'Redis does not answer: agents on other processes learn of messages 3 s late')
    elif version.is_patched:
        yield Finding(Verdict.WELL, f'{version.name} {version.number} answers')
    else:
        yield Finding(
            Verdict.MIND, f'{version.name} {version.number} is open to CVE-2025-49844, unless your system mended it'
        )


async def _files(settings: Settings) -> AsyncIterator[Finding]:
    where = settings.blob_url or f'a folder in {settings.data_dir}'
    try:
        blobs = await open_blobs(settings.blob_url, settings.data_dir, settings.aws_endpoint_url)
        try:
            await blobs.check()
        finally:
            await blobs.close()
    except (HubError, ValueError) as problem:
        yield Finding(Verdict.WRONG, f'Files in {where}: {problem}')
    else:
        yield Finding(Verdict.WELL, f'Files are kept in {where}')


async def _mail(settings: Settings) -> AsyncIterator[Finding]:
    if settings.smtp_url is None:
        yield Finding(Verdict.MIND, 'SMTP_URL is not set: codes and invitations are printed on this terminal')
        return
    server = urlsplit(settings.smtp_url.get_secret_value())
    try:
        async with connection(server):
            yield Finding(Verdict.WELL, f'The mail server {server.hostname} lets us in')
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as problem:
        yield Finding(Verdict.WRONG, f'The mail server {server.hostname} does not: {problem}')
