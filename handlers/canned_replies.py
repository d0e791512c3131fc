"""Canned replies over HTTP."""

from handlers.edge import One, Slice
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.canned_reply import CannedReply
from hub.model.page import Page
from hub.writing import canned_replies
from hub.writing.canned_replies import CannedReplyChange, CannedReplyInput


async def list_replies(hub: Hub, actor: UserActor, query: Slice) -> Page[CannedReply]:
    """List canned replies by name: everybody's and my own."""
    return await canned_replies.page(hub, actor, query.cursor, query.limit)


async def create(hub: Hub, actor: UserActor, client: Client, body: CannedReplyInput) -> CannedReply:
    """Add a canned reply. A shared one needs the right `canned_replies.manage`."""
    return await canned_replies.create(hub, actor, client, body)


async def change(hub: Hub, actor: UserActor, client: Client, path: One, body: CannedReplyChange) -> CannedReply:
    """Change a canned reply, or whose it is. A shared one needs the right `canned_replies.manage`."""
    return await canned_replies.change(hub, actor, client, path.id, body)


async def remove(hub: Hub, actor: UserActor, client: Client, path: One) -> None:
    """Remove a canned reply. A shared one needs the right `canned_replies.manage`."""
    await canned_replies.remove(hub, actor, client, path.id)
