"""Dead letters, for admins."""

from pydantic import Field

from handlers.edge import One, Query
from hub import dead_letters
from hub.context import Hub
from hub.dead_letters import DeadLetter, OpenedLetter
from hub.model.access import Client, UserActor
from hub.model.job import LetterState
from hub.model.page import Page


class LetterList(Query):
    """Which letters."""

    state: LetterState = 'open'
    cursor: str | None = Field(None, max_length=200)
    limit: int = Field(30, ge=1, le=100)


async def list_letters(hub: Hub, actor: UserActor, query: LetterList) -> Page[DeadLetter]:
    """List what could not be done, newest first."""
    return await dead_letters.page(hub, actor, state=query.state, cursor=query.cursor, limit=query.limit)


async def get(hub: Hub, actor: UserActor, path: One) -> OpenedLetter:
    """Get a dead letter with the beginning of what is in it."""
    return await dead_letters.find(hub, actor, letter_id=path.id)


async def replay(hub: Hub, actor: UserActor, client: Client, path: One) -> DeadLetter:
    """Try again what is in a dead letter.

    What fails again becomes a new letter.
    """
    return await dead_letters.replay(hub, actor, client, letter_id=path.id)


async def discard(hub: Hub, actor: UserActor, client: Client, path: One) -> DeadLetter:
    """Discard a dead letter. It stays on record."""
    return await dead_letters.discard(hub, actor, client, letter_id=path.id)
