"""Every role at every route and every event, with its own conversation and with somebody else's.

Generated from the tables of routes, events and rights. What is expected follows from them alone: without the right it
is `forbidden`; with it, a conversation that one may not see is not there, and everything else is let through.
"""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from uuid import UUID, uuid4

import asyncpg
import pytest
from socketio.exceptions import ConnectionError as Refused

from handlers.agent_socket import AGENT_EVENTS
from handlers.edge import Route
from handlers.routes import ROUTES
from hub.access import PERMISSIONS, whole
from hub.model.access import Permission
from tests.api.bodies import AGENT_PAYLOADS, address_of, body_of
from tests.api.world import Side, add_shared_draft, add_split, build
from tests.api_client import Api
from tests.live.peers import Peer
from tests.tenants import Member, Tenants

GUARDED = [route for route in ROUTES if route.access.signed_in]
OF_A_CONVERSATION = {'conversations', 'messages', 'files', 'scheduled-messages', 'conversation-splits'}
"""Nouns whose id leads to one conversation: who may not see it, finds nothing there."""
OF_THE_TENANT = {
    'users', 'invitations', 'roles', 'api-keys', 'teams', 'tags', 'custom-statuses', 'views', 'canned-replies',
    'macros', 'contacts', 'contact-attributes', 'contact-merges', 'contact-notes', 'visitors', 'widgets',
    'channel-accounts', 'dead-letters', 'webhook-endpoints', 'webhook-deliveries',
}  # fmt: skip
"""Nouns that everybody sees who has the right."""
_CHANGED = 'PATCH', '/api/v1/conversations/{id}'
HEARD_BY_NOBODY = {'unwatch'}
"""Events that tell nothing and change nothing, whatever they name."""
CUSTOM = {
    'own': {'conversations.read_own', 'conversations.write', 'contacts.read', 'users.read'},
    'team': {'conversations.read_team', 'conversations.reply', 'conversations.change'},
    'reader': {'conversations.read', 'contacts.read'},
    'clerk': {'users.read', 'contacts.read', 'contacts.write'},
}
"""Roles that a tenant made: what they are given."""


@dataclass
class Player:
    """Somebody of a role, with what is theirs to see and what is not, if there is such a thing."""

    name: str
    member: Member
    rights: frozenset[Permission]
    mine: dict[str, str]
    others: dict[str, str]

    @property
    def sees_all(self) -> bool:
        return Permission.CONVERSATIONS_READ in self.rights


@pytest.fixture
async def stage(tenants: Tenants, api: Api, database_url: str) -> list[Player]:
    """One of every role."""
    side = (await build(tenants, api, database_url)).ours
    players = [
        await _player(database_url, side, role, side.members[role], rights) for role, rights in PERMISSIONS.items()
    ]
    for name, given in CUSTOM.items():
        members = await side.shop.hire()
        made = (await side.shop.owner.api.post('roles', {'name': name, 'permissions': sorted(given)})).ok(201)
        (await side.shop.owner.api.patch(f'users/{members.user.id}', {'custom_role_id': made['id']})).ok()
        rights = whole({Permission(right) for right in given})
        players.append(await _player(database_url, side, name, members, rights))
    return players


def test_every_route_says_whose_business_its_id_is() -> None:
    nouns = {_noun(route) for route in GUARDED if '{' in route.path}
    assert nouns == OF_A_CONVERSATION | OF_THE_TENANT, 'a new noun has to be put into one of the two sets above'


async def test_every_role_may_do_at_every_route_what_the_table_says(stage: list[Player]) -> None:
    wrong = []
    for player in stage:
        for route in GUARDED:
            of_one = '{' in route.path and _noun(route) in OF_A_CONVERSATION
            for whose, ids in (('mine', player.mine), ('others', player.others)) if of_one else (('', {}),):
                answer = await _ask(player, route, ids) if of_one else await _knock(player, route)
                expected = _expected(player, route, whose)
                if (answer == 403) is not (expected == 403) or (of_one and (answer == 404) is not (expected == 404)):
                    wrong.append((player.name, f'{route.method} {route.path}', whose, answer, expected))
    assert not wrong


async def test_no_list_shows_what_its_reader_may_not_see(stage: list[Player]) -> None:
    wrong, asked = [], 0
    for player in stage:
        for route in GUARDED:
            if route.method != 'GET' or player.sees_all:
                continue
            asked += 1
            if '{' in route.path:
                answer = await player.member.api.get(address_of(route, player.mine))
                if any(player.others[noun].encode() in answer.body for noun in OF_A_CONVERSATION):
                    wrong.append((player.name, route.path, answer.body[:200]))
                continue
            for question in ('', 'q=secret', 'status=open', 'starred=true'):
                path = f'{route.path}?{question}' if question else address_of(route, player.mine)
                answer = await player.member.api.get(path)
                if any(player.others[noun].encode() in answer.body for noun in OF_A_CONVERSATION):
                    wrong.append((player.name, path, answer.body[:200]))
        if Permission.CONTACTS_READ in player.rights:
            found = await player.member.api.get(f'contacts/{player.others["contacts"]}/conversations')
            if (player.others['conversations'].encode() in found.body) is not player.sees_all:
                wrong.append((player.name, 'contacts', found.body[:200]))
    assert not wrong
    assert asked > 10


async def test_many_at_once_are_changed_only_where_all_are_seen(stage: list[Player]) -> None:
    wrong = []
    for player in stage:
        ids = [player.mine['conversations'], player.others['conversations']]
        asked = {'changes': [{'ids': ids, 'change': {'priority': 'high'}}]}
        answer = await player.member.api.post('conversations/bulk', asked)
        may = Permission.CONVERSATIONS_CHANGE in player.rights
        if answer.status != (403 if not may else 200 if player.sees_all else 404):
            wrong.append((player.name, answer.status))
    assert not wrong


async def test_every_role_may_say_over_its_socket_what_the_table_says(stage: list[Player], api: Api) -> None:
    wrong = []
    async with AsyncExitStack() as stack:
        for player in stage:
            peer = Peer(api.base, '/agent', {'token': player.member.token})
            if Permission.CONVERSATIONS_READ_OWN not in player.rights:
                with pytest.raises(Refused):
                    await stack.enter_async_context(peer)
                continue
            cursor = {'cursor': (await (await stack.enter_async_context(peer)).hear('session'))['cursor']}
            for name in sorted(AGENT_EVENTS, key=lambda name: (name == 'unwatch', name != 'watch')):
                for whose, ids in (('mine', player.mine), ('others', player.others)):
                    payload = AGENT_PAYLOADS[name]({**ids, **cursor})
                    if name == 'message':
                        payload |= {'client_id': uuid4().hex, 'attachments': []}
                    answer = await peer.call(name, payload)
                    said = 'ok' if answer['ok'] else answer['error']['code']
                    if said != _heard(player, name, whose):
                        wrong.append((player.name, name, whose, answer))
    assert not wrong


def _expected(player: Player, route: Route, whose: str) -> int:
    if route.access.permission and route.access.permission not in player.rights:
        return 403
    if whose and (route.method, route.path) == _CHANGED and Permission.CONVERSATIONS_ASSIGN not in player.rights:
        return 403  # its good body assigns
    return 404 if whose == 'others' and not player.sees_all else 200


def _heard(player: Player, name: str, whose: str) -> str:
    right = AGENT_EVENTS[name].permission
    if right and right not in player.rights:
        return 'forbidden'
    names_one = 'conversation_id' in AGENT_EVENTS[name].model.model_fields and name not in HEARD_BY_NOBODY
    return 'not_found' if whose == 'others' and names_one and not player.sees_all else 'ok'


async def _ask(player: Player, route: Route, ids: dict[str, str]) -> int:
    """A request that is good but for who asks."""
    body = body_of(route, ids)
    if isinstance(body, dict):
        body.pop('attachments', None)  # a file goes once, and only its sender's own
    return (await player.member.api.call(route.method, address_of(route, ids), body)).status


async def _knock(player: Player, route: Route) -> int:
    """A request that changes nothing: about nobody, or with a field too many. Rights are asked before both."""
    path = route.path.replace('{id}', str(uuid4()))
    return (await player.member.api.call(route.method, path, {'matrix': 1} if route.model('body') else None)).status


def _noun(route: Route) -> str:
    return route.path.removeprefix('/api/v1/').partition('/')[0]


async def _player(url: str, side: Side, name: str, member: Member, rights: frozenset[Permission]) -> Player:
    connection = await asyncpg.connect(url)
    try:
        tenant_id, contact = side.shop.tenant.id, UUID(side.ids['contacts'])
        mine = await _conversation(connection, tenant_id, contact, member.user.id, member.user.id)
        if name == 'team':
            team = UUID(side.ids['teams'])
            given_to_team = 'UPDATE conversations SET assignee_id = NULL, team_id = $2 WHERE id = $1'
            await connection.execute(given_to_team, mine['conversations'], team)
            joined = 'INSERT INTO hub.team_members (tenant_id, team_id, user_id) VALUES ($1, $2, $3)'
            await connection.execute(joined, tenant_id, team, member.user.id)
        kept = await _conversation(connection, tenant_id, contact, member.user.id, member.user.id)
        others = await _conversation(connection, tenant_id, contact, side.shop.owner.user.id, member.user.id)
        for thread in (mine, others):
            drafter = UUID(side.ids['drafter'])
            await add_shared_draft(connection, tenant_id, thread['conversations'], drafter)
    finally:
        await connection.close()
    common = {**side.ids, 'users': str(member.user.id), 'kept': str(kept['conversations'])}
    return Player(name, member, rights, {**common, **_text(mine)}, {**common, **_text(others)})


async def _conversation(
    connection: 'asyncpg.Connection[asyncpg.Record]', tenant_id: UUID, contact: UUID, assignee: UUID, author: UUID
) -> dict[str, UUID]:
    """One with a message that did not arrive, a file on it, and a reply for later, assigned to somebody."""
    file, later = uuid4(), uuid4()
    row = await connection.fetchrow(
        """WITH thread AS (
               INSERT INTO conversations (tenant_id, channel, contact_id, assignee_id)
               VALUES ($1, 'whatsapp', $2, $3) RETURNING id)
           INSERT INTO messages (tenant_id, conversation_id, direction, role, content_text, status)
           SELECT $1, id, 'outbound', 'agent', 'secret', 'failed' FROM thread RETURNING conversation_id, id""",
        tenant_id, contact, assignee,
    )  # fmt: skip
    assert row
    conversation, message = row
    await connection.execute(
        """INSERT INTO attachments (tenant_id, id, conversation_id, message_id, uploader_kind, blob_key, file_name,
                                    content_type, size)
           VALUES ($1, $2::uuid, $3, $4, 'user', gen_random_uuid()::text, 'a.png', 'image/png', 1)""",
        tenant_id, file, conversation, message,
    )  # fmt: skip
    await connection.execute(
        """INSERT INTO hub.scheduled_messages (tenant_id, id, conversation_id, author_id, client_id, text, send_at)
           VALUES ($1, $2::uuid, $3, $4, $2::text, 'Hello', now() + interval '1 day')""",
        tenant_id, later, conversation, author,
    )  # fmt: skip
    split_off = await add_split(connection, tenant_id, conversation, conversation)
    return {
        'conversations': conversation,
        'messages': message,
        'files': file,
        'scheduled-messages': later,
        'conversation-splits': split_off,
    }


def _text(ids: dict[str, UUID]) -> dict[str, str]:
    return {noun: str(id) for noun, id in ids.items()}
