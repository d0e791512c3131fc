"""Messages on their way out: what is to be sent, each try, and what became of it."""

from typing import Literal
from uuid import UUID

from hub.model.base import Value
from hub.model.channel import Receipt
from hub.model.failure import Failure
from hub.model.message import Channel, Direction, Dismissal, MessageStatus
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('outbound')

Outcome = Literal['sent', 'refused', 'retry', 'unknown']


class Order(Value):
    """A message to be sent and which way it goes; without an account nobody knows where."""

    id: UUID
    conversation_id: UUID
    channel: Channel
    status: MessageStatus
    author_name: str
    text: str
    html: str | None
    has_attachments: bool
    subject: str | None
    account_id: UUID | None
    address: str | None
    reply_to: str | None


class Sent(Value):
    """A message that a receipt is about."""

    id: UUID
    conversation_id: UUID


class Standing(Value):
    """Where a message is, for the verb that resends it."""

    id: UUID
    conversation_id: UUID
    channel: Channel
    status: MessageStatus
    direction: Direction
    private: bool


async def order(session: Session, message_id: UUID) -> Order | None:
    """What is to be sent."""
    return await session.one(Order, _QUERIES['order'], message_id=message_id)


async def begin(session: Session, message_id: UUID, attempt_id: UUID) -> bool:
    """Note that bytes may leave from now on, and under which id; False where it does not wait to be sent."""
    if not await session.run(_QUERIES['begin'], message_id=message_id):
        return False
    await session.run(_QUERIES['add_attempt'], id=attempt_id, message_id=message_id)
    return True


async def end_attempt(session: Session, message_id: UUID, outcome: Outcome, detail: str | None = None) -> None:
    """What became of the try."""
    await session.run(_QUERIES['end_attempts'], message_id=message_id, outcome=outcome, detail=detail)


async def last_attempt(session: Session, message_id: UUID) -> UUID | None:
    """The id of the latest try."""
    found: UUID | None = await session.value(_QUERIES['last_attempt'], message_id=message_id)
    return found


async def move(
    session: Session,
    message_id: UUID,
    status: MessageStatus,
    *,
    provider_id: str | None = None,
    code: str | None = None,
    failure: Failure | None = None,
    back: bool = False,
) -> bool:
    """Move a message forward, or `back` into the queue; whether it moved."""
    rev = await session.value(
        _QUERIES['move'],
        message_id=message_id,
        status=status,
        provider_id=provider_id,
        code=code,
        cause=failure.cause if failure else None,
        detail=failure.detail if failure else None,
        back=back,
    )
    return rev is not None


async def of_receipt(session: Session, channel: Channel, receipt: Receipt) -> Sent | None:
    """The message that a receipt names: by our own id, else by the provider's."""
    found = None
    if receipt.message_id:
        found = await session.one(Sent, _QUERIES['by_id'], channel=channel, message_id=receipt.message_id)
    if found is None and receipt.provider_id:
        found = await session.one(Sent, _QUERIES['by_provider_id'], channel=channel, provider_id=receipt.provider_id)
    return found


async def keep_receipt(session: Session, channel: Channel, receipt: Receipt) -> None:
    """A receipt for a message that is not known by that id yet."""
    await session.run(
        _QUERIES['keep_receipt'],
        channel=channel,
        provider_id=receipt.provider_id,
        status=receipt.status,
        code=receipt.error_code,
        cause=receipt.cause,
        detail=receipt.error_detail,
    )


async def take_receipts(session: Session, channel: Channel, provider_id: str) -> list[Receipt]:
    """The receipts that were early."""
    return await session.all(Receipt, _QUERIES['take_receipts'], channel=channel, provider_id=provider_id)


async def standing(session: Session, message_id: UUID) -> Standing | None:
    """Where a message is."""
    return await session.one(Standing, _QUERIES['standing'], message_id=message_id)


async def dismiss(session: Session, message_id: UUID, dismissed: Dismissal | None) -> bool:
    """Put away that a message failed, or take that back; whether anything changed."""
    said = dismissed.model_dump(mode='json') if dismissed else None
    return await session.value(_QUERIES['dismiss'], message_id=message_id, dismissed=said) is not None
