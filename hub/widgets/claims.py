"""Claims: what visitors say of themselves, in a form or through the site's script, unsigned.

An address nobody has yet makes a new contact, so that one can write to them. An address that somebody has stays a
claim beside the conversation: whoever types it gets nothing of theirs, and agents see that it is not proven.
"""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from hub.contacts import identifiers
from hub.contacts.contact_news import contact_changed
from hub.contacts.identifiers import NO_EMAIL, Address
from hub.context import Hub
from hub.conversations.conversations import announce
from hub.model.access import VisitorActor
from hub.model.base import Input, Text
from hub.model.errors import FieldError, Forbidden, Invalid, NotFound
from hub.model.ids import new_id
from hub.model.people import IdentifierType
from hub.widgets.visitors import called
from storage import contacts, visitors, widgets
from storage.db import Session
from storage.visitors import Claims

MOST_ADDRESSES = 6
"""A contact that grew from what a visitor typed has no more than these."""

Key = Annotated[Text, StringConstraints(min_length=1, max_length=60)]
Words = Annotated[Text, StringConstraints(max_length=500)]
Whole = Annotated[int, Field(ge=-(2**53), le=2**53)]
Fraction = Annotated[float, Field(allow_inf_nan=False)]
Scalar = bool | Whole | Fraction | Words | None
Said = Annotated[Text, StringConstraints(strip_whitespace=True, max_length=200)]


class Identify(Input):
    """Who a visitor says they are. It proves nothing."""

    name: Said | None = None
    email: Said | None = None
    phone: Said | None = None
    attributes: dict[Key, Scalar] = Field({}, max_length=visitors.ATTRIBUTES)


async def identify(hub: Hub, actor: VisitorActor, said: Identify) -> VisitorActor:
    """Note what they say. Raises Invalid, Forbidden where only proofs count, NotFound."""
    email = identifiers.email(said.email) if said.email else None
    if said.email and email is None:
        raise Invalid(NO_EMAIL, fields=(FieldError(where='email', what=NO_EMAIL, code='email'),))
    is_claim = bool(said.name or said.email or said.phone)
    changed: list[UUID] = []
    async with hub.database.tenant(actor.tenant_id) as session:
        before = await visitors.lock(session, actor.visitor_id)
        widget = await widgets.find(session, actor.widget_id)
        if before is None or widget is None:
            raise NotFound('This visitor is not known any more. Reload the page.')
        if is_claim and widget.enforce_identity and before.identified_at is None:
            raise Forbidden('This chat believes signed identities only.')
        if said.attributes and not await visitors.describe(session, actor.visitor_id, dict(said.attributes)):
            raise Invalid(f'A visitor can have at most {visitors.ATTRIBUTES} attributes.')
        # what was proven is not overwritten by what anybody can type
        if is_claim and before.identified_at is None:
            name, number = said.name or None, identifiers.number(said.phone) if said.phone else None
            await visitors.claim(session, actor.visitor_id, name=name, email=email, phone=number or said.phone or None)
            actor = await _become(session, actor, before, name=name, addresses=_addresses(email, number))
            changed = await visitors.tell_conversations(session, visitor_id=actor.visitor_id)
    for conversation_id in changed:
        announce(hub, actor.tenant_id, conversation_id)
    if is_claim and actor.contact_id:
        await contact_changed(hub, actor.tenant_id, actor.contact_id)
    return actor


def _addresses(email: str | None, number: str | None) -> list[Address]:
    found = [(IdentifierType.EMAIL, email), (IdentifierType.PHONE, number)]
    return [Address(kind, value) for kind, value in found if value]


async def _become(
    session: Session, actor: VisitorActor, before: Claims, *, name: str | None, addresses: list[Address]
) -> VisitorActor:
    """The visitor by their new name, and a contact if they are one now."""
    called_now = name or before.name
    if before.contact_id:
        contact = await contacts.lock(session, before.contact_id)
        if contact is None:
            return actor
        await _add(session, before.contact_id, addresses)
        # the name is theirs to correct until an agent has given another one
        if name and contact.name in (before.name, before.email, before.phone, ''):
            contact = contact.model_copy(update={'name': name})
            await contacts.change(session, contact)
        return actor.model_copy(update={'name': contact.name})
    actor = actor.model_copy(update={'name': called(actor.visitor_id, called_now)})
    if not addresses or not await _are_free(session, addresses):
        return actor
    contact_id = new_id()
    await contacts.add(session, contact_id, name=called_now or addresses[0].value)
    await _add(session, contact_id, addresses)
    await visitors.belong(session, actor.visitor_id, contact_id)
    await visitors.give_conversations(session, actor.visitor_id, contact_id)
    return actor.model_copy(update={'contact_id': contact_id, 'name': called_now or addresses[0].value})


async def _are_free(session: Session, addresses: list[Address]) -> bool:
    # two visitors who type the same wait for each other; in one order always, so that neither locks the other out
    for kind, value in sorted(addresses):
        await contacts.take_turns(session, f'{kind}:{value}')
    return not any([await contacts.holder(session, *address) for address in addresses])


async def _add(session: Session, contact_id: UUID, addresses: list[Address]) -> None:
    if await contacts.count_identifiers(session, contact_id) + len(addresses) > MOST_ADDRESSES:
        return
    for kind, value in sorted(addresses):
        await contacts.add_identifier(session, contact_id, kind, value, confidence=contacts.TYPED)
