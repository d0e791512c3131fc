"""How satisfied the visitor was: asked in the chat once a conversation is resolved."""

from pydantic import Field

from hub.context import Hub
from hub.model.access import VisitorActor
from hub.model.base import Id, Input, Text
from hub.threads import readable
from storage import ratings as stored


class Rating(Input):
    """From 1, bad, to 5, good."""

    conversation_id: Id
    score: int = Field(ge=1, le=5)
    comment: Text | None = Field(None, max_length=2_000)


async def rate(hub: Hub, actor: VisitorActor, rating: Rating) -> None:
    """Keep it; a second one replaces the first. Raises NotFound for a conversation that is not theirs."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await readable(session, actor, rating.conversation_id)
        await stored.rate(session, rating.conversation_id, rating.score, rating.comment)
