"""Search over HTTP."""

from pydantic import Field

from handlers.conversation_filters import ConversationFilters
from hub.context import Hub
from hub.model.access import UserActor
from hub.model.base import Moment
from hub.model.search import MessageFilters, SearchKind, SearchResults, WrittenBy
from hub.search import search as verbs


class Search(ConversationFilters):
    """What to find. Words in quotes stand side by side; the last word may go on.

    Without `kind` messages and contacts are answered; to go on with one of them, name it beside its cursor. Messages
    are narrowed by their conversation, with the filters of the list of conversations, by when they were written (at
    `since` or later, before `until`) and by whom (`from`). Contacts are not narrowed.
    """

    q: str = Field(min_length=1, max_length=200)
    kind: SearchKind | None = None
    since: Moment | None = None
    until: Moment | None = None
    written_by: WrittenBy | None = Field(None, alias='from')
    cursor: str | None = Field(None, max_length=200)
    limit: int = Field(20, ge=1, le=50)


async def search(hub: Hub, actor: UserActor, query: Search) -> SearchResults:
    """Search messages and contacts, newest first."""
    filters = MessageFilters(
        conversation=query.filters(actor), since=query.since, until=query.until, written_by=query.written_by
    )
    return await verbs.search(
        hub, actor, question=query.q, kind=query.kind, filters=filters, cursor=query.cursor, limit=query.limit
    )
