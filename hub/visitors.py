"""Visitors: connect by the site's public key, come back by a secret token, say who they are."""

from dataclasses import dataclass
from ipaddress import ip_address

from pydantic import Field

from hub.context import Hub
from hub.model.access import VisitorActor
from hub.model.base import Input, Text
from hub.model.conversation import VisitorConversation
from hub.model.errors import Forbidden, NotFound, Unauthenticated
from hub.model.ids import new_id
from hub.model.people import ContactBrief
from hub.secrets import hash_token, new_token
from storage import conversations as stored_conversations
from storage import visitors as stored

Scalar = str | int | float | bool | None


class Identify(Input):
    """Who a visitor says they are. It proves nothing."""

    name: Text | None = Field(None, max_length=200)
    email: Text | None = Field(None, max_length=320)
    phone: Text | None = Field(None, max_length=40)
    attributes: dict[str, Scalar] = Field({}, max_length=50)


class Page(Input):
    """The page a visitor looks at."""

    url: Text = Field(min_length=1, max_length=2_000)
    title: Text | None = Field(None, max_length=300)
    referrer: Text | None = Field(None, max_length=2_000)


@dataclass(frozen=True, slots=True)
class VisitorSession:
    """A connected visitor and the token to come back with."""

    actor: VisitorActor
    token: str
    contact: ContactBrief | None


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
    """The visitor of this token, or a new one. Raises NotFound, Forbidden, Unauthenticated."""
    async with hub.database.lobby() as lobby:
        widget = await stored.find_widget(lobby, key)
    if widget is None or not widget.is_enabled:
        raise NotFound('There is no chat under this key.')
    if identity:
        raise Unauthenticated('Signed identities are not accepted yet.')
    where = address if _is_address(address) else None
    async with hub.database.tenant(widget.tenant_id) as session:
        known = await stored.by_token(session, widget.widget_id, hash_token(token)) if token else None
        if known is None:
            token = new_token()
            known = stored.VisitorFound(id=new_id(), contact_id=None, name=None, is_blocked=False)
            await stored.add(
                session,
                known.id,
                widget.widget_id,
                hash_token(token),
                user_agent=user_agent,
                address=where,
                locale=locale,
            )
        session_id = new_id()
        await stored.begin_session(session, session_id, known.id, user_agent=user_agent, address=where)
    if known.is_blocked or token is None:
        raise Forbidden('This chat is not available.')
    actor = VisitorActor(
        tenant_id=widget.tenant_id,
        widget_id=widget.widget_id,
        visitor_id=known.id,
        session_id=session_id,
        contact_id=known.contact_id,
        name=known.name or f'Visitor {known.id.hex[-4:].upper()}',
    )
    contact = ContactBrief(id=known.contact_id, name=actor.name) if known.contact_id else None
    return VisitorSession(actor=actor, token=token, contact=contact)


async def conversations(hub: Hub, actor: VisitorActor) -> list[VisitorConversation]:
    """The visitor's own conversations, latest first."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return await stored_conversations.of_visitor(session, actor.visitor_id)


async def identify(hub: Hub, actor: VisitorActor, said: Identify) -> VisitorActor:
    """Note what they say; agents see it as a claim."""
    async with hub.database.tenant(actor.tenant_id) as session:
        name = await stored.claim(
            session,
            actor.visitor_id,
            name=said.name,
            email=said.email,
            phone=said.phone,
            attributes=dict(said.attributes),
        )
    return actor.model_copy(update={'name': name or actor.name})


async def page(hub: Hub, actor: VisitorActor, seen: Page) -> None:
    """Note the page."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await stored.view(session, actor.visitor_id, actor.session_id, seen.url, seen.title, seen.referrer)


async def ended(hub: Hub, actor: VisitorActor) -> None:
    """Note that the visit is over."""
    if actor.session_id:
        async with hub.database.tenant(actor.tenant_id) as session:
            await stored.end_session(session, actor.session_id)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
