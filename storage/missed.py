"""Messages that a web process missed: read once, for agents and visitors alike."""

from uuid import UUID

from storage.db import Session
from storage.messages import MessageRow
from storage.sql import Queries

_QUERIES = Queries('messages')


class MissedRow(MessageRow):
    """A stored message with both audiences' seq before it: `prev_seq` is the agents'."""

    prev_public_seq: int


async def after(session: Session, conversation_id: UUID, seq: int, limit: int) -> list[MissedRow]:
    """The messages that follow `seq`, ascending."""
    return await session.all(MissedRow, _QUERIES['missed'], conversation_id=conversation_id, seq=seq, limit=limit)
