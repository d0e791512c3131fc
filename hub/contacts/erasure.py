"""Erasing a contact: whatever the hub knows of a person goes, and cannot be had back.

Asked for, they are gone for agents at once; a job does the rest, conversation by conversation, files first. Contact and
visitors go last and together: by them a job that a crash ended finds what it still has to do. Whoever writes again, or
comes back in the same browser, is a stranger. Backups keep what they hold until they expire.
"""

from collections.abc import Awaitable, Callable, Collection
from uuid import UUID

from hub import idempotency
from hub.audit import record
from hub.contacts.blocking import turn_away
from hub.contacts.contact_news import contact_changed
from hub.context import Hub
from hub.conversations.sight import Gone
from hub.jobs import Lease, Work
from hub.live import updates
from hub.live.list_news import list_changed
from hub.live.realtime import Event
from hub.model.access import Client, UserActor
from hub.model.base import Value
from hub.model.conversation import LinkBlock
from hub.model.errors import NotFound
from hub.model.signal import Erased
from storage import contacts, jobs, merges, messages
from storage import erasures as stored
from storage.conversations import lock_some
from storage.db import Session
from storage.erasures import Extent
from storage.idempotency import BEGINNING, Place

__all__ = ['ERASE', 'Erasing', 'Extent', 'ask', 'erase', 'extent', 'forget_conversation', 'tell_here']


class Erasing(Value):
    """The order to erase a contact."""

    contact_id: UUID
    user_id: UUID
    """Who asked for it."""


async def ask(hub: Hub, actor: UserActor, client: Client, contact_id: UUID) -> None:
    """From now on nobody finds this contact; a job erases what is known of them. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        if await contacts.lock(session, contact_id) is None:
            raise NotFound('There is no such contact.')
        await stored.ask(session, contact_id)
        await merges.bury(session, contact_id, on=True)
        await jobs.enqueue(session, ERASE.kind, str(contact_id), Erasing(contact_id=contact_id, user_id=actor.user_id))
        await record(session, actor, client, 'contact.erased', of='contact', id=contact_id)
    hub.bell.work()
    await contact_changed(hub, actor.tenant_id, contact_id)


async def extent(hub: Hub, actor: UserActor, contact_id: UUID) -> Extent:
    """What would go with a contact. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        if await contacts.find(session, contact_id) is None:
            raise NotFound('There is no such contact.')
        people = await stored.people(session, contact_id)
        return await stored.extent(session, await stored.conversations(session, people))


async def erase(lease: Lease, order: Erasing) -> None:
    """The job."""
    async with lease.writing() as session:
        people = await stored.people(session, order.contact_id)
    is_done = not people
    while not is_done:
        async with lease.writing() as session:
            conversations = await stored.conversations(session, people)
        # before the conversations, by which they are found; and after, for what came meanwhile
        await _forget_copies(lease, people, conversations)
        for conversation_id in conversations:
            await forget_conversation(lease, order, people, conversation_id)
        await _forget_copies(lease, people, conversations)
        is_done = await _forget_people(lease, order, people)
    async with lease.writing() as session:
        await lease.finish(session)
    await contact_changed(lease.hub, lease.claim.tenant_id, order.contact_id)


async def _forget_copies(lease: Lease, people: Collection[UUID], conversations: Collection[UUID]) -> None:
    """What providers brought, and what requests were answered."""
    async with lease.writing() as session:
        await stored.forget_payloads(session, [*people, *conversations])
        named = {str(id) for id in await stored.answered(session, people, conversations)}
    place: Place | None = BEGINNING
    while place:
        async with lease.writing() as session:
            place = await idempotency.forget(lease.hub, session, named, place)


async def forget_conversation(lease: Lease, order: Erasing, people: Collection[UUID], conversation_id: UUID) -> None:
    """One conversation with its files, if it is theirs yet; every screen hears that it is gone."""
    await _forget_subject(lease, people, conversation_id)
    held: UUID | None = None

    async def hold(session: Session) -> set[str]:
        nonlocal held
        await stored.hold_webhooks(session)
        held = await stored.hold_conversation(session, people, conversation_id)
        return await stored.keys_of_conversation(session, people, conversation_id) if held else set()

    async def forget(session: Session) -> bool:
        if held is None:
            return True
        is_gone = await stored.forget_conversation(session, people, conversation_id)
        if is_gone:
            await stored.take_place(session, order.contact_id)
        return is_gone

    await _files_first(lease, hold, forget)
    if held:
        await _tell(lease, _erased(lease, order, [conversation_id], [held]))


async def _forget_subject(lease: Lease, people: Collection[UUID], conversation_id: UUID) -> None:
    """Conversations it was merged with, or split from, name it in a line, and may be somebody else's by now."""
    async with lease.writing() as session:
        lines = await stored.links(session, conversation_id)
        # all at once, in the order of their ids, as whoever merges them
        locked = await lock_some(session, [conversation_id, *(line.conversation_id for line in lines)])
        if not any(each.id == conversation_id and each.contact_id in {None, *people} for each in locked):
            return
        for line in lines:
            block = {**line.content_blocks[0], 'subject': None}
            text = LinkBlock.model_validate({name: block[name] for name in LinkBlock.model_fields}).text()
            await messages.say_anew(session, line.conversation_id, line.id, text, [block])
            await stored.forget_words(session, line)
    await updates.tell(lease.hub, lease.claim.tenant_id, changed=[line.id for line in lines])


async def _forget_people(lease: Lease, order: Erasing, people: Collection[UUID]) -> bool:
    """False where somebody wrote, or came by another browser, meanwhile: then they are there yet."""
    visitors: list[UUID] = []
    is_done = False

    async def hold(session: Session) -> set[str]:
        nonlocal visitors
        await stored.hold_webhooks(session)
        visitors = await stored.hold_visitors(session, people)
        await stored.hold(session, people)
        return await stored.keys_of_people(session, people, visitors)

    async def forget(session: Session) -> bool:
        nonlocal is_done
        more = set(await stored.visitors(session, people)) - set(visitors)
        is_done = not more and not await stored.conversations(session, people)
        if is_done:
            await stored.forget_people(session, people, visitors)
        return True

    await _files_first(lease, hold, forget)
    await _tell(lease, _erased(lease, order, [], visitors))
    await list_changed(lease.hub, lease.claim.tenant_id, 'dead-letters')
    return is_done


async def _files_first(
    lease: Lease, hold: Callable[[Session], Awaitable[set[str]]], forget: Callable[[Session], Awaitable[bool]]
) -> None:
    """Rows go when the bytes they name are gone: without them nobody could find those any more. `hold` keeps others
    out while its transaction lasts, and says which bytes there are."""
    gone, is_done = set[str](), False
    while not is_done:
        async with lease.writing() as session:
            keys = await hold(session) - gone
            if not keys:
                is_done = await forget(session)
        await lease.hub.blobs.delete(sorted(keys))
        gone |= keys


def _erased(lease: Lease, order: Erasing, conversations: list[UUID], visitors: list[UUID]) -> Erased:
    origin = lease.hub.bell.origin
    return Erased(origin=origin, by=order.user_id, conversation_ids=conversations, visitor_ids=visitors)


async def _tell(lease: Lease, erased: Erased) -> None:
    await tell_here(lease.hub, lease.claim.tenant_id, erased)
    lease.hub.bell.signal(lease.claim.tenant_id, erased)


async def tell_here(hub: Hub, tenant_id: UUID, erased: Erased) -> None:
    """The screens of this process: agents lose the conversations, visitors are strangers when they connect again."""
    for conversation_id in erased.conversation_ids:
        gone = Event.of('conversation.gone', Gone(conversation_id=conversation_id, erased_by=erased.by))
        await hub.realtime.to_agents(tenant_id, gone)
    await turn_away(hub, erased.visitor_ids, 'unknown')


ERASE = Work('erase', Erasing, erase)
