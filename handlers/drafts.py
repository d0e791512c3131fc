"""Drafts over HTTP: each user sees and keeps their own, and takes over what colleagues share."""

from pydantic import Field

from handlers.edge import One, Query
from hub.context import Hub
from hub.model.access import UserActor
from hub.model.draft import Draft, SharedDraft
from hub.model.page import Page
from hub.writing import drafts
from hub.writing.drafts import DraftInput, Taking


class DraftList(Query):
    """Which part of the list."""

    cursor: str | None = Field(None, max_length=200)
    limit: int = Field(100, ge=1, le=200)


async def list_drafts(hub: Hub, actor: UserActor, query: DraftList) -> Page[Draft]:
    """List my drafts, last touched first."""
    return await drafts.page(hub, actor, query.cursor, query.limit)


async def get(hub: Hub, actor: UserActor, path: One) -> Draft:
    """Get my draft in a conversation; an empty one without a version where there is none."""
    return await drafts.get(hub, actor, path.id)


async def keep(hub: Hub, actor: UserActor, path: One, body: DraftInput) -> Draft:
    """Keep my draft in a conversation. Without words it ends.

    `version` is that of the draft it takes the place of; 409 where another one stands there by now.
    """
    return await drafts.keep(hub, actor, path.id, body)


async def list_shared(hub: Hub, actor: UserActor, query: DraftList) -> Page[SharedDraft]:
    """List the replies that users share as drafts in conversations I may see, last touched first."""
    return await drafts.page_of_shared(hub, actor, query.cursor, query.limit)


async def take(hub: Hub, actor: UserActor, path: One, body: Taking) -> Draft:
    """Take over the reply that a colleague shares: it is my draft then, and not theirs any more.

    `version` is that of my own draft, where it has a reply to give up; 409 where it has another one. 404 where the
    colleague shares nothing any more.
    """
    return await drafts.take(hub, actor, path.id, body)
