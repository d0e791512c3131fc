"""`hub doctor`: looks at settings, stores and what the hub needs around it, and says what to fix."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import aiosmtplib

from hub.advice import Finding, Verdict, described
from hub.advice import findings as of_settings
from hub.auth.jwks import Jwks
from hub.build import FRONTENDS, is_current
from hub.commands import Refused
from hub.commands.installation import demo_folder, dsn, holds_stores, reached
from hub.config import Settings
from hub.logs import strike
from hub.mail import connection
from hub.model.errors import HubError, Unavailable
from storage import upkeep
from storage.blobs import open_blobs
from storage.egress import WebEgress
from storage.migrate import MigrationRefused
from storage.redis import Redis


async def examine(settings: Settings) -> None:
    """Print every finding, then every setting. Raises Refused if something has to be fixed."""
    settings, whose = _installed(settings)
    findings = [*of_settings(settings), *([whose] if whose else [])]
    if settings.database_url or holds_stores(settings.data_dir):
        async with reached(settings) as found:
            findings += [finding for look in (_database, _redis, _files) async for finding in look(found)]
    findings += [finding for look in (_mail, _sign_in) async for finding in look(settings)]
    findings += _of_frontends()
    for finding in findings:
        print(f'{finding.verdict:>4}  {finding.what}')  # noqa: T201 - it is the command's answer
    print('\nThe settings, all of them valid:')  # noqa: T201
    for line in described(settings):
        print(f'      {strike(line)}')  # noqa: T201
    wrong = sum(finding.verdict is Verdict.WRONG for finding in findings)
    if wrong:
        raise Refused(f'{wrong} {"thing has" if wrong == 1 else "things have"} to be fixed')


def _installed(settings: Settings) -> tuple[Settings, Finding | None]:
    """What there is to examine, and a word where it is not what the settings name. Looking makes nothing."""
    if settings.database_url or holds_stores(settings.data_dir):
        return settings, None
    if holds_stores(demo := demo_folder(settings)):
        what = f'Nothing is installed in {settings.data_dir} yet: what follows is about the demo in {demo}'
        return settings.model_copy(update={'data_dir': demo}), Finding(Verdict.MIND, what)
    what = f'Nothing is installed in {settings.data_dir} yet: `hub demo` or `hub serve` does that as it starts'
    return settings, Finding(Verdict.MIND, what)


def _of_frontends() -> list[Finding]:
    return [
        Finding(Verdict.WELL, f'The {frontend.name} is built')
        if is_current(frontend)
        else Finding(Verdict.WRONG, f'The {frontend.name} is not built, or its sources have changed: run `hub build`')
        for frontend in FRONTENDS
    ]


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


async def _sign_in(settings: Settings) -> AsyncIterator[Finding]:
    if settings.supabase_url is None:
        return
    project = settings.supabase_url.rstrip('/')
    egress = WebEgress()
    try:
        keys = await Jwks(f'{project}/auth/v1/.well-known/jwks.json', egress.get).fetch()
    finally:
        await egress.close()
    if keys:
        yield Finding(Verdict.WELL, f'{project} signs people in; {keys} of its public keys can be used')
    elif settings.supabase_jwt_secret:
        yield Finding(Verdict.MIND, f'{project} gives no public keys: only tokens of SUPABASE_JWT_SECRET are taken')
    else:
        yield Finding(Verdict.WRONG, f'{project} gives no public keys and SUPABASE_JWT_SECRET is not set: no sign-in')
