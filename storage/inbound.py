"""What providers bring: payloads as they came, and the conversations and messages that come of them."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

import orjson

from hub.model.base import Value
from hub.model.channel import Raw
from hub.model.message import Channel
from storage.db import Session
from storage.lookups import Place
from storage.sql import Queries

if TYPE_CHECKING:
    import asyncpg

    Connection = asyncpg.Connection[asyncpg.Record]

_QUERIES = Queries('inbound')

State = Literal['received', 'taken', 'dead']


class Thread(Value):
    """A conversation that a message may join, and whose it is."""

    id: UUID
    contact_id: UUID | None
    address: str | None = None
    """Where its answers go: who writes from there is in it, whosever it is."""


class InboundMessage(Value):
    """What is appended."""

    id: UUID
    conversation_id: UUID
    channel: Channel
    sender_id: UUID | None
    author_name: str
    provider_id: str
    text: str
    html: str | None
    blocks: list[dict[str, Any]] | None
    has_files: bool
    metadata: dict[str, Any] | None


async def store(connection: 'Connection', tenant_id: UUID, batch: Sequence[tuple[Raw, str]]) -> set[UUID]:
    """Keep (payload, provider's key) durably, one committed statement; which of them are new.

    Raises what asyncpg raises when the server is gone.
    """
    query = _QUERIES['store']
    rows = await connection.fetch(query.sql, *query.arguments({'tenant': tenant_id, **_columns(batch)}))
    return {row[0] for row in rows}


async def keep(session: Session, batch: Sequence[tuple[Raw, str]]) -> set[UUID]:
    """The same in the caller's transaction."""
    return set(await session.values(_QUERIES['store'], **_columns(batch)))


def _columns(batch: Sequence[tuple[Raw, str]]) -> dict[str, list[object]]:
    raws = [raw for raw, _ in batch]
    return {
        'ids': [raw.id for raw in raws],
        'channels': [raw.channel for raw in raws],
        'accounts': [raw.account_id for raw in raws],
        'keys': [key for _, key in batch],
        'hooks': [raw.hook for raw in raws],
        'urls': [raw.url for raw in raws],
        'headers': [orjson.dumps(raw.headers).decode() for raw in raws],
        'bodies': [raw.body for raw in raws],
    }


async def raw(session: Session, raw_id: UUID) -> Raw | None:
    """A payload as it came."""
    return await session.one(Raw, _QUERIES['raw'], id=raw_id)


async def hold(session: Session, raw_id: UUID) -> bool:
    """Whether it is ours to take, until the transaction ends."""
    return bool(await session.value(_QUERIES['hold'], id=raw_id))


async def is_waiting(session: Session, raw_id: UUID) -> bool:
    """Whether it is still to be taken; somebody may be at it."""
    return bool(await session.value(_QUERIES['is_waiting'], id=raw_id))


async def settle(session: Session, raw_id: UUID, state: State, about: Collection[UUID] | None = None) -> None:
    """What became of it; taken, whose it is: contacts and conversations."""
    await session.run(_QUERIES['settle'], id=raw_id, state=state, about=None if about is None else list(about))


async def left_behind(session: Session, seconds: float, most: int) -> list[Place]:
    """Payloads of any tenant that wait since then; for a session that is bound to none."""
    return await session.all(Place, _QUERIES['left_behind'], seconds=seconds, most=most)


async def known_in(session: Session, channel: Channel, provider_id: str) -> UUID | None:
    """The conversation that has this message already."""
    found: UUID | None = await session.value(_QUERIES['known_in'], channel=channel, provider_id=provider_id)
    return found


async def thread(session: Session, conversation_id: UUID) -> Thread | None:
    """A conversation that is not closed."""
    return await session.one(Thread, _QUERIES['thread'], id=conversation_id)


async def thread_of_message(session: Session, channel: Channel, provider_id: str) -> Thread | None:
    """The conversation of a message."""
    return await session.one(Thread, _QUERIES['thread_of_message'], channel=channel, provider_id=provider_id)


async def thread_of_key(session: Session, account_id: UUID, key: str) -> Thread | None:
    """The conversation of a provider's thread."""
    return await session.one(Thread, _QUERIES['thread_of_key'], account_id=account_id, key=key)


async def thread_of_address(session: Session, account_id: UUID, address: str) -> Thread | None:
    """The conversation with this address that goes on."""
    return await session.one(Thread, _QUERIES['thread_of_address'], account_id=account_id, address=address)


async def open_conversation(
    session: Session,
    conversation_id: UUID,
    *,
    channel: Channel,
    account_id: UUID,
    contact_id: UUID | None,
    subject: str | None,
) -> UUID | None:
    """A new conversation; its account's team, if that has one."""
    team_id: UUID | None = await session.value(
        _QUERIES['open'],
        id=conversation_id,
        channel=channel,
        account_id=account_id,
        contact_id=contact_id,
        subject=subject,
    )
    return team_id


async def route(session: Session, conversation_id: UUID, channel: Channel, account_id: UUID, address: str) -> None:
    """Which way replies go from now on."""
    await session.run(
        _QUERIES['route'], conversation_id=conversation_id, channel=channel, account_id=account_id, address=address
    )


async def keep_key(session: Session, account_id: UUID, key: str, conversation_id: UUID) -> None:
    """This is how the provider calls that conversation."""
    await session.run(_QUERIES['keep_key'], account_id=account_id, key=key, conversation_id=conversation_id)


async def lock(session: Session, conversation_ids: Sequence[UUID]) -> None:
    """Hold conversations, before anything of them changes."""
    await session.values(_QUERIES['lock'], ids=list(conversation_ids))


async def append(session: Session, message: InboundMessage) -> None:
    """Store a message with the next seq."""
    await session.run(_QUERIES['append'], **dict(message))


async def attach(
    session: Session, file_id: UUID, message_id: UUID, *, inline: bool = False, content_id: str | None = None
) -> None:
    """Put a stored file on a message."""
    await session.run(_QUERIES['attach'], id=file_id, message_id=message_id, inline=inline, content_id=content_id)


async def note_files(session: Session, message_id: UUID) -> None:
    """The message has files now; its readers are to hear of it."""
    await session.value(_QUERIES['touch'], id=message_id)
    await session.run(_QUERIES['has_files'], id=message_id)
