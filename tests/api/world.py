"""Two tenants with one of everything, and a picture of all that one of them owns.

The matrix tests act as one tenant with the other's real ids. A route whose address has an id needs that id here: it is
found by the route's noun, `/api/v1/teams/{id}` takes `ids['teams']`. A noun that is missing fails the tests.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import asyncpg

from hub.model.people import UserRole
from tests.api_client import Api
from tests.live.peers import Peer
from tests.tenants import Member, Shop, Tenants, new_email

PNG = bytes.fromhex(
    '89504e470d0a1a0a0000000d4948445200000001000000010806000000'
    '1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082'
)
CHANGES_BY_ITSELF = {'hub.auth_sessions', 'hub.idempotency_keys', 'public.api_keys', 'public.audit_logs'}
"""Tables that a visit of their own tenant may touch; foreign rows in them are looked for by their ids instead."""


@dataclass
class Side:
    """One tenant with one of everything."""

    shop: Shop
    widget_key: str
    visitor_token: str
    ids: dict[str, str]
    members: dict[UserRole, Member] = field(default_factory=dict)

    @property
    def canaries(self) -> list[str]:
        """What nobody else may ever read."""
        return [*self.ids.values(), self.shop.tenant.name, self.visitor_token]


@dataclass
class World:
    """Ours acts, theirs has to stay as it is."""

    ours: Side
    theirs: Side
    database_url: str

    async def picture(self, side: Side | None = None) -> dict[str, str]:
        """A fingerprint of every table's rows of one tenant; theirs if nobody is named."""
        tenant_id = (side or self.theirs).shop.tenant.id
        connection = await asyncpg.connect(self.database_url)
        try:
            tables = await connection.fetch(
                """SELECT c.oid::regclass::text AS name, n.nspname || '.' || c.relname AS full_name
                     FROM pg_attribute a
                     JOIN pg_class c ON c.oid = a.attrelid
                     JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE a.attname = 'tenant_id' AND c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'hub')"""
            )
            watched = [row['name'] for row in tables if row['full_name'] not in CHANGES_BY_ITSELF]
            assert len(watched) > 40
            parts = [
                f"SELECT '{name}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) "  # noqa: S608 - our own
                f'FROM {name} t WHERE t.tenant_id = $1'
                for name in watched
            ]
            rows = await connection.fetch(' UNION ALL '.join(parts), tenant_id)
            return {row[0]: row[1] for row in rows}
        finally:
            await connection.close()

    async def noted(self, message_id: str) -> None:
        """Wait for what the hub writes about a visitor's message of its own accord, a second later."""
        connection = await asyncpg.connect(self.database_url)
        try:
            async with asyncio.timeout(20):
                while not await connection.fetchval(  # noqa: ASYNC110 - what is waited for has no event
                    'SELECT EXISTS (SELECT FROM message_widget_metadata WHERE message_id = $1)', UUID(message_id)
                ):
                    await asyncio.sleep(0.05)
        finally:
            await connection.close()


async def build(tenants: Tenants, api: Api, database_url: str) -> World:
    """Both sides."""
    ours, theirs = [await _side(tenants, api, database_url, name) for name in ('Ours', 'Theirs')]
    return World(ours, theirs, database_url)


async def add_shared_draft(
    connection: 'asyncpg.Connection[asyncpg.Record]', tenant_id: UUID, conversation_id: UUID, user_id: UUID
) -> None:
    """A reply that somebody has begun and shares."""
    await connection.execute(
        """INSERT INTO hub.drafts (tenant_id, conversation_id, user_id, text, shared)
           VALUES ($1, $2, $3, 'Dear', true)""",
        tenant_id, conversation_id, user_id,
    )  # fmt: skip


async def _side(tenants: Tenants, api: Api, database_url: str, name: str) -> Side:
    shop = await tenants.make(f'{name} {uuid4().hex}')
    owner, agent, drafter = shop.owner.api, await shop.hire(), await shop.hire()
    await shop.uses('reports')
    connection = await asyncpg.connect(database_url)
    try:
        widget = await connection.fetchrow(
            'INSERT INTO tenant_widget_config (tenant_id) VALUES ($1) RETURNING id, public_key', shop.tenant.id
        )
        assert widget
        session, conversation_id = await _chat(api.base, widget['public_key'])
        await tenants.hub.widget_metadata.finish()  # else it would change the picture a second later
        visitor_id = await connection.fetchval(
            'SELECT visitor_id FROM conversations WHERE tenant_id = $1', shop.tenant.id
        )
        contact_id = await connection.fetchval(
            'INSERT INTO contacts (tenant_id, name) VALUES ($1, $2) RETURNING id', shop.tenant.id, f'Contact {uuid4()}'
        )
        kept_id = await connection.fetchval(
            "INSERT INTO conversations (tenant_id, channel, contact_id) VALUES ($1, 'widget', $2) RETURNING id",
            shop.tenant.id,
            contact_id,
        )
        split_off = await add_split(connection, shop.tenant.id, UUID(conversation_id), kept_id)
        await add_shared_draft(connection, shop.tenant.id, UUID(conversation_id), drafter.user.id)
        more = await _of_channels(connection, shop.tenant.id)
    finally:
        await connection.close()
    note = (await owner.post(f'contacts/{contact_id}/notes', {'text': f'Note {uuid4().hex}'})).ok(201)
    twins = [(await owner.post('contacts', {'name': f'Twin {uuid4()}'})).ok(201)['id'] for _ in range(3)]
    merged = (await owner.post(f'contacts/{twins[0]}/merge', {'contact_id': twins[1]})).ok()
    attribute = (await owner.post('contact-attributes', {'name': f'Attribute {uuid4().hex}'})).ok(201)
    invitation = (await owner.post('invitations', {'email': new_email('invited')})).ok(201)
    key = (await owner.post('api-keys', {'name': 'Sync', 'scopes': ['users.read']})).ok(201)
    team = (await owner.post('teams', {'name': 'Night', 'members': [str(agent.user.id)]})).ok(201)
    role = (await owner.post('roles', {'name': 'Helper', 'permissions': ['users.read']})).ok(201)
    tag = (await owner.post('tags', {'name': f'Tag {uuid4().hex}'})).ok(201)
    status = (await owner.post('custom-statuses', {'name': 'Parts', 'status': 'pending'})).ok(201)
    view = (await owner.post('views', {'name': f'View {uuid4().hex}', 'filters': {}, 'is_shared': True})).ok(201)
    file = (await owner.call('POST', 'files?name=a.png', None, PNG, Content_Type='image/png')).ok(201)
    reply = (await owner.post('canned-replies', {'name': f'Reply {uuid4()}', 'text': 'Dear'})).ok(201)
    star = {'name': f'Macro {uuid4()}', 'actions': [{'type': 'star'}], 'is_shared': True}
    macro = (await owner.post('macros', star)).ok(201)
    endpoint = (
        await owner.post('webhook-endpoints', {'url': 'https://shop.invalid/', 'events': ['message.updated']})
    ).ok(201)
    delivery = (await owner.post(f'webhook-endpoints/{endpoint["id"]}/test')).ok()
    soon = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    later = {'client_id': 'later', 'text': 'Good morning', 'send_at': soon}
    scheduled = (await owner.post(f'conversations/{conversation_id}/scheduled-messages', later)).ok(201)
    ids = {
        'users': str(agent.user.id),
        'drafter': str(drafter.user.id),
        'invitations': invitation['id'],
        'api-keys': key['id'],
        'teams': team['id'],
        'conversations': conversation_id,
        'kept': str(kept_id),
        'conversation-splits': str(split_off),
        'roles': role['id'],
        'tags': tag['id'],
        'custom-statuses': status['id'],
        'views': view['id'],
        'files': file['id'],
        'canned-replies': reply['id'],
        'macros': macro['id'],
        'scheduled-messages': scheduled['id'],
        'contacts': str(contact_id),
        'twins': twins[2],
        'contact-merges': merged['merge_id'],
        'contact-notes': note['id'],
        'contact-attributes': attribute['id'],
        'visitors': str(visitor_id),
        'widgets': str(widget['id']),
        'webhook-endpoints': endpoint['id'],
        'webhook-deliveries': delivery['id'],
        **more,
    }
    members = {UserRole.OWNER: shop.owner, UserRole.AGENT: agent}
    for role in (UserRole.ADMIN, UserRole.MANAGER):
        members[role] = await shop.hire(role)
    return Side(shop, widget['public_key'], session, ids, members)


async def _of_channels(connection: 'asyncpg.Connection[asyncpg.Record]', tenant_id: UUID) -> dict[str, str]:
    """An account, a payload that nobody could read, a message that did not arrive."""
    account_id = await connection.fetchval(
        """INSERT INTO tenant_whatsapp_accounts (tenant_id, phone_number) VALUES ($1, '+4930901820') RETURNING id""",
        tenant_id,
    )
    letter_id = await connection.fetchval(
        """WITH raw AS (
               INSERT INTO hub.raw_inbound (tenant_id, id, channel, account_id, provider_key, url, body, state)
               VALUES ($1, gen_random_uuid(), 'whatsapp', $2, 'D1', 'https://hub.test/', $3, 'dead') RETURNING id)
           INSERT INTO hub.dead_letters (tenant_id, kind, raw_id, channel, account_id, reason)
           SELECT $1, 'inbound', id, 'whatsapp', $2, 'No words in it' FROM raw RETURNING id""",
        tenant_id,
        account_id,
        f'Canary {uuid4().hex}'.encode(),
    )
    message_id = await connection.fetchval(
        """WITH thread AS (INSERT INTO conversations (tenant_id, channel) VALUES ($1, 'whatsapp') RETURNING id)
           INSERT INTO messages (tenant_id, conversation_id, direction, role, content_text, status)
           SELECT $1, id, 'outbound', 'agent', 'Hello', 'failed' FROM thread RETURNING id""",
        tenant_id,
    )
    return {'channel-accounts': str(account_id), 'dead-letters': str(letter_id), 'messages': str(message_id)}


async def add_split(
    connection: 'asyncpg.Connection[asyncpg.Record]', tenant_id: UUID, source_id: UUID, like: UUID
) -> UUID:
    """A conversation that was split off another, assigned as `like` is; nothing was said in it yet."""
    split_off: UUID = await connection.fetchval(
        """WITH opened AS (
               INSERT INTO conversations (tenant_id, channel, contact_id, assignee_id, team_id)
               SELECT tenant_id, channel, contact_id, assignee_id, team_id FROM conversations
                WHERE tenant_id = $1 AND id = $3 RETURNING id)
           INSERT INTO hub.conversation_splits
                  (tenant_id, conversation_id, source_id, from_seq, until_seq, line, source_line, split_by)
           SELECT $1, id, $2, 9, 9, gen_random_uuid(), gen_random_uuid(), gen_random_uuid() FROM opened
           RETURNING conversation_id""",
        tenant_id, source_id, like,
    )  # fmt: skip
    return split_off


async def _chat(base: str, key: str) -> tuple[str, str]:
    """A visitor says something; their token and the conversation."""
    async with Peer(f'{base}?key={key}', '/visitor', {'key': key}) as visitor:
        session = await visitor.hear('session')
        for _ in range(2):
            said = await visitor.say(f'Secret {uuid4().hex}')
            assert said['ok'], said
    return session['visitor'], said['message']['conversation_id']
