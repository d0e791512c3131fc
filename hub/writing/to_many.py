"""What a macro writes to many: the same words, filled in for each conversation, and sent once in each.

Nobody reads what comes out for thousands of them: who is without a value that the words name is left out, so that no
customer reads braces.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple
from uuid import UUID, uuid5

from hub.context import Hub
from hub.model.access import UserActor
from hub.model.conversation import Conversation, ConversationStatus
from hub.model.errors import Invalid
from hub.model.ids import new_id
from hub.model.macro import Macro, Reached
from hub.model.message import Role
from hub.model.variables import Variable, filled_in, named_in
from hub.writing.richtext import clean
from hub.writing.sending import deliver
from storage import conversations as stored
from storage import macros, messages, tenants
from storage.db import Session
from storage.listing import Place
from storage.messages import Appended, NewMessage


class Letter(NamedTuple):
    """What is to be written, its variables still standing in it."""

    run: str
    """Names this writing: however often it is asked for, no conversation gets it twice."""
    macro: Macro
    text: str
    html: str | None

    def client_id(self, conversation_id: UUID) -> str:
        """Of the message that it becomes there."""
        return str(uuid5(conversation_id, self.run))


Sent = Sequence[tuple[NewMessage, Appended]]


def letter(macro: Macro, run: str | None, text: str | None, html: str | None) -> Letter | None:
    """None for a macro that writes nothing. Raises Invalid where the words do not go with it."""
    words = text if text and text.strip() else None
    if bool(words) is not bool(macro.text):
        raise Invalid('This macro writes something: send its text.' if macro.text else 'This macro writes nothing.')
    if words is None:
        return None
    if run is None:
        raise Invalid('Name a client_id: under it nothing is written twice in a conversation.')
    return Letter(run, macro, words, html)


async def reached(session: Session, macro: Macro, places: Sequence[Place]) -> Reached:
    """Of these conversations."""
    names = named_in(macro.text or '')[0]
    return await macros.reached(
        session,
        [place.id for place in places if place.id],
        sends=bool(macro.text) and not macro.private,
        names_contact=bool({Variable.CONTACT_NAME, Variable.CONTACT_FIRST_NAME} & set(names)),
        names_subject=Variable.CONVERSATION_SUBJECT in names,
    )


async def begin(session: Session, actor: UserActor, letter: Letter, ids: Sequence[UUID]) -> list[NewMessage]:
    """What is to be said in those where it can be said and was not yet; they are held by this transaction."""
    values = await _values(session, actor)
    written = []
    for conversation in await stored.some(session, actor.user_id, list(ids)):
        if conversation.status is ConversationStatus.CLOSED and not letter.macro.private:
            continue
        message = await _message(actor, letter, conversation, values)
        if message and await macros.begin(
            session,
            actor.user_id,
            message.client_id,
            conversation_id=conversation.id,
            macro_id=letter.macro.id,
        ):
            written.append(message)
    return written


async def say(session: Session, written: Sequence[NewMessage]) -> Sent:
    """Store them, as a part of this transaction; whoever commits it then has to `tell`."""
    appended = await messages.append(session.connection, session.tenant_id, written)
    return [(message, one) for message, one in zip(written, appended, strict=True) if one and one.fresh]


async def tell(hub: Hub, actor: UserActor, sent: Sent) -> None:
    """After the commit: everybody who follows those conversations."""
    for message, appended in sent:
        await deliver(hub, actor.tenant_id, message, appended)


async def _values(session: Session, actor: UserActor) -> dict[Variable, str]:
    """What is the same in every conversation."""
    tenant = await tenants.own(session)
    return _there(
        {
            Variable.AGENT_NAME: actor.name,
            Variable.AGENT_FIRST_NAME: _first(actor.name),
            Variable.TENANT_NAME: tenant.name,
        }.items()
    )


async def _message(
    actor: UserActor, letter: Letter, conversation: Conversation, everywhere: Mapping[Variable, str]
) -> NewMessage | None:
    """None where something that it names has no value."""
    # "Visitor 3F2A" is what we call somebody who has not said their name
    name = conversation.contact.name if conversation.contact else ''
    own = {
        Variable.CONTACT_NAME: name,
        Variable.CONTACT_FIRST_NAME: _first(name),
        Variable.CONVERSATION_SUBJECT: conversation.subject or '',
    }
    values = {**everywhere, **_there(own.items())}
    if set(named_in(f'{letter.text} {letter.html or ""}')[0]) - set(values):
        return None
    return NewMessage(
        id=new_id(),
        conversation_id=conversation.id,
        visitor_id=None,
        sender_id=actor.user_id,
        client_id=letter.client_id(conversation.id),
        role=Role.AGENT,
        author_name=actor.name,
        text=filled_in(letter.text, values),
        html=await clean(filled_in(letter.html, values, escape)) if letter.html else None,
        private=letter.macro.private,
    )


def _there(values: Iterable[tuple[Variable, str]]) -> dict[Variable, str]:
    return {variable: value for variable, value in values if value.strip()}


def _first(name: str) -> str:
    return name.split()[0] if name.strip() else ''
