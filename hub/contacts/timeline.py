"""A contact's timeline: their conversations on every channel, notes about them, and what was done about them."""

from collections.abc import Sequence
from uuid import UUID

from hub.contacts.contact_news import contact_changed
from hub.context import Hub
from hub.model.access import Permission, UserActor
from hub.model.base import Input, Words
from hub.model.errors import Forbidden, NotFound
from hub.model.page import Page, page_of, time_and_id
from hub.model.people import Contact, IdentifierType
from hub.model.timeline import FieldChange, TimelineItem, TimelineKind
from storage import contacts
from storage import timeline as stored

SHOWN = 200
"""Characters of a value that are kept of what was changed."""


class NewNote(Input):
    """Words about a contact, for colleagues."""

    text: Words


async def page(
    hub: Hub, actor: UserActor, contact_id: UUID, kind: TimelineKind | None, cursor: str | None, limit: int
) -> Page[TimelineItem]:
    """Newest first; of one kind where it is named. Raises NotFound, Invalid for a foreign cursor."""
    place = time_and_id(cursor)
    async with hub.database.tenant(actor.tenant_id) as session:
        if await contacts.find(session, contact_id) is None:
            raise NotFound('There is no such contact.')
        found = await stored.page(session, contact_id, kind, place, limit + 1)
    return page_of(found, limit, lambda item: (item.created_at, item.id))


async def add_note(hub: Hub, actor: UserActor, contact_id: UUID, asked: NewNote) -> TimelineItem:
    """Note something about a contact. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        if await contacts.lock(session, contact_id) is None:
            raise NotFound('There is no such contact.')
        id = await stored.add(session, contact_id, TimelineKind.NOTE, actor.user_id, text=asked.text)
        note = await stored.note(session, id)
    await contact_changed(hub, actor.tenant_id, contact_id)
    if note is None:
        raise NotFound
    return note.item


async def remove_note(hub: Hub, actor: UserActor, note_id: UUID) -> None:
    """Throw a note away: one's own, or anybody's with the right to. Raises NotFound, Forbidden."""
    async with hub.database.tenant(actor.tenant_id) as session:
        note = await stored.note(session, note_id)
        if note is None:
            raise NotFound('There is no such note.')
        is_own = note.item.actor is not None and note.item.actor.id == actor.user_id
        if not is_own and Permission.CONTACTS_MANAGE not in actor.permissions:
            raise Forbidden('This note is not yours.')
        await stored.remove_note(session, note_id)
    await contact_changed(hub, actor.tenant_id, note.contact_id)


def changes(before: Contact, after: Contact) -> list[FieldChange]:
    """What is other than it was, value by value."""
    was, now = _values(before), _values(after)
    names = [name for name in dict.fromkeys([*was, *now]) if was.get(name) != now.get(name)]
    return [FieldChange(name=name, before=was.get(name, ''), after=now.get(name, '')) for name in names]


def _values(contact: Contact) -> dict[str, str]:
    values: dict[str, object] = {'name': contact.name, 'company': contact.company, 'notes': contact.notes}
    values |= {str(kind): _addresses(contact, kind) for kind in IdentifierType}
    values |= {f'attributes.{key}': value for key, value in contact.attributes.items()}
    return {name: _words(value)[:SHOWN] for name, value in values.items() if value not in (None, '')}


def _addresses(contact: Contact, kind: IdentifierType) -> str:
    return ', '.join(each.value for each in contact.identifiers if each.type is kind)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return 'yes' if value else 'no'
    return ', '.join(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)
