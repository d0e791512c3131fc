"""Search over HTTP."""

from pydantic import Field

from handlers.edge import Query
from hub.context import Hub
from hub.model.access import UserActor
from hub.model.search import SearchKind, SearchResults
from hub.search import search as verbs


class Search(Query):
    """What to find. Words in quotes stand side by side; the last word may go on.

    Without `kind` messages and contacts are answered; to go on with one of them, name it beside its cursor.
    """

    q: str = Field(min_length=1, max_length=200)
    kind: SearchKind | None = None
    cursor: str | None = Field(None, max_length=200)
    limit: int = Field(20, ge=1, le=50)


async def search(hub: Hub, actor: UserActor, query: Search) -> SearchResults:
    """Search messages and contacts, newest first."""
    return await verbs.search(hub, actor, question=query.q, kind=query.kind, cursor=query.cursor, limit=query.limit)
