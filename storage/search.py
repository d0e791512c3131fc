"""Search: what is found by words, and the reading of messages that makes them findable."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hub.model.base import Value
from hub.model.message import Direction
from hub.model.page import TimePlace
from hub.model.people import Contact
from hub.model.search import MessageFilters
from storage.contacts import addressed
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('search')


@dataclass(frozen=True)
class Asked:
    """Words that have to be there, beginnings of words, and phrases as PostgreSQL writes them."""

    words: list[str]
    beginnings: list[str]
    phrases: str | None


class MessageFound(Value):
    """A message that has the words."""

    number: int
    id: UUID
    conversation_id: UUID
    seq: int
    content_text: str
    direction: Direction
    private: bool
    author_name: str
    created_at: datetime


class Place(Value):
    """Where a message stands that has the words."""

    conversation_id: UUID
    seq: int
    number: int


class Unread(Value):
    """A message whose words are not known yet."""

    conversation_id: UUID
    seq: int
    content_text: str


class Mark(Value):
    """How far a tenant's messages have been read: the feed's position, and the last number given."""

    position: int
    numbered: int


class _Latest(Value):
    contact_id: UUID
    id: UUID


async def places(session: Session, asked: Asked, before: int, limit: int) -> list[Place]:
    """Where the newest stand that match, below the number `before`."""
    return await session.all(
        Place,
        _QUERIES['places'],
        words=asked.words,
        beginnings=asked.beginnings,
        phrases=asked.phrases,
        before=before,
        limit=limit,
    )


async def messages(
    session: Session, user_id: UUID, places: Sequence[Place], filters: MessageFilters, limit: int
) -> list[MessageFound]:
    """The newest of these that the filters ask for and whoever asks may see."""
    return await session.all(
        MessageFound,
        _QUERIES['messages'],
        user=user_id,
        conversations=[place.conversation_id for place in places],
        seqs=[place.seq for place in places],
        numbers=[place.number for place in places],
        since=filters.since,
        until=filters.until,
        written_by=filters.written_by,
        limit=limit,
        **dict(filters.conversation),
    )


async def contacts(session: Session, words: str, digits: str | None, before: TimePlace, limit: int) -> list[Contact]:
    """The newest whose name, company or address has these words, or this part of a number, in it."""
    before_at, before_id = before
    found = await session.all(
        Contact,
        _QUERIES['contacts'],
        words=words,
        digits=digits,
        before_at=before_at,
        before_id=before_id,
        limit=limit,
    )
    return await addressed(session, found)


async def latest_conversations(session: Session, contact_ids: list[UUID]) -> dict[UUID, UUID]:
    """Each contact's latest conversation, if there is one."""
    found = await session.all(_Latest, _QUERIES['latest_conversations'], contacts=contact_ids)
    return {each.contact_id: each.id for each in found}


async def behind(lobby: Session, limit: int) -> list[UUID]:
    """Tenants whose messages are still to be read."""
    return await lobby.values(_QUERIES['behind'], limit=limit)


async def hold(session: Session) -> Mark | None:
    """How far the tenant's messages have been read; None while somebody else reads them."""
    await session.run(_QUERIES['begin'])
    return await session.one(Mark, _QUERIES['hold'])


async def unread(session: Session, conversation_ids: list[UUID], limit: int) -> list[Unread]:
    """Messages of these conversations that have not been read."""
    return await session.all(Unread, _QUERIES['unread'], conversations=conversation_ids, limit=limit)


async def keep(session: Session, read: Sequence[Unread], words: Sequence[str], numbered: int) -> None:
    """The words of these messages, which take the numbers after `numbered`."""
    await session.run(
        _QUERIES['keep'],
        conversations=[message.conversation_id for message in read],
        seqs=[message.seq for message in read],
        numbers=list(range(numbered + 1, numbered + 1 + len(read))),
        words=list(words),
    )


async def move(session: Session, mark: Mark) -> None:
    """Read up to here."""
    await session.run(_QUERIES['move'], position=mark.position, numbered=mark.numbered)
