"""Macros over HTTP."""

from handlers.edge import One, Slice
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.macro import Macro
from hub.model.page import Page
from hub.writing import applying, macros
from hub.writing.applying import Applied, MacroRun
from hub.writing.macros import MacroChange, MacroInput


async def list_macros(hub: Hub, actor: UserActor, query: Slice) -> Page[Macro]:
    """List macros by name: everybody's and my own."""
    return await macros.page(hub, actor, query.cursor, query.limit)


async def create(hub: Hub, actor: UserActor, client: Client, body: MacroInput) -> Macro:
    """Add a macro. A shared one needs the right `canned_replies.manage`."""
    return await macros.create(hub, actor, client, body)


async def change(hub: Hub, actor: UserActor, client: Client, path: One, body: MacroChange) -> Macro:
    """Change a macro, or whose it is. A shared one needs the right `canned_replies.manage`."""
    return await macros.change(hub, actor, client, path.id, body)


async def remove(hub: Hub, actor: UserActor, client: Client, path: One) -> None:
    """Remove a macro. A shared one needs the right `canned_replies.manage`."""
    await macros.remove(hub, actor, client, path.id)


async def apply(hub: Hub, actor: UserActor, path: One, body: MacroRun) -> Applied:
    """Apply a macro to a conversation: what it writes and does, all of it or nothing.

    Sent again under the same `client_id` it is applied once. It takes the rights of what it does.
    """
    return await applying.apply(hub, actor, path.id, body)
