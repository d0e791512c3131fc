"""Merging contacts: two that are one person become one, and two again if that was wrong.

One contact stays and gets everything the other has: addresses, visitors, conversations, notes. No message is touched.
The other is hidden, not removed. A snapshot says what was given, so that an undo gives back exactly that, as far as
nobody has moved it on since.
"""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from hub.audit import record
from hub.contacts.contact_news import contact_changed
from hub.context import Hub
from hub.conversations.conversations import announce
from hub.model.access import Client, UserActor
from hub.model.base import Id, Input, Line
from hub.model.contact_merge import ContactMerged, Duplicate, MergeSnapshot, MergeUndone, MovedRows
from hub.model.errors import Conflict, Invalid, NotFound
from hub.model.ids import new_id
from hub.model.page import Page
from hub.model.people import Contact
from hub.model.timeline import TimelineKind
from storage import contacts, merges, timeline
from storage.db import Session

SUGGESTED = 10
_WORDS = ('name', 'company', 'notes')
_PREFIX = 'attributes.'


class MergeRequest(Input):
    """Which contact goes into the one that stays. The values of the one that stays win where it has any, but those
    named in `take` (`name`, `company`, `notes`, `attributes.<key>`)."""

    contact_id: Id
    take: list[Annotated[str, Field(max_length=100)]] = Field([], max_length=200)
    reason: Line | None = None


async def duplicates(hub: Hub, actor: UserActor, contact_id: UUID) -> Page[Duplicate]:
    """Contacts that may be the same person, the likeliest first. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await _found(session, contact_id)
        alike = {each.id: each.reasons for each in await merges.alike(session, contact_id, SUGGESTED)}
        found = [await _found(session, id) for id in alike]
    return Page(items=[Duplicate(contact=contact, reasons=alike[contact.id]) for contact in found])


async def merge(hub: Hub, actor: UserActor, client: Client, kept_id: UUID, asked: MergeRequest) -> ContactMerged:
    """Make two contacts one. Raises NotFound, Invalid."""
    if asked.contact_id == kept_id:
        raise Invalid('A contact cannot be merged into itself.')
    id = new_id()
    async with hub.database.tenant(actor.tenant_id) as session:
        held = await merges.hold(session, kept_id, asked.contact_id)
        if held != {kept_id: False, asked.contact_id: False}:
            raise NotFound('There is no such contact.')
        before, other = await _found(session, kept_id), await _found(session, asked.contact_id)
        moved = await merges.move(session, other.id, kept_id)
        await contacts.change(session, _joined(before, other, asked.take))
        if other.blocked_at:  # whoever was blocked stays so
            await contacts.block(session, kept_id, on=True)
        await contacts.settle_primaries(session, kept_id)
        await merges.bury(session, other.id, on=True)
        after = await _found(session, kept_id)
        snapshot = MergeSnapshot(before=before, after=after, moved=moved)
        await merges.add(session, id, kept_id, other.id, snapshot, asked.reason or '', actor.user_id)
        await timeline.add(session, kept_id, TimelineKind.MERGED, actor.user_id, text=other.name, id=id)
        await record(session, actor, client, 'contact.merged', of='contact', id=kept_id, merged=str(other.id))
    await _tell(hub, actor, moved, kept_id, other.id)
    return ContactMerged(merge_id=id, contact=after)


async def undo(hub: Hub, actor: UserActor, client: Client, merge_id: UUID) -> MergeUndone:
    """Make two of them again. Raises NotFound, Conflict where it was undone before, or the kept one was merged on."""
    async with hub.database.tenant(actor.tenant_id) as session:
        merge = await merges.find(session, merge_id)
        if merge is None:
            raise NotFound('There is no such merge.')
        if merge.undone_at:
            raise Conflict('This merge was undone already.')
        kept_id, restored_id = merge.kept_contact_id, merge.merged_contact_id
        held = await merges.hold(session, kept_id, restored_id)
        if held.get(kept_id, True):
            raise Conflict('This contact was merged into another since. Undo that first.')
        now, snapshot = await _found(session, kept_id), merge.snapshot
        await merges.bury(session, restored_id, on=False)
        moved = await merges.move(session, kept_id, restored_id, snapshot.moved)
        values, remaining = _separated(now, snapshot)
        await contacts.change(session, values)
        if now.blocked_at == snapshot.after.blocked_at and not snapshot.before.blocked_at:
            await contacts.block(session, kept_id, on=False)
        for contact_id in (kept_id, restored_id):
            await contacts.settle_primaries(session, contact_id)
        kept, restored = await _found(session, kept_id), await _found(session, restored_id)
        for contact_id, other in ((kept_id, restored), (restored_id, kept)):
            await timeline.add(session, contact_id, TimelineKind.UNMERGED, actor.user_id, text=other.name)
        await merges.undone(session, merge_id, actor.user_id)
        await record(session, actor, client, 'contact.unmerged', of='contact', id=kept_id, restored=str(restored_id))
    await _tell(hub, actor, moved, kept_id, restored_id)
    return MergeUndone(kept=kept, restored=restored, remaining=[*_missing(snapshot.moved, moved), *remaining])


def _joined(kept: Contact, other: Contact, take: list[str]) -> Contact:
    """The values of both, where the kept one's win."""
    update: dict[str, Any] = {
        name: getattr(other, name) for name in _WORDS if getattr(other, name) and _wins(name, getattr(kept, name), take)
    }
    attributes = {
        key: value for key, value in other.attributes.items() if _wins(_PREFIX + key, kept.attributes.get(key), take)
    }
    return kept.model_copy(update={**update, 'attributes': {**kept.attributes, **attributes}})


def _wins(name: str, ours: object, take: list[str]) -> bool:
    return ours in (None, '') or name in take


def _separated(now: Contact, snapshot: MergeSnapshot) -> tuple[Contact, list[str]]:
    """The kept contact's values without what the merge brought; and the names of those that were changed since."""
    was, merged, is_now = (_flat(each) for each in (snapshot.before, snapshot.after, now))
    brought = [name for name in merged if merged[name] != was.get(name)]
    changed = [name for name in brought if is_now.get(name) != merged[name]]
    values = is_now | {name: was.get(name) for name in brought if name not in changed}
    words = {name: values[name] for name in _WORDS}
    attributes = {
        name.removeprefix(_PREFIX): value
        for name, value in values.items()
        if name.startswith(_PREFIX) and value is not None
    }
    return now.model_copy(update={**words, 'attributes': attributes}), changed


def _flat(contact: Contact) -> dict[str, Any]:
    words = {name: getattr(contact, name) for name in _WORDS}
    return words | {_PREFIX + key: value for key, value in contact.attributes.items()}


def _missing(given: MovedRows, back: MovedRows) -> list[str]:
    """The kinds of rows of which some were not there to be given back, and how many."""
    counts = {kind: len(getattr(given, kind)) - len(getattr(back, kind)) for kind in MovedRows.model_fields}
    return [f'{kind}: {missing}' for kind, missing in counts.items() if missing]


async def _found(session: Session, contact_id: UUID) -> Contact:
    contact = await contacts.find(session, contact_id)
    if contact is None:
        raise NotFound('There is no such contact.')
    return contact


async def _tell(hub: Hub, actor: UserActor, moved: MovedRows, *contact_ids: UUID) -> None:
    for conversation_id in moved.conversations:
        announce(hub, actor.tenant_id, conversation_id)
    for contact_id in contact_ids:
        await contact_changed(hub, actor.tenant_id, contact_id)
