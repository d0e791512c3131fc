"""Visitors: connect by the site's public key, come back by a secret token, say or prove who they are.

What a visitor types proves nothing: it is shown to agents as what they say. Only a signed identity makes them a
contact that was there before, and a visitor's history is their own visitor's in any case.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import Field, StringConstraints

from hub.context import Hub
from hub.conversations.conversations import announce
from hub.conversations.of_visitors import of_visitor
from hub.limits import Limit, count, neighbourhood
from hub.live.realtime import Outlet, Stored
from hub.model.access import UserActor, VisitorActor
from hub.model.base import Input, Text
from hub.model.conversation import VisitorConversation
from hub.model.crash import crash
from hub.model.errors import Forbidden, Invalid, NotFound, Unauthenticated
from hub.model.ids import new_id
from hub.model.people import ContactBrief, Visitor
from hub.people.auto_assign import give_new
from hub.secrets import hash_token, new_token
from hub.widgets.identity import verified
from hub.widgets.recognition import BLOCKED, recognise
from hub.writing.sending import VisitorMessage, send_as_visitor
from storage import visitors as stored
from storage.visitors import Arrival, VisitorFound
from storage.widgets import WidgetRow

PAGES_SHOWN = 50
TOKEN_LENGTH = 200
NEW_PER_ADDRESS = Limit('visitors:address', 300, 600)
NEW_PER_TENANT = Limit('visitors:tenant', 6000, 600)

Address = Annotated[Text, StringConstraints(min_length=1, max_length=4_000)]


class Page(Input):
    """The page a visitor looks at."""

    url: Address
    title: Text | None = Field(None, max_length=1_000)
    referrer: Text | None = Field(None, max_length=4_000)


@dataclass(frozen=True, slots=True)
class VisitorSession:
    """A connected visitor and the token to come back with."""

    actor: VisitorActor
    token: str
    contact: ContactBrief | None
    is_new: bool
    """Nobody has seen them before: there is nothing to be read about them."""


async def connect(
    hub: Hub,
    *,
    key: str,
    token: str | None,
    identity: str | None,
    address: str,
    user_agent: str,
    locale: str | None,
) -> VisitorSession:
    """The visitor of this token or this identity, or a new one.

    Raises NotFound, Forbidden, Unauthenticated, RateLimited.
    """
    widget = await hub.sites.find(hub.database, key)
    where = address if _is_address(address) else None
    arrival = Arrival(widget.id, new_id(), user_agent=user_agent, address=where, locale=locale)
    if identity:
        return await _connect_proven(hub, widget, arrival, token, identity)
    if token:
        async with hub.database.tenant(widget.tenant_id) as session:
            found = await stored.arrive(session, arrival, hash_token(token))
        if found:
            return _session(widget, found, token)
    return await _connect_new(hub, widget, arrival, address)


async def _connect_new(hub: Hub, widget: WidgetRow, arrival: Arrival, address: str) -> VisitorSession:
    await count(hub, (NEW_PER_ADDRESS, neighbourhood(address)), (NEW_PER_TENANT, str(widget.tenant_id)))
    token, newcomer = new_token(), VisitorFound(id=new_id(), session_id=arrival.session_id)
    async with hub.database.alone(widget.tenant_id) as session:
        await stored.add(session, arrival, newcomer.id, hash_token(token))
    crash('visitor_added')
    return _session(widget, newcomer, token, is_new=True)


async def _connect_proven(
    hub: Hub, widget: WidgetRow, arrival: Arrival, token: str | None, signed: str
) -> VisitorSession:
    identity = verified(hub, widget, signed)
    async with hub.database.tenant(widget.tenant_id) as session:
        found, fresh_token, joined = await recognise(session, widget, arrival, identity, token)
        visit = await stored.visit(session, arrival, found.id)
        changed = await stored.give_conversations(session, found.id, found.contact_id) if found.contact_id else []
    for conversation_id in changed:
        announce(hub, widget.tenant_id, conversation_id)
    if joined:  # other tabs of the browser: they come back as who they are now
        for outlet in tuple(hub.realtime.visitors.get(joined, ())):
            await outlet.close('recognised')
    return _session(widget, found.model_copy(update={'session_id': visit}), fresh_token or token or '')


async def authenticate(hub: Hub, *, key: str, token: str) -> VisitorActor:
    """The visitor who sends a single request. Raises NotFound, Forbidden, Unauthenticated."""
    widget = await hub.sites.find(hub.database, key)
    if not 0 < len(token) <= TOKEN_LENGTH:
        raise Unauthenticated('Connect first: the token of your session is missing.')
    async with hub.database.tenant(widget.tenant_id) as session:
        found = await stored.holder(session, widget.id, hash_token(token))
    if found is None:
        raise Unauthenticated('This session has ended. Connect again.')
    return _session(widget, found, token).actor


async def uploader(hub: Hub, *, key: str, token: str) -> VisitorActor:
    """The visitor, if they may send files. Raises what `authenticate` raises."""
    actor = await authenticate(hub, key=key, token=token)
    widget = await hub.sites.find(hub.database, key)
    if not widget.behaviour.uploads:
        raise Forbidden('This chat takes no files.')
    return actor


async def conversations(hub: Hub, actor: VisitorActor) -> list[VisitorConversation]:
    """The visitor's own conversations, latest first."""
    return await of_visitor(hub, actor.tenant_id, actor.visitor_id)


async def find(hub: Hub, actor: UserActor, *, visitor_id: UUID) -> Visitor:
    """A visitor and the pages they looked at. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.find(session, visitor_id, PAGES_SHOWN)
    if found is None:
        raise NotFound('There is no such visitor.')
    return found.model_copy(update={'online': found.online or visitor_id in hub.realtime.visitors})


async def page(hub: Hub, actor: VisitorActor, seen: Page) -> None:
    """Note the page. Raises Invalid for what is no page of a site."""
    url = _web_address(seen.url)
    if url is None:
        raise Invalid('The address of a page begins with http:// or https://.')
    title = seen.title[:300] if seen.title else None
    referrer = _web_address(seen.referrer) if seen.referrer else None
    async with hub.database.tenant(actor.tenant_id) as session:
        await stored.view(session, actor.visitor_id, actor.session_id, url, title, referrer)


async def say(hub: Hub, actor: VisitorActor, sent: VisitorMessage, outlet: Outlet) -> Stored:
    """Send a visitor's message, and note on which page it was written; what it opens may be somebody's turn. Raises
    what sending raises."""
    stored_message = await send_as_visitor(hub, actor, sent, outlet)
    hub.widget_metadata.note(actor, stored_message.message.id)
    team_id = hub.sites.teams.get(actor.widget_id)
    if team_id and stored_message.message.seq == 1:
        hub.errands.run('auto_assign', give_new(hub, actor.tenant_id, team_id, stored_message.message.conversation_id))
    return stored_message


async def ended(hub: Hub, actor: VisitorActor) -> None:
    """The visit is over, unless another tab goes on."""
    if actor.session_id and actor.visitor_id not in hub.realtime.visitors:
        async with hub.database.tenant(actor.tenant_id) as session:
            await stored.end_visit(session, actor.session_id)


def called(visitor_id: UUID, name: str | None) -> str:
    """What a visitor is called: their name, else a short number."""
    return name or f'Visitor {visitor_id.hex[-4:].upper()}'


def _session(widget: WidgetRow, found: VisitorFound, token: str, *, is_new: bool = False) -> VisitorSession:
    if found.is_blocked:
        raise Forbidden(BLOCKED)
    actor = VisitorActor(
        tenant_id=widget.tenant_id,
        widget_id=widget.id,
        visitor_id=found.id,
        session_id=found.session_id,
        contact_id=found.contact_id,
        name=called(found.id, found.contact_name or found.name),
    )
    contact = ContactBrief(id=found.contact_id, name=actor.name) if found.contact_id else None
    return VisitorSession(actor=actor, token=token, contact=contact, is_new=is_new)


def _web_address(text: str) -> str | None:
    """An address that agents may click on, without the password some carry; None for all others."""
    try:
        parts = urlsplit(text.strip())
        place = parts.netloc.rpartition('@')[2]
    except ValueError:
        return None
    return parts._replace(netloc=place).geturl()[:2_000] if parts.scheme in ('http', 'https') and place else None


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
