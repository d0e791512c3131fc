"""Every socket event with somebody else's ids: generated from the namespaces' tables of events."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest

from handlers.agent_socket import AGENT_EVENTS
from handlers.namespace import SocketEvent
from handlers.visitor_socket import VISITOR_EVENTS
from tests.api.bodies import AGENT_PAYLOADS, VISITOR_PAYLOADS, Ids
from tests.api.test_matrix import takes_id
from tests.api.world import World, build
from tests.api_client import Api
from tests.live.peers import Heard, Peer
from tests.tenants import Tenants

REFUSALS = {'not_found', 'forbidden', 'conflict', 'invalid'}
NOBODY_THERE_SAYS = {'message', 'message.updated', 'typing', 'read', 'notification', 'closing'}
"""Events that only somebody's doing brings about; over there nobody does anything."""
ANSWERED_ANYHOW = {'typing', 'unwatch'}
"""They tell nothing and store nothing: that nobody hears them is the proof."""


@dataclass
class Stage:
    """Who acts, and who must not notice."""

    world: World
    agent: Peer
    visitor: Peer
    others: list[Peer]
    """An agent and a visitor of theirs, and another visitor of ours."""
    spoken: list[str] = field(default_factory=list)
    """Ids that came up on the way."""

    def noise(self) -> list[tuple[str, Heard]]:
        """What others have heard of us, by whatever name: the other tenant what is ours, our bystander anything."""
        agent, visitor, bystander = self.others
        return [
            *((name, heard) for name, heard in agent.heard + visitor.heard if self._is_ours(name, heard)),
            *((name, heard) for name, heard in bystander.heard if name != 'session'),
        ]

    def ids(self) -> Ids:
        """Ours, and where our feed stands."""
        return {**self.world.ours.ids, 'cursor': next(heard['cursor'] for name, heard in self.agent.heard)}

    def _is_ours(self, name: str, heard: Heard) -> bool:
        ours, theirs = self.world.ours, self.world.theirs
        people = [str(member.user.id) for member in ours.members.values()]
        canaries = [*ours.canaries, *people, str(ours.shop.tenant.id), *self.spoken]
        if name == 'watching':
            return [watcher['id'] for watcher in heard['watchers']] != [str(theirs.shop.owner.user.id)]
        return name in NOBODY_THERE_SAYS or any(canary in str(heard) for canary in canaries)


@pytest.fixture
async def stage(tenants: Tenants, api: Api, database_url: str) -> AsyncIterator[Stage]:
    """Ours acts; theirs, and another visitor of ours, listen."""
    world = await build(tenants, api, database_url)
    async with AsyncExitStack() as stack:

        async def enter(namespace: str, auth: Heard, key: str = '') -> Peer:
            return await stack.enter_async_context(Peer(f'{api.base}?key={key}', namespace, auth))

        ours, theirs = world.ours, world.theirs
        stage = Stage(
            world,
            agent=await enter('/agent', {'token': ours.shop.owner.token}),
            visitor=await enter('/visitor', {'key': ours.widget_key}, ours.widget_key),
            others=[
                await enter('/agent', {'token': theirs.shop.owner.token}),
                await enter('/visitor', {'key': theirs.widget_key, 'visitor': theirs.visitor_token}, theirs.widget_key),
                await enter('/visitor', {'key': ours.widget_key}, ours.widget_key),
            ],
        )
        await stage.others[0].call('watch', {'conversation_id': theirs.ids['conversations']})
        await _settle(stage)
        for other in stage.others:
            other.heard = [heard for heard in other.heard if heard[0] == 'session']
        yield stage


def test_every_event_has_a_payload_to_spoil() -> None:
    assert set(AGENT_EVENTS) == set(AGENT_PAYLOADS)
    assert set(VISITOR_EVENTS) <= set(VISITOR_PAYLOADS)


async def test_an_agents_events_reach_no_other_tenant(stage: Stage) -> None:
    before = await stage.world.picture()
    wrong = await _spoil(stage.agent, AGENT_EVENTS, AGENT_PAYLOADS, stage.world.ours.ids, stage.world.theirs.ids)
    assert not wrong
    await _settle(stage)
    assert not stage.noise()
    assert await stage.world.picture() == before


async def test_a_visitors_events_reach_no_other_tenant(stage: Stage) -> None:
    before = await stage.world.picture()
    said = await stage.visitor.say('Hello')
    mine = {**stage.world.ours.ids, 'conversations': said['message']['conversation_id']}
    wrong = await _spoil(stage.visitor, VISITOR_EVENTS, VISITOR_PAYLOADS, mine, stage.world.theirs.ids)
    assert not wrong
    await _settle(stage)
    assert not stage.noise()
    assert await stage.world.picture() == before


async def test_a_visitors_events_reach_no_other_visitor(stage: Stage) -> None:
    """The same tenant, another browser: its conversation, and the files of its agents, are none of ours."""
    said = await stage.visitor.say('Hello')
    await stage.world.noted(said['message']['id'])
    before = await stage.world.picture(stage.world.ours)
    mine = {**stage.world.ours.ids, 'conversations': said['message']['conversation_id']}
    wrong = await _spoil(stage.visitor, VISITOR_EVENTS, VISITOR_PAYLOADS, mine, stage.world.ours.ids)
    assert not wrong
    assert await stage.world.picture(stage.world.ours) == before


async def test_what_is_done_rightly_is_heard_by_those_it_concerns_alone(stage: Stage) -> None:
    ids, said = stage.ids(), await stage.visitor.say('Hello')
    mine = {**ids, 'conversations': said['message']['conversation_id']}
    stage.spoken += [mine['conversations'], said['message']['id']]
    assert not await _do(stage.agent, AGENT_EVENTS, AGENT_PAYLOADS, mine)
    assert not await _do(stage.visitor, VISITOR_EVENTS, VISITOR_PAYLOADS, mine)
    assert not await _do(stage.agent, AGENT_EVENTS, AGENT_PAYLOADS, ids)
    await stage.agent.hear('presence', lambda heard: heard['state'] == 'away')
    await _settle(stage)
    assert not stage.noise()


async def test_another_tenants_cursor_tells_nothing(stage: Stage) -> None:
    cursor = (await stage.others[0].hear('session'))['cursor']
    answer = await stage.agent.call('feed', {'cursor': cursor})
    assert not [canary for canary in stage.world.theirs.canaries if canary in str(answer)]


async def test_no_event_takes_a_field_it_does_not_know(stage: Stage) -> None:
    wrong = []
    for peer, events, payloads in (
        (stage.agent, AGENT_EVENTS, AGENT_PAYLOADS),
        (stage.visitor, VISITOR_EVENTS, VISITOR_PAYLOADS),
    ):
        for name in events:
            for extra in ('tenant_id', 'role', 'seq_', 'sender_id'):
                answer = await peer.call(name, {**payloads[name](stage.ids()), extra: 'x'})
                if answer['ok'] or answer['error']['code'] != 'invalid' or extra not in answer['error']['detail']:
                    wrong.append((name, extra, answer))
    assert not wrong


async def _do(
    peer: Peer, events: Mapping[str, SocketEvent[Any]], payloads: Mapping[str, Any], mine: Ids
) -> list[object]:
    """Each event with its good payload; those that were refused. Only who watches may type."""
    wrong: list[object] = []
    for name in sorted(events, key=lambda name: (name == 'unwatch', name != 'watch')):
        good = payloads[name](mine)
        good.pop('attachments', None)  # a file goes once, and only its sender's own
        if 'client_id' in good:
            good['client_id'] = uuid4().hex
        answer = await peer.call(name, good)
        if not answer['ok']:
            wrong.append((name, answer))
    return wrong


async def _spoil(
    peer: Peer, events: Mapping[str, SocketEvent[Any]], payloads: Mapping[str, Any], mine: Ids, foreign: Ids
) -> list[object]:
    """Each event with each of its ids exchanged for each foreign one; those that were not refused."""
    wrong: list[object] = []
    for name, event in events.items():
        for place, info in event.model.model_fields.items():
            if not takes_id(info.annotation):
                continue
            good = payloads[name](mine)
            for noun, id in foreign.items():
                spoilt = {**good, place: [id] if isinstance(good[place], list) else id}
                answer = await peer.call(name, spoilt)
                refused = not answer['ok'] and answer['error']['code'] in REFUSALS
                if not refused and name not in ANSWERED_ANYHOW:
                    wrong.append((name, place, noun, answer))
    return wrong


async def _settle(stage: Stage) -> None:
    """Whatever was on its way has arrived: an answer comes after what was sent before it."""
    await stage.others[0].call('presence', {'state': 'online'})
    await asyncio.sleep(0.3)
