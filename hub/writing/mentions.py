"""Mentions: a private note that names colleagues is theirs to look at.

They are stored after the note and before its ack: whoever has no ack sends the note again, and what a crash left out is
stored then. So an acked note has its mentions.
"""

from collections.abc import Sequence

from hub.context import Hub
from hub.live.notices import Notification, notify, tell_own_screens
from hub.model.access import UserActor
from hub.model.base import Id
from hub.model.errors import Invalid, OtherWordsSent
from hub.model.message import Message
from storage import conversations, teams
from storage import mentions as stored

SNIPPET = 160


async def check_mentions(hub: Hub, actor: UserActor, user_ids: Sequence[Id], *, private: bool) -> None:
    """Raises Invalid for people who do not work here, and for a message that its customer will read."""
    if not user_ids:
        return
    if not private:
        raise Invalid('Only a private note can mention somebody.')
    async with hub.database.tenant(actor.tenant_id) as session:
        if not await teams.are_users(session, user_ids):
            raise Invalid('Somebody who is mentioned does not work here.')


async def mention(hub: Hub, actor: UserActor, note: Message, user_ids: Sequence[Id], *, fresh: bool) -> None:
    """Store whom a stored note names, and tell them, each once. Raises Conflict for a resend that names others."""
    if not user_ids:
        return
    async with hub.database.tenant(actor.tenant_id) as session:
        before = set() if fresh else await stored.of_message(session, note.id)
        if before and before != set(user_ids):
            raise OtherWordsSent
        new = await stored.add(session, note.id, conversation_id=note.conversation_id, seq=note.seq, user_ids=user_ids)
        said = {id: await conversations.find(session, note.conversation_id, id) for id in new}
    text = f'{actor.name}: {note.content_text[:SNIPPET]}'
    for user_id, conversation in said.items():
        if conversation and user_id != actor.user_id:
            await tell_own_screens(hub, actor.tenant_id, user_id, conversation)
            told = Notification(kind='mentioned', conversation_id=note.conversation_id, text=text)
            await notify(hub, actor.tenant_id, user_id, told)
