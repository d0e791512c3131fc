"""Where on the site visitors wrote their messages."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from hub.model.message import MessagePage
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('widget_metadata')


class _Written(MessagePage):
    message_id: UUID


async def keep(session: Session, sessions: Mapping[UUID, UUID]) -> None:
    """Note the page, the browser and the address of these messages, each given with its visit."""
    await session.run(_QUERIES['keep'], messages=list(sessions), sessions=list(sessions.values()))


async def pages(session: Session, messages: Sequence[UUID]) -> dict[UUID, MessagePage]:
    """The pages that are known, by message."""
    found = await session.all(_Written, _QUERIES['pages'], messages=list(messages))
    return {written.message_id: MessagePage(url=written.url, title=written.title) for written in found}
