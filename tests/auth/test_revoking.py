"""What was taken back is over: over HTTP at once, on open sockets at once or within the minute."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from uuid import UUID

import jwt
import pytest

from hub.auth import revoking
from hub.context import Hub
from tests.auth.credentials import Forge
from tests.live.peers import Peer, eventually
from tests.tenants import Member, Shop, Tenants


async def sit_down(member: Member) -> Peer:
    """The member's socket."""
    peer = Peer(member.api.base, '/agent', {'token': member.token})
    await peer.__aenter__()
    await peer.hear('session')
    return peer


async def sign_out(shop: Shop, member: Member) -> None:
    assert (await member.api.post('auth/sign-out')).status == 204


async def sign_out_everywhere(shop: Shop, member: Member) -> None:
    assert (await member.api.post('auth/sign-out', {'everywhere': True})).status == 204


async def switch_off(shop: Shop, member: Member) -> None:
    (await shop.owner.api.patch(f'users/{member.user.id}', {'is_active': False})).ok()


async def change_role(shop: Shop, member: Member) -> None:
    (await shop.owner.api.patch(f'users/{member.user.id}', {'role': 'manager'})).ok()


@pytest.mark.parametrize('end', [sign_out, sign_out_everywhere, switch_off, change_role])
async def test_an_open_socket_ends_at_once(tenants: Tenants, end: Callable[[Shop, Member], Awaitable[None]]) -> None:
    shop = await tenants.make()
    agent, colleague = await shop.hire(), await shop.hire()
    theirs, others = await sit_down(agent), await sit_down(colleague)
    await end(shop, agent)
    await eventually(lambda: not theirs.connected)
    assert ('closing', {'reason': 'signed_out'}) in theirs.heard
    assert others.connected
    await others.__aexit__()


async def test_a_socket_nobody_told_is_found_by_looking(
    tenants: Tenants, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = await tenants.make()
    agent = await sit_down(await shop.hire())
    await shop.rows("UPDATE users SET is_active = false WHERE role = 'agent'")
    await look(hub, monkeypatch, until_gone=agent)


async def test_a_socket_ends_with_its_token(tenants: Tenants, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    member = (await tenants.make()).owner
    token = Forge(hub, member).token(exp=int(time.time()) - 26)
    peer = Peer(member.api.base, '/agent', {'token': token})
    await peer.__aenter__()
    await eventually(lambda: time.time() > peer_end(token) + 30)
    await look(hub, monkeypatch, until_gone=peer)


async def test_a_revoked_key_ends_its_socket(tenants: Tenants, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = (await tenants.make()).owner
    made = (await owner.api.post('api-keys', {'name': 'Bot', 'scopes': ['conversations.read']})).ok(201)
    peer = Peer(owner.api.base, '/agent', {'token': made['key']})
    await peer.__aenter__()
    await look(hub, monkeypatch)
    assert peer.connected
    assert (await owner.api.delete(f'api-keys/{UUID(made["id"])}')).status == 204
    await look(hub, monkeypatch, until_gone=peer)


async def look(hub: Hub, monkeypatch: pytest.MonkeyPatch, *, until_gone: Peer | None = None) -> None:
    """What happens every twenty seconds, now: for a moment, or until it has ended this socket."""
    monkeypatch.setattr(revoking, 'LOOK_SECONDS', 0.05)
    task = asyncio.create_task(revoking.look_again(hub))
    try:
        await (eventually(lambda: not until_gone.connected) if until_gone else asyncio.sleep(0.5))
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def peer_end(token: str) -> float:
    """When a token ends."""
    return float(jwt.decode(token, options={'verify_signature': False})['exp'])
