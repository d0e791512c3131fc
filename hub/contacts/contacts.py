"""Contacts: the people behind conversations, as agents see and change them."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from hub.contacts import timeline
from hub.contacts.contact_attributes import check_values
from hub.contacts.contact_news import contact_changed
from hub.contacts.identifiers import Address, normalised
from hub.context import Hub
from hub.conversations import conversations
from hub.conversations.conversations import announce
from hub.model.access import UserActor
from hub.model.base import ChangeInput, Input, Line, Text
from hub.model.conversation import Conversation
from hub.model.errors import Conflict, FieldError, Invalid, NotFound
from hub.model.ids import new_id
from hub.model.page import Page, page_of, time_and_id
from hub.model.people import Contact, Identifier, IdentifierType
from hub.model.timeline import TimelineKind
from hub.model.view import Filters
from hub.widgets.claims import Key, Scalar
from storage import contacts as stored
from storage import search, visitors
from storage import timeline as stored_timeline
from storage.db import Session

MOST_ADDRESSES = 20
MOST_ATTRIBUTES = 100
_PHONE_LIKE = re.compile(r'[+(\d][\d\s()/.-]{2,}')

Notes = Annotated[Text, StringConstraints(max_length=20_000)]
Attributes = Annotated[dict[Key, Scalar], Field(max_length=MOST_ATTRIBUTES)]
Typed = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class NewIdentifier(Input):
    """An address; numbers with their country code."""

    type: Annotated[IdentifierType, Field(strict=False)]
    value: Typed


class NewContact(Input):
    """Somebody new."""

    name: Line
    company: Line | None = None
    notes: Notes | None = None
    attributes: Attributes = {}
    identifiers: list[NewIdentifier] = Field([], max_length=MOST_ADDRESSES)


class ContactChange(ChangeInput):
    """What may be changed; a field that is not named stays as it is. `identifiers` is the whole list that remains, the
    first of each type the one that is used first; `attributes` is all of them, `set_attributes` some: null takes one
    away."""

    may_be_empty = frozenset({'company', 'notes'})

    name: Line | None = None
    company: Line | None = None
    notes: Notes | None = None
    attributes: Attributes | None = None
    set_attributes: Attributes | None = None
    identifiers: list[NewIdentifier] | None = Field(None, max_length=MOST_ADDRESSES)


async def page(hub: Hub, actor: UserActor, *, q: str | None, cursor: str | None, limit: int) -> Page[Contact]:
    """Newest first, of those whose name, company or address has `q` in it. Raises Invalid for a foreign cursor."""
    words, place = ' '.join(q.split()) if q else '', time_and_id(cursor)
    async with hub.database.tenant(actor.tenant_id) as session:
        if words:
            found = await search.contacts(session, words, part_of_number(words), place, limit + 1)
        else:
            found = await stored.page(session, place, limit + 1)
    return page_of(found, limit, lambda contact: (contact.created_at, contact.id))


async def find(hub: Hub, actor: UserActor, *, contact_id: UUID) -> Contact:
    """One contact. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return _there(await stored.find(session, contact_id))


async def create(hub: Hub, actor: UserActor, *, asked: NewContact) -> Contact:
    """A new contact. Raises Invalid, Conflict where an address is somebody else's."""
    contact_id, addresses = new_id(), _addresses(asked.identifiers)
    async with hub.database.tenant(actor.tenant_id) as session:
        await check_values(session, asked.attributes)
        await stored.add(
            session,
            contact_id,
            name=asked.name,
            company=asked.company,
            attributes=dict(asked.attributes),
            notes=asked.notes,
        )
        await _give(session, contact_id, addresses)
        await _put_first(session, contact_id, addresses)
        return _there(await stored.find(session, contact_id))


async def change(hub: Hub, actor: UserActor, *, contact_id: UUID, asked: ContactChange) -> Contact:
    """Change a contact. Raises NotFound, Invalid, Conflict where an address is somebody else's."""
    given = {name: getattr(asked, name) for name in asked.model_fields_set - {'identifiers', 'set_attributes'}}
    told: list[UUID] = []
    async with hub.database.tenant(actor.tenant_id) as session:
        before = _there(await stored.lock(session, contact_id))
        if asked.set_attributes is not None:
            given['attributes'] = _merged(given.get('attributes', before.attributes), asked.set_attributes)
        await check_values(session, {**(asked.attributes or {}), **(asked.set_attributes or {})})
        if given:
            await stored.change(session, before.model_copy(update=given))
        if asked.identifiers is not None:
            await _replace(session, before, _addresses(asked.identifiers))
        after = _there(await stored.find(session, contact_id))
        if changes := timeline.changes(before, after):
            await stored_timeline.add(session, contact_id, TimelineKind.CHANGED, actor.user_id, changes=changes)
        if after.name != before.name:
            told = await visitors.tell_conversations(session, contact_id=contact_id)
    for conversation_id in told:
        announce(hub, actor.tenant_id, conversation_id)
    await contact_changed(hub, actor.tenant_id, contact_id)
    return after


async def conversations_of(
    hub: Hub, actor: UserActor, *, contact_id: UUID, cursor: str | None, limit: int
) -> Page[Conversation]:
    """The contact's conversations on every channel, newest first. Raises NotFound."""
    await find(hub, actor, contact_id=contact_id)
    return await conversations.page(hub, actor, Filters(contact=contact_id), cursor, limit)


async def _replace(session: Session, contact: Contact, addresses: Sequence[Address]) -> None:
    """These are all addresses from now on; what was proven of those that stay stays proven."""
    kept = [Identifier(type=address.kind, value=address.value) for address in addresses]
    await stored.keep_identifiers(session, contact.id, kept)
    had = {(each.type, each.value) for each in contact.identifiers}
    await _give(session, contact.id, [address for address in addresses if address not in had])
    await _put_first(session, contact.id, addresses)
    await stored.settle_primaries(session, contact.id)


async def _put_first(session: Session, contact_id: UUID, addresses: Sequence[Address]) -> None:
    firsts = dict(reversed(addresses))
    await stored.put_first(session, contact_id, [Identifier(type=kind, value=firsts[kind]) for kind in firsts])


def _merged(before: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """Raises Invalid where there would be too many."""
    merged = {key: value for key, value in {**before, **asked}.items() if value is not None}
    if len(merged) > max(MOST_ATTRIBUTES, len(before)):
        raise Invalid(f'A contact can have at most {MOST_ATTRIBUTES} attributes.')
    return merged


async def _give(session: Session, contact_id: UUID, addresses: Sequence[Address]) -> None:
    # in one order always: two who give the same addresses wait for each other and do not lock each other out
    for kind, value in sorted(addresses):
        if not await stored.add_identifier(session, contact_id, kind, value):
            holder = await stored.holder(session, kind, value)
            name = holder.contact_name if holder else 'somebody else'
            raise Conflict(
                f'{value} already belongs to the contact {name}.',
                fields=(
                    FieldError(where='body.identifiers', what=f'{value} belongs to another contact', code='taken'),
                ),
            )


def _addresses(asked: Sequence[NewIdentifier]) -> list[Address]:
    found: dict[Address, None] = {}
    for n, each in enumerate(asked):
        where = f'body.identifiers.{n}'
        if each.type is IdentifierType.VISITOR_ID:
            words = 'A visitor is known by what their site signs: this cannot be typed.'
            raise Invalid(words, fields=(FieldError(where=where, what=words),))
        found[normalised(each.type, each.value, f'{where}.value')] = None
    return list(found)


def part_of_number(text: str) -> str | None:
    """The part of a number that is the same at home and from abroad; None for what is no number."""
    digits = re.sub('[^0-9]', '', text).lstrip('0')
    return digits if len(digits) > 2 and _PHONE_LIKE.fullmatch(text) else None


def _there(contact: Contact | None) -> Contact:
    if contact is None:
        raise NotFound('There is no such contact.')
    return contact
