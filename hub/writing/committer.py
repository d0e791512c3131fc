"""The committer: live messages of many conversations share a commit (`hub/group_commit.py`)."""

from collections import deque
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

import asyncpg
import structlog

from hub import metrics
from hub.group_commit import BATCH, GroupCommit, Waiting
from hub.model.crash import crash
from hub.model.errors import HubError, Invalid, Unavailable
from storage.db import Database
from storage.messages import Appended, NewMessage, append

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

log = structlog.get_logger(__name__)

WRITERS = 3

Message = Waiting[NewMessage, Appended | None]


class Committer(GroupCommit[NewMessage, Appended | None]):
    """Under load a batch waits a moment longer, for a commit costs as much as ten messages."""

    gather_seconds: ClassVar[float] = 0.004

    def __init__(self, database: Database, writers: int = WRITERS) -> None:
        super().__init__(database, writers)

    async def append(self, tenant_id: UUID, message: NewMessage) -> Appended | None:
        """Store one message, durably. None: no such conversation. Raises Unavailable; then resend the same."""
        return await self._put(tenant_id, message)

    def _take(self, queue: deque[Message]) -> list[Message]:
        """Of each conversation its next message, so that numbering needs nothing but its row."""
        named, batch, later = set[UUID | None](), list[Message](), list[Message]()
        for _ in range(min(len(queue), BATCH)):
            waiting = queue.popleft()
            goes_to = _goes_to(waiting[0])
            (later if goes_to in named else batch).append(waiting)
            named.add(goes_to)
        queue.extendleft(reversed(later))
        return batch

    async def _store(self, connection: 'Connection', tenant_id: UUID, items: list[NewMessage]) -> list[Appended | None]:
        crash('before_append')
        answers = await append(connection, tenant_id, items)
        crash('appended')
        metrics.COMMIT_SIZE.observe(len(items))
        return answers

    def _told(self, error: Exception) -> HubError:
        if isinstance(error, asyncpg.DataError | asyncpg.IntegrityConstraintViolationError):
            log.error('commit.refused', error=str(error))
            return Invalid('This message cannot be stored.')
        # a lost connection leaves open whether the commit happened: the sender resends the same client_id
        log.warning('commit.unknown', error=f'{type(error).__name__}: {error}')
        return Unavailable('The message may not be stored yet. Send the same again.')


def _goes_to(message: NewMessage) -> UUID | None:
    """What no other message of its batch may name. Should two mean one conversation all the same, each goes alone."""
    return message.visitor_id if message.opens else message.conversation_id
