"""Contacts and visitors over HTTP."""

from aiohttp import web
from pydantic import Field

from handlers import downloads
from handlers.edge import One, Query
from hub.contacts import blocking, contacts, erasure, exports, merging, timeline
from hub.contacts.blocking import BlockRequest
from hub.contacts.contacts import ContactChange, NewContact
from hub.contacts.erasure import Extent
from hub.contacts.merging import MergeRequest
from hub.contacts.timeline import NewNote
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.contact_merge import ContactMerged, Duplicate, MergeUndone
from hub.model.conversation import Conversation
from hub.model.page import Page
from hub.model.people import Contact, Visitor
from hub.model.timeline import TimelineItem, TimelineKind
from hub.widgets import visitors


class ContactList(Query):
    """Which contacts: those whose name, company or address has `q` in it."""

    q: str | None = Field(None, max_length=200)
    cursor: str | None = Field(None, max_length=200)
    limit: int = Field(30, ge=1, le=100)


class ConversationList(Query):
    """Which part of the list."""

    cursor: str | None = Field(None, max_length=200)
    limit: int = Field(30, ge=1, le=100)


class TimelinePart(ConversationList):
    """Which part of a timeline, and of what kind."""

    kind: TimelineKind | None = None


async def list_contacts(hub: Hub, actor: UserActor, query: ContactList) -> Page[Contact]:
    """List or search contacts, newest first."""
    return await contacts.page(hub, actor, q=query.q, cursor=query.cursor, limit=query.limit)


async def get(hub: Hub, actor: UserActor, path: One) -> Contact:
    """One contact."""
    return await contacts.find(hub, actor, contact_id=path.id)


async def create(hub: Hub, actor: UserActor, body: NewContact) -> Contact:
    """Make a contact."""
    return await contacts.create(hub, actor, asked=body)


async def change(hub: Hub, actor: UserActor, path: One, body: ContactChange) -> Contact:
    """Change a contact."""
    return await contacts.change(hub, actor, contact_id=path.id, asked=body)


async def look_at_erasure(hub: Hub, actor: UserActor, path: One) -> Extent:
    """What would go if this contact was erased."""
    return await erasure.extent(hub, actor, path.id)


async def export(hub: Hub, actor: UserActor, client: Client, path: One, request: web.Request) -> web.StreamResponse:
    """Export a contact: a zip archive of all that is known of them. That it was taken is in the audit log.

    What colleagues wrote among themselves is under `internal/`.
    """
    return await downloads.send(request, await exports.take(hub, actor, client, path.id))


async def erase(hub: Hub, actor: UserActor, client: Client, path: One) -> None:
    """Erase a contact for good: all that is known of them, with their conversations and files.

    They are gone from the answers of this API at once, from the stores a moment later.
    """
    await erasure.ask(hub, actor, client, path.id)


async def block(hub: Hub, actor: UserActor, client: Client, path: One, body: BlockRequest) -> Contact:
    """Block a contact: nothing they send reaches anybody."""
    return await blocking.block(hub, actor, client, path.id, body.reason)


async def unblock(hub: Hub, actor: UserActor, client: Client, path: One) -> Contact:
    """Hear a contact again."""
    return await blocking.unblock(hub, actor, client, path.id)


async def list_conversations(hub: Hub, actor: UserActor, path: One, query: ConversationList) -> Page[Conversation]:
    """A contact's conversations, newest first."""
    return await contacts.conversations_of(hub, actor, contact_id=path.id, cursor=query.cursor, limit=query.limit)


async def list_timeline(hub: Hub, actor: UserActor, path: One, query: TimelinePart) -> Page[TimelineItem]:
    """What was said with a contact and done about them, newest first."""
    return await timeline.page(hub, actor, path.id, query.kind, query.cursor, query.limit)


async def add_note(hub: Hub, actor: UserActor, path: One, body: NewNote) -> TimelineItem:
    """Note something about a contact."""
    return await timeline.add_note(hub, actor, path.id, body)


async def remove_note(hub: Hub, actor: UserActor, path: One) -> None:
    """Throw away a note of your own; another's takes the right `contacts.manage`."""
    await timeline.remove_note(hub, actor, path.id)


async def list_duplicates(hub: Hub, actor: UserActor, path: One) -> Page[Duplicate]:
    """Contacts that may be the same person, and why."""
    return await merging.duplicates(hub, actor, path.id)


async def merge(hub: Hub, actor: UserActor, client: Client, path: One, body: MergeRequest) -> ContactMerged:
    """Merge another contact into this one."""
    return await merging.merge(hub, actor, client, path.id, body)


async def undo_merge(hub: Hub, actor: UserActor, client: Client, path: One) -> MergeUndone:
    """Take a merge back, as far as nothing has moved on since."""
    return await merging.undo(hub, actor, client, path.id)


async def get_visitor(hub: Hub, actor: UserActor, path: One) -> Visitor:
    """A visitor of a site, and the pages they looked at."""
    return await visitors.find(hub, actor, visitor_id=path.id)


async def block_visitor(hub: Hub, actor: UserActor, client: Client, path: One, body: BlockRequest) -> Visitor:
    """Block the browser of a visitor who is no contact yet."""
    return await blocking.block_visitor(hub, actor, client, path.id, body.reason)


async def unblock_visitor(hub: Hub, actor: UserActor, client: Client, path: One) -> Visitor:
    """Let a visitor chat again."""
    return await blocking.unblock_visitor(hub, actor, client, path.id)
