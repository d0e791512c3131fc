"""Conversations that are there before a test begins, written into the tables at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from hub.model.message import Channel
from tests.tenants import Shop

# A conversation and its customer have the same id.
_PEOPLE = 'INSERT INTO contacts (tenant_id, id, name) SELECT $1, * FROM unnest($2::uuid[], $3::text[])'

# Each is a minute older than the one before it.
_TALKS = """
WITH said AS (
    SELECT now() - place * interval '1 minute' AS at, given.*
      FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY
           AS given (id, name, channel, text, place)
), threads AS (
    INSERT INTO conversations (tenant_id, id, channel, contact_id, created_at)
    SELECT $1, id, channel, id, at FROM said
    RETURNING id
)
INSERT INTO messages (tenant_id, conversation_id, direction, role, author_name, content_text, created_at)
SELECT $1, id, 'inbound', 'user', name, text, at FROM threads JOIN said USING (id)
"""


@dataclass(frozen=True)
class Past:
    """One conversation with one message of its customer."""

    name: str
    text: str = 'Hello'
    channel: Channel = Channel.WIDGET


async def write_past(shop: Shop, past: Sequence[Past]) -> list[UUID]:
    """Their conversations; the first is the newest."""
    ids = [uuid4() for _ in past]
    names, channels, texts = [one.name for one in past], [one.channel for one in past], [one.text for one in past]
    await shop.rows(_PEOPLE, shop.tenant.id, ids, names)
    await shop.rows(_TALKS, shop.tenant.id, ids, names, channels, texts)
    return ids
