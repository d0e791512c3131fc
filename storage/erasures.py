"""What is known of a contact, wherever it is, and how it goes. Each statement may be run again after a crash."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from hub.model.base import Value
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('erasures')

_MESSAGES = 2000


class Extent(Value):
    """How much goes with somebody."""

    conversations: int = 0
    messages: int = 0
    files: int = 0


class NamingLine(Value):
    """A line in another conversation that leads to one that goes, by its subject."""

    id: UUID
    conversation_id: UUID
    content_blocks: list[dict[str, Any]]


async def ask(session: Session, contact_id: UUID) -> None:
    """Note that they are to be erased."""
    await session.run(_QUERIES['ask'], contact=contact_id)


async def people(session: Session, contact_id: UUID) -> list[UUID]:
    """The contact and whoever was merged into them; nobody, once they are gone."""
    return await session.values(_QUERIES['people'], contact=contact_id)


async def extent(session: Session, conversations: Collection[UUID]) -> Extent:
    """How much there is in these."""
    return await session.one(Extent, _QUERIES['extent'], conversations=list(conversations)) or Extent()


async def hold(session: Session, contacts: Collection[UUID]) -> None:
    """Nobody gets anything new while this transaction lasts."""
    await session.values(_QUERIES['hold'], contacts=list(contacts))


async def visitors(session: Session, contacts: Collection[UUID]) -> list[UUID]:
    """Their browsers."""
    return await session.values(_QUERIES['visitors'], contacts=list(contacts))


async def hold_visitors(session: Session, contacts: Collection[UUID]) -> list[UUID]:
    """Their browsers, which become nobody else's while this transaction lasts. Before the contacts are held."""
    return await session.values(_QUERIES['hold_visitors'], contacts=list(contacts))


async def conversations(session: Session, contacts: Collection[UUID]) -> list[UUID]:
    """Theirs, also those of a browser that are no contact's yet."""
    return await session.values(_QUERIES['conversations'], contacts=list(contacts))


async def hold_conversation(session: Session, contacts: Collection[UUID], conversation_id: UUID) -> UUID | None:
    """Whose browser is in it (the conversation's own id where none is), held; None: it is gone, or not theirs now."""
    wanted = {'contacts': list(contacts), 'conversation': conversation_id}
    found: UUID | None = await session.value(_QUERIES['hold_conversation'], **wanted)
    return found


async def keys_of_conversation(session: Session, contacts: Collection[UUID], conversation_id: UUID) -> set[str]:
    """Its files in the store. What was to be sent in it alone nobody can send any more."""
    await session.run(_QUERIES['take_uploads'], conversation=conversation_id)
    wanted = {'contacts': list(contacts), 'conversation': conversation_id}
    return set(await session.values(_QUERIES['keys_of_conversation'], **wanted))


async def links(session: Session, conversation_id: UUID) -> list[NamingLine]:
    """Where else its subject stands: in what it was merged with, or split from."""
    return await session.all(NamingLine, _QUERIES['links'], conversation=conversation_id)


async def forget_words(session: Session, line: NamingLine) -> None:
    """A search finds the line by them no longer."""
    await session.run(_QUERIES['forget_words'], conversation_id=line.conversation_id, id=line.id)


async def forget_conversation(session: Session, contacts: Collection[UUID], conversation_id: UUID) -> bool:
    """Some of its messages, and itself with the last; whether it is gone."""
    await session.run(_QUERIES['forget_jobs'], conversation=conversation_id)
    if await session.run(_QUERIES['forget_messages'], conversation=conversation_id, limit=_MESSAGES) == _MESSAGES:
        return False
    await session.run(_QUERIES['forget_conversation'], contacts=list(contacts), conversation=conversation_id)
    await forget_copies(session, [conversation_id])
    return True


async def take_place(session: Session, contact_id: UUID) -> None:
    """Feeds that stand before here start anew: a conversation is gone."""
    await session.run(_QUERIES['take_place'], contact=contact_id)


async def forget_copies(session: Session, subjects: Collection[UUID]) -> None:
    """What was kept of these elsewhere: answers, what webhooks were told, details in the audit log."""
    for deed in ('forget_answers', 'forget_deliveries', 'forget_audit_details'):
        await session.run(_QUERIES[deed], subjects=list(subjects))


async def keys_of_people(session: Session, contacts: Collection[UUID], visitors: Collection[UUID]) -> set[str]:
    """The files that are in no conversation: uploads that they never sent, recordings."""
    wanted = {'contacts': list(contacts), 'visitors': list(visitors)}
    return set(await session.values(_QUERIES['keys_of_people'], **wanted))


async def forget_payloads(session: Session, subjects: Collection[UUID]) -> None:
    """What providers brought of these contacts and conversations."""
    await session.run(_QUERIES['forget_payloads'], subjects=list(subjects))


async def answered(session: Session, contacts: Collection[UUID], conversations: Collection[UUID]) -> set[UUID]:
    """Everything of theirs that an answer to a request may be about."""
    wanted = {'contacts': list(contacts), 'conversations': list(conversations)}
    return set(await session.values(_QUERIES['answered'], **wanted))


async def hold_webhooks(session: Session) -> None:
    """Nothing new is put together for webhooks while this transaction lasts."""
    await session.values(_QUERIES['hold_webhooks'])


async def forget_people(session: Session, contacts: Collection[UUID], visitors: Collection[UUID]) -> None:
    """What is left of them, and themselves."""
    await session.run(_QUERIES['forget_names'], contacts=list(contacts))
    await session.run(_QUERIES['forget_uploads'], visitors=list(visitors))
    await forget_copies(session, [*contacts, *visitors])
    await session.run(_QUERIES['forget_people'], contacts=list(contacts), visitors=list(visitors))


async def happened(session: Session, position: int) -> bool:
    """Whether conversations went since the feed stood there."""
    return bool(await session.value(_QUERIES['happened'], position=position))
