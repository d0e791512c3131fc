"""Credentials at rest: sealed, bound to their row, sealed anew under another key, and nowhere to be read (M22)."""

import base64
import contextlib
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import pytest

from hub.commands import Refused, tenants
from hub.config import Settings
from hub.context import Hub
from hub.secrets import Keys
from hub.webhooks.webhook_deliveries import secret_row
from storage import migrate
from storage.sealed import _KEEP
from tests.conftest import make_settings
from tests.live.conftest import Desk, desk
from tests.sql.everything import tenant_tables

__all__ = ['desk']

OLD, NEW = 'an-old-key-of-at-least-32-characters-', 'the-new-key-of-at-least-32-characters'
ROW = f'{uuid4()}:hub.webhook_endpoints:secret:{uuid4()}'


def test_a_sealed_secret_opens_only_in_its_own_row() -> None:
    keys = Keys([NEW])
    sealed = keys.encrypt(b'canary', ROW)
    assert keys.decrypt(sealed, ROW) == b'canary'
    tenant, place, column, id = ROW.split(':')
    for row in (f'{uuid4()}:{place}:{column}:{id}', f'{tenant}:{place}:old_secret:{id}', f'{ROW}x'):
        with pytest.raises(ValueError, match='no key opens'):
            keys.decrypt(sealed, row)
    for spoilt in (sealed[:-1], sealed[1:], b'', sealed[:-1] + bytes([sealed[-1] ^ 1])):
        with pytest.raises(ValueError, match='no key opens'):
            keys.decrypt(spoilt, ROW)


def test_a_sealed_secret_says_which_key_it_needs() -> None:
    both, new = Keys([NEW, OLD]), Keys([NEW])
    sealed = Keys([OLD]).encrypt(b'canary', ROW)
    assert both.decrypt(sealed, ROW) == b'canary'
    assert not both.is_newest(sealed)
    assert both.is_newest(both.encrypt(b'canary', ROW))
    with pytest.raises(ValueError, match='no key opens'):
        new.decrypt(sealed, ROW)


def test_what_was_sealed_before_keys_had_names_still_opens() -> None:
    keys = Keys([NEW, OLD])
    sealed = Keys([OLD]).encrypt(b'canary', ROW)
    assert keys.decrypt(sealed[5:], ROW) == b'canary'
    assert not keys.is_newest(sealed[5:])


def test_every_sealed_column_is_known_to_the_command() -> None:
    """A bytea that is no hash and no payload is a credential: a new one has to be added to hub.sealed_secrets."""
    sql = ''.join(path.read_text() for path in (migrate.FOLDER / 'migrations').glob('*sealed*.sql'))
    assert _KEEP.keys() == {word for word in sql.split("'") if word.count(':') == 1 and ' ' not in word}


async def _tables(database_url: str) -> str:
    """Everything that a dump of the database would hold, as text."""
    connection = await asyncpg.connect(database_url)
    try:
        rows = [
            row[0]
            for table in await tenant_tables(connection)
            for row in await connection.fetch(f'SELECT t::text FROM {table.name} t')  # noqa: S608 - our own
        ]
    finally:
        await connection.close()
    return '\n'.join(rows)


async def test_no_credential_can_be_read_in_a_dump_or_in_the_log(
    desk: Desk, hub: Hub, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    owner = desk.shop.owner.api
    asked = {'url': 'https://shop.invalid/', 'events': ['message.created']}
    endpoint = (await owner.post('webhook-endpoints', asked)).ok(201)
    (widget,) = (await owner.get('widgets')).ok()['items']
    identity = (await owner.post(f'widgets/{widget["id"]}/identity-secret')).ok(201)['identity_secret']
    (await owner.post(f'webhook-endpoints/{endpoint["id"]}/test')).ok()
    secret = base64.b64decode(endpoint['secret'].removeprefix('whsec_'))
    canaries = [identity, identity.encode().hex(), secret.hex(), base64.b64encode(secret).decode()]
    kept, said = await _tables(database_url), capsys.readouterr()
    assert endpoint['id'] in kept
    for canary in canaries:
        assert canary not in kept
        assert canary not in said.out + said.err
    row = f'{desk.shop.tenant.id}:tenant_widget_config:identity_secret:{widget["id"]}'
    (sealed,) = await desk.shop.rows('SELECT identity_secret AS sealed FROM tenant_widget_config')
    assert hub.keys.decrypt(sealed['sealed'], row) == identity.encode()


async def test_the_command_seals_anew_and_the_old_key_can_go(
    desk: Desk,
    settings: Settings,
    database_url: str,
    redis_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = {'url': 'https://shop.invalid/', 'events': ['message.created']}
    endpoint = (await desk.shop.owner.api.post('webhook-endpoints', asked)).ok(201)
    first = settings.secret_keys[0].get_secret_value()
    both = make_settings(database_url, redis_url, tmp_path, secret_keys=f'{NEW},{first}')
    for _ in range(2):
        await _resealed(both)
    ((sealed,),) = await desk.shop.rows('SELECT secret FROM hub.webhook_endpoints')
    row = secret_row(desk.shop.tenant.id, UUID(endpoint['id']), 'secret')
    secret = base64.b64decode(endpoint['secret'].removeprefix('whsec_'))
    assert Keys([NEW]).decrypt(sealed, row) == secret
    # the way back, so that the others of this database open with their key; without it nothing is touched
    with pytest.raises(Refused, match='open with none'):
        await tenants.reseal(make_settings(database_url, redis_url, tmp_path, secret_keys=first))
    await _resealed(make_settings(database_url, redis_url, tmp_path, secret_keys=f'{first},{NEW}'))
    ((again,),) = await desk.shop.rows('SELECT secret FROM hub.webhook_endpoints')
    assert hub_keys(settings).decrypt(again, row) == secret


async def _resealed(settings: Settings) -> None:
    with contextlib.suppress(Refused):  # tests before this one may have left what nobody can open
        await tenants.reseal(settings)


def hub_keys(settings: Settings) -> Keys:
    """As the hub has them."""
    return Keys([key.get_secret_value() for key in settings.secret_keys])
