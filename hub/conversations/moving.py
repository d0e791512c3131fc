"""Moving a conversation to another contact: it was about somebody else, or nobody knew yet about whom.

Only whose it is changes. No message is touched, nor who may write in it: what its visitor or their address says later
still comes here.
"""

from uuid import UUID

from hub.audit import record
from hub.contacts.contact_news import contact_changed
from hub.context import Hub
from hub.conversations.conversations import announce, found
from hub.model.access import Client, UserActor
from hub.model.base import Id, Input
from hub.model.conversation import Conversation
from hub.model.errors import Conflict, NotFound
from hub.model.timeline import TimelineKind
from storage import contacts, timeline
from storage import conversation_merges as merges
from storage import conversations as stored
from storage.db import Session


class MoveRequest(Input):
    """To whom; null: to nobody, as a visitor's is before anybody knows them."""

    contact_id: Id | None


async def move(hub: Hub, actor: UserActor, client: Client, conversation_id: UUID, asked: MoveRequest) -> Conversation:
    """Give it to another contact; the timelines of both say so. Raises NotFound, Conflict where it was merged."""
    to = asked.contact_id
    async with hub.database.tenant(actor.tenant_id) as session:
        # the contact before the conversation, as everybody who locks both
        if to and await contacts.lock(session, to) is None:
            raise NotFound('There is no such contact.')
        before = await _contact(session, conversation_id)
        both = [each for each in (before, to) if each] if before != to else []
        if before != to:
            await stored.move(session, conversation_id, to)
            names = {id: contact.name for id in both if (contact := await contacts.find(session, id))}
            for id, other in ((before, to), (to, before)):
                if id:
                    text = names.get(other) if other else None
                    moved = TimelineKind.CONVERSATION_MOVED
                    await timeline.add(session, id, moved, actor.user_id, text=text, conversation_id=conversation_id)
            of = {'before': str(before) if before else None, 'after': str(to) if to else None}
            await record(session, actor, client, 'conversation.moved', of='conversation', id=conversation_id, **of)
        said = await found(session, actor, conversation_id)
    if both:
        announce(hub, actor.tenant_id, conversation_id)
    for id in both:
        await contact_changed(hub, actor.tenant_id, id)
    return said


async def _contact(session: Session, conversation_id: UUID) -> UUID | None:
    """Whose it is; it is held from now on, and may be moved."""
    locked = await stored.lock(session, conversation_id)
    if locked is None:
        raise NotFound('There is no such conversation.')
    if locked.id in await merges.merged(session, [locked.id]):
        raise Conflict('It was merged. Undo the merge first, or move the one it was merged into.')
    return locked.contact_id
