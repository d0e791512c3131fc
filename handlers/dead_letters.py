"""Dead letters, for admins."""

from pydantic import Field

from handlers.edge import One, Query
from hub import dead_letters
from hub.context import Hub
from hub.dead_letters import DeadLetter, OpenedLetter
from hub.model.access import Client, UserActor
from hub.model.base import Value
from hub.model.failure import Cause
from hub.model.job import LetterState, WantedLetters
from hub.model.message import Channel
from hub.model.page import Page


class LetterList(Query):
    """Which letters."""

    state: LetterState = 'open'
    cause: Cause | None = None
    channel: Channel | None = None
    cursor: str | None = Field(None, max_length=200)
    limit: int = Field(30, ge=1, le=100)


class Discarded(Value):
    """How many letters were put away."""

    count: int


async def list_letters(hub: Hub, actor: UserActor, query: LetterList) -> Page[DeadLetter]:
    """List what could not be done, newest first."""
    wanted = WantedLetters(cause=query.cause, channel=query.channel)
    return await dead_letters.page(hub, actor, state=query.state, wanted=wanted, cursor=query.cursor, limit=query.limit)


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


async def discard_all(hub: Hub, actor: UserActor, client: Client, body: WantedLetters) -> Discarded:
    """Discard all open dead letters, or those of a cause or a channel. They stay on record."""
    return Discarded(count=await dead_letters.discard_all(hub, actor, client, body))
