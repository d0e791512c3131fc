"""Drafts over HTTP: each user sees and keeps their own."""

from pydantic import Field

from handlers.edge import One, Query
from hub.context import Hub
from hub.model.access import UserActor
from hub.model.draft import Draft
from hub.model.page import Page
from hub.writing import drafts
from hub.writing.drafts import DraftInput


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
