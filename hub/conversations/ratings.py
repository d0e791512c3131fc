"""How satisfied the visitor was: asked in the chat once a conversation is resolved, each time it is.

What they say stands in the thread as a line that agents see. A second thought changes that line; after another resolve
they are asked again and say it in a new one.
"""

from typing import Literal

from pydantic import Field

from hub.context import Hub
from hub.conversations.threads import readable
from hub.live.notices import tell_visitor
from hub.live.updates import tell
from hub.model.access import VisitorActor
from hub.model.base import Id, Input, Text, Value
from storage import conversations, messages
from storage import ratings as stored
from storage.ratings import Kept

BEST = 5


class Rating(Input):
    """From 1, bad, to 5, good."""

    conversation_id: Id
    score: int = Field(ge=1, le=BEST)
    comment: Text | None = Field(None, max_length=2_000)


class RatingBlock(Value):
    """The same in `content_blocks` of its line, for screens that say it in their own language."""

    type: Literal['rating'] = 'rating'
    score: int
    comment: str | None


async def rate(hub: Hub, actor: VisitorActor, rating: Rating) -> None:
    """Keep it; a second one for the same resolve replaces the first. Raises NotFound for one that is not theirs."""
    conversation_id = rating.conversation_id
    comment = rating.comment.strip() or None if rating.comment else None
    async with hub.database.tenant(actor.tenant_id) as session:
        await readable(session, actor, conversation_id)
        await conversations.lock(session, conversation_id)
        kept = await stored.rate(session, conversation_id, rating.score, comment)
        text, blocks = _words(kept), [RatingBlock(score=kept.score, comment=kept.comment).model_dump()]
        fresh, changed = [], []
        if kept.message_id:
            await messages.say_anew(session, conversation_id, kept.message_id, text, blocks)
            changed.append(kept.message_id)
        else:
            fresh.append(await stored.say(session, conversation_id, kept, text, blocks))
    await tell(hub, actor.tenant_id, fresh=fresh, changed=changed)
    await tell_visitor(hub, actor.tenant_id, actor.visitor_id, conversation_id)


def _words(kept: Kept) -> str:
    """In no language, so that lists and searches show it as it is."""
    return f'{"★" * kept.score}{"☆" * (BEST - kept.score)} {kept.comment or ""}'.strip()
