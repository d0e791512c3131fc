"""Blocking: what the blocked send reaches nobody, and nobody has to notice."""

import asyncio
from uuid import uuid4

import pytest
from socketio.exceptions import ConnectionError as ConnectionRefused

from hub.auth import revoking
from tests.live.conftest import Desk, desk

__all__ = ['desk']


async def _contact(desk: Desk) -> tuple[str, str, str]:
    """A visitor who wrote and left an address: their token, the contact and the conversation."""
    visitor = await desk.visitor()
    token = (await visitor.hear('session'))['visitor']
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await visitor.call('identify', {'name': 'Anna', 'email': f'{uuid4().hex}@example.com'})
    row = (await desk.shop.owner.api.get(f'conversations/{conversation}')).ok()
    return token, row['contact']['id'], conversation


async def test_a_blocked_contact_is_hung_up_on_and_does_not_come_back(desk: Desk) -> None:
    api, agent = desk.shop.owner.api, await desk.agent()
    token, contact, _ = await _contact(desk)
    blocked = (await api.post(f'contacts/{contact}/block', {'reason': 'Spam'})).ok()
    assert blocked['blocked_at']
    await agent.hear('contact.updated', lambda said: said == {'id': contact})
    with pytest.raises(ConnectionRefused, match='failed to connect'):
        await desk.visitor(token)
    assert (await api.post(f'contacts/{contact}/block', {})).ok()['blocked_at'] == blocked['blocked_at']
    assert (await api.delete(f'contacts/{contact}/block')).ok()['blocked_at'] is None
    back = await desk.visitor(token)
    assert (await back.say('I am sorry'))['ok']
    audited = "SELECT action FROM audit_logs WHERE entity_type = 'contact' ORDER BY created_at"
    said = [row[0] for row in await desk.shop.rows(audited)]
    assert said == ['contact.blocked', 'contact.unblocked']


async def test_a_visitor_whom_nobody_knows_can_be_blocked(desk: Desk) -> None:
    api, visitor = desk.shop.owner.api, await desk.visitor()
    token = (await visitor.hear('session'))['visitor']
    conversation = (await visitor.say('Buy gold'))['message']['conversation_id']
    visitor_id = (await api.get(f'conversations/{conversation}')).ok()['visitor_id']
    assert (await api.post(f'visitors/{visitor_id}/block', {})).ok()['blocked_at']
    await visitor.hear('closing', lambda said: said == {'reason': 'blocked'})
    with pytest.raises(ConnectionRefused, match='failed to connect'):
        await desk.visitor(token)
    assert (await api.delete(f'visitors/{visitor_id}/block')).ok()['blocked_at'] is None
    await desk.visitor(token)


async def test_where_no_word_of_it_came_the_socket_is_closed_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revoking, 'LOOK_SECONDS', 0.2)
    visitor = await desk.visitor()
    await visitor.say('Buy gold')
    await desk.shop.rows('UPDATE widget_visitors SET blocked_at = now()')
    looking = asyncio.create_task(revoking.look_again(desk.shop.hub))
    try:
        await visitor.hear('closing', lambda said: said == {'reason': 'blocked'})
    finally:
        looking.cancel()
