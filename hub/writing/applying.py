"""Applying a macro: what it writes and what it does are one transaction, and happen once however often it is sent."""

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import Field

from hub.access import check
from hub.context import Hub
from hub.conversations.changing import ConversationChange, ManyChanges, Step, UndoStep, carry_out, tell
from hub.live.notices import tell_own_screens
from hub.model.access import Permission, UserActor
from hub.model.base import ClientId, Id, Input, Text, Value
from hub.model.conversation import Conversation, ConversationStatus
from hub.model.crash import crash
from hub.model.errors import Conflict, Invalid, NotFound, OtherWordsSent
from hub.model.ids import new_id
from hub.model.macro import (
    Action,
    AddTag,
    Assign,
    AssignTeam,
    AssignToMe,
    Macro,
    RemoveTag,
    SetPriority,
    SetStatus,
    Snooze,
    Star,
    Unassign,
)
from hub.model.message import Role, SequencedMessage
from hub.writing.macros import find, is_there
from hub.writing.richtext import clean
from hub.writing.sending import TEXT_LENGTH, deliver
from storage import conversations as stored
from storage import macros, messages
from storage.db import Session
from storage.messages import Appended, NewMessage


class MacroRun(Input):
    """Which macro, with its words as they are to be read: whoever applies it has filled its variables in."""

    client_id: ClientId
    macro_id: Id
    text: Text | None = Field(None, max_length=TEXT_LENGTH)
    html: Text | None = Field(None, max_length=4 * TEXT_LENGTH)


class Applied(Value):
    """What applying a macro did. Sent again it does nothing more, and says only how the conversation is now."""

    conversation: Conversation | None
    """None: it was given away, and is not yours to see any more."""
    message: SequencedMessage | None = None
    """What it wrote."""
    undo: list[UndoStep] = []
    """Sent as `changes` to `/conversations/bulk` it takes the changes back; words and stars stay."""
    skipped: list[Action] = []
    """What could not be done, because the person, team, tag or custom status has gone."""


class Deeds(NamedTuple):
    """What a macro does besides writing, in any conversation."""

    change: ConversationChange | None
    stars: bool
    skipped: list[Action]
    """What names somebody or something that has gone."""


async def apply(hub: Hub, actor: UserActor, conversation_id: UUID, asked: MacroRun) -> Applied:
    """All that it writes and does, or nothing. Raises NotFound, Invalid, Conflict, Forbidden."""
    html = await clean(asked.html) if asked.html else None
    done, appended, message = None, None, None
    async with hub.database.tenant(actor.tenant_id) as session:
        before = await stored.lock(session, conversation_id)
        if before is None:
            raise NotFound('There is no such conversation.')
        given = {'conversation_id': conversation_id, 'macro_id': asked.macro_id}
        if not await macros.begin(session, actor.user_id, asked.client_id, **given):
            return Applied(conversation=await stored.find(session, conversation_id, actor.user_id))
        macro = await usable(session, actor, asked.macro_id)
        if macro.text and not macro.private and before.status is ConversationStatus.CLOSED:
            raise Conflict('This conversation is closed: nothing is sent in it. Open it again first.')
        deeds = await deeds_of(session, actor, macro)
        if deeds.change:
            steps = [Step(ids=[conversation_id], change=deeds.change)]
            done = await carry_out(hub, actor, session, ManyChanges(changes=steps))
        starred = deeds.stars
        if starred and await stored.star(session, conversation_id, actor.user_id):
            await stored.stir(session, conversation_id)
        if words := _words(macro, asked):
            message = _message(actor, conversation_id, asked, words, html=html, private=macro.private)
            appended = await _appended(session, message)
        seen = await stored.find(session.asked_by(), conversation_id, actor.user_id)
    crash('macro_applied')
    told = await tell(hub, actor, done) if done else None
    if starred and seen:
        await tell_own_screens(hub, actor.tenant_id, actor.user_id, seen)
    said = await deliver(hub, actor.tenant_id, message, appended) if message and appended else None
    return Applied(
        conversation=seen,
        message=SequencedMessage(**dict(said), prev_seq=said.seq - 1) if said else None,
        undo=told.undo if told else [],
        skipped=deeds.skipped,
    )


async def usable(session: Session, actor: UserActor, macro_id: UUID) -> Macro:
    """One that this user may apply. Raises NotFound, Forbidden."""
    macro = await find(session, actor, macro_id)
    _check_rights(actor, macro)
    return macro


async def deeds_of(session: Session, actor: UserActor, macro: Macro) -> Deeds:
    """What of it can still be done."""
    standing = [action for action in macro.actions if await is_there(session, action)]
    return Deeds(
        change=_folded(actor, standing),
        stars=any(isinstance(action, Star) for action in standing),
        skipped=[action for action in macro.actions if action not in standing],
    )


def _check_rights(actor: UserActor, macro: Macro) -> None:
    if macro.text:
        check(actor, Permission.CONVERSATIONS_REPLY)
    if any(not isinstance(action, Star) for action in macro.actions):
        check(actor, Permission.CONVERSATIONS_CHANGE)


def _words(macro: Macro, asked: MacroRun) -> str | None:
    """What is to be sent. Raises Invalid where the macro says otherwise."""
    words = asked.text if asked.text and asked.text.strip() else None
    if bool(words) is not bool(macro.text):
        raise Invalid('This macro writes something: send its text.' if macro.text else 'This macro writes nothing.')
    return words


def _folded(actor: UserActor, actions: list[Action]) -> ConversationChange | None:
    """One change; the later action counts."""
    wish: dict[str, Any] = {}
    for action in actions:
        wish |= _wish(actor, action)
    tags = {action.tag_id: action for action in actions if isinstance(action, AddTag | RemoveTag)}
    for field, kind in (('add_tags', AddTag), ('remove_tags', RemoveTag)):
        if named := [id for id, action in tags.items() if isinstance(action, kind)]:
            wish[field] = named
    return ConversationChange(**wish) if wish else None


def _wish(actor: UserActor, action: Action) -> dict[str, Any]:
    """In the words of a change; tags and stars are seen to elsewhere."""
    match action:
        case Assign() | AssignToMe():
            return {'assignee_id': action.user_id if isinstance(action, Assign) else actor.user_id}
        case Unassign():
            return {'assignee_id': None}
        case AssignTeam():
            return {'team_id': action.team_id}
        case SetStatus():
            woken = {'snoozed_until': None} if action.status is ConversationStatus.OPEN else {}
            return {'status': action.status, 'custom_status_id': action.custom_status_id, **woken}
        case SetPriority():
            return {'priority': action.priority}
        case Snooze():
            until = datetime.now(UTC) + timedelta(hours=action.hours) if action.hours else 'reply'
            return {'snoozed_until': until}
        case _:
            return {}


def _message(
    actor: UserActor, conversation_id: UUID, asked: MacroRun, words: str, *, html: str | None, private: bool
) -> NewMessage:
    return NewMessage(
        id=new_id(),
        conversation_id=conversation_id,
        visitor_id=None,
        sender_id=actor.user_id,
        client_id=asked.client_id,
        role=Role.AGENT,
        author_name=actor.name,
        text=words,
        html=html,
        private=private,
    )


async def _appended(session: Session, message: NewMessage) -> Appended:
    appended = await messages.append_one(session, message)
    if not appended.fresh:
        raise OtherWordsSent
    return appended
