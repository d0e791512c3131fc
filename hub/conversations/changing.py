"""Changing conversations: one, or many in one transaction, and what takes it back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, Literal, NamedTuple, Self
from uuid import UUID

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from hub.access import check
from hub.context import Hub
from hub.conversations.conversations import announce
from hub.conversations.sight import handed_over
from hub.conversations.snoozing import wake_later
from hub.live.notices import Notification, notify, tell_visitor
from hub.model.access import Permission, UserActor
from hub.model.base import ChangeInput, Id, Input, Moment, Text, Value
from hub.model.conversation import AiMode, Conversation, ConversationStatus, Priority
from hub.model.crash import crash
from hub.model.errors import Invalid, NotFound
from hub.model.signal import HandedOver
from hub.people.auto_assign import hold_turns, whose_turn
from storage import conversations as stored
from storage import custom_statuses, tags
from storage.conversations import UNTIL_REPLY, Locked
from storage.db import Session

MOST_AT_ONCE = 200
"""Conversations that one request changes: each is locked until all are done."""
MOST_TAGS = 20
_DONE = (ConversationStatus.RESOLVED, ConversationStatus.CLOSED)


class ConversationChange(ChangeInput):
    """What may be changed; a field that is not named stays as it is, null empties it."""

    may_be_empty: ClassVar[frozenset[str]] = frozenset(
        {'custom_status_id', 'assignee_id', 'team_id', 'subject', 'snoozed_until'}
    )

    status: ConversationStatus | None = None
    custom_status_id: Id | None = None
    """With it comes the status that it refines; another status takes it away."""
    priority: Priority | None = None
    ai_mode: AiMode | None = None
    assignee_id: Id | None = None
    team_id: Id | None = None
    subject: Text | None = Field(None, max_length=300)
    snoozed_until: Moment | Literal['reply'] | None = None
    """Until then or until the customer writes; `reply`: until they write."""
    add_tags: list[Id] = Field([], max_length=MOST_TAGS)
    remove_tags: list[Id] = Field([], max_length=MOST_TAGS)

    @model_serializer(mode='wrap')
    def _what_is_named(self, said: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in said(self).items() if name in self.model_fields_set}


class Step(Input):
    """The same change of some conversations."""

    ids: list[Id] = Field(min_length=1, max_length=MOST_AT_ONCE)
    change: ConversationChange
    if_still: ConversationChange | None = None
    """Only those that are still so; the others stay as they are. Its tags play no part. A custom status that has gone
    since is no hindrance on this way back: the status that it refined is what is left of it."""


class ManyChanges(Input):
    """Changes of many conversations, all of them or none; each conversation is named once."""

    changes: list[Step] = Field(min_length=1, max_length=MOST_AT_ONCE)

    @model_validator(mode='after')
    def _each_once(self) -> Self:
        ids = [id for step in self.changes for id in step.ids]
        if len(ids) > MOST_AT_ONCE:
            raise ValueError(f'name at most {MOST_AT_ONCE} conversations')
        if len(ids) != len(set(ids)):
            raise ValueError('name each conversation once')
        return self


class UndoStep(Value):
    """What takes a change back, in the words of a change."""

    ids: list[UUID]
    change: ConversationChange
    if_still: ConversationChange | None = None
    """As they were left: what somebody changes afterwards is not taken back."""


class ManyChanged(Value):
    """The conversations as they are now. `undo` sent as `changes` takes it all back; empty where nothing changed."""

    conversations: list[Conversation]
    undo: list[UndoStep]


class _Deed(Value):
    """What became of one conversation."""

    before: Locked
    after: Locked
    gained: tuple[UUID, ...] = ()
    lost: tuple[UUID, ...] = ()

    @property
    def is_one(self) -> bool:
        return self.after != self.before or bool(self.gained or self.lost)

    @property
    def team(self) -> UUID | None:
        """The team that it comes to and that is to find somebody for it."""
        comes = self.after.team_id != self.before.team_id and self.after.assignee_id is None
        return self.after.team_id if comes and self.after.status is ConversationStatus.OPEN else None


class CarriedOut(NamedTuple):
    """What became of those that were changed, and how all that were named are now."""

    deeds: list[_Deed]
    conversations: list[Conversation]


async def change(hub: Hub, actor: UserActor, conversation_id: UUID, asked: ConversationChange) -> Conversation:
    """Assign, prioritise, tag, resolve, snooze. Raises NotFound, Invalid."""
    done = await change_many(hub, actor, ManyChanges(changes=[Step(ids=[conversation_id], change=asked)]))
    return done.conversations[0]


async def change_many(hub: Hub, actor: UserActor, asked: ManyChanges) -> ManyChanged:
    """All of these changes, or none. Raises NotFound where one of the conversations is not there, Invalid,
    Forbidden for assigning without the right."""
    async with hub.database.tenant(actor.tenant_id) as session:
        carried_out = await carry_out(hub, actor, session, asked)
    crash('conversation_changed')
    return await tell(hub, actor, carried_out)


async def carry_out(hub: Hub, actor: UserActor, session: Session, asked: ManyChanges) -> CarriedOut:
    """The same, as a part of this transaction; whoever commits it then has to `tell`."""
    wanted = {id: step for step in asked.changes for id in step.ids}
    for step in asked.changes:
        if step.change.model_fields_set & {'assignee_id', 'team_id'}:
            check(actor, Permission.CONVERSATIONS_ASSIGN)
    locked = {row.id: row for row in await stored.lock_some(session, list(wanted))}
    if len(locked) < len(wanted):
        raise NotFound('There is no such conversation.')
    for step in asked.changes:
        await _check(session, step.change)
    carried, refined = await _carried(session, asked), await _refined(session, asked)
    deeds = [_decided(row, wanted[id], carried.get(id, ()), refined) for id, row in locked.items()]
    # the teams before the feed: see docs/schema.md
    await hold_turns(session, {deed.team for deed in deeds if deed.team})
    deeds = [await _do(session, await _given_out(hub, session, deed)) for deed in deeds]
    # whoever gives one away sees it for the last time here
    said = {each.id: each for each in await stored.some(session.asked_by(), actor.user_id, list(wanted))}
    return CarriedOut([deed for deed in deeds if deed.is_one], [said[id] for id in wanted])


async def tell(hub: Hub, actor: UserActor, carried_out: CarriedOut) -> ManyChanged:
    """After the commit: everybody whom it concerns."""
    await _tell(hub, actor, carried_out.deeds, {each.id: each for each in carried_out.conversations})
    return ManyChanged(conversations=carried_out.conversations, undo=_undo(carried_out.deeds))


async def _check(session: Session, asked: ConversationChange) -> None:
    if isinstance(asked.snoozed_until, datetime) and asked.snoozed_until <= datetime.now(UTC):
        raise Invalid('Snooze until a time that is still to come.')
    if asked.assignee_id and not await stored.can_assign(session, asked.assignee_id):
        raise Invalid('This person does not work here (any more).')
    if asked.team_id and not await stored.has_team(session, asked.team_id):
        raise Invalid('There is no such team.')
    named = {*asked.add_tags, *asked.remove_tags}
    if named and not await tags.are_all_there(session, named):
        raise Invalid('There is no such tag (any more).')


async def _carried(session: Session, asked: ManyChanges) -> dict[UUID, list[UUID]]:
    """The tags of those conversations whose tags are to change."""
    ids = [id for step in asked.changes if step.change.add_tags or step.change.remove_tags for id in step.ids]
    return await tags.of_conversations(session, ids) if ids else {}


async def _refined(session: Session, asked: ManyChanges) -> dict[UUID, ConversationStatus]:
    """Which status the custom ones that are named refine. Raises Invalid."""
    steps = {each.change.custom_status_id: each for each in asked.changes if each.change.custom_status_id}
    if not steps:
        return {}
    found = await custom_statuses.existing(session, steps)
    for step in asked.changes:
        own, status = step.change.custom_status_id, step.change.status
        if own and own not in found and step.if_still is None:
            raise Invalid('There is no such custom status (any more).')
        if own in found and status not in (None, found[own]):
            raise Invalid(f'This custom status is one for what is {found[own]}, not {status}.')
    return found


def _decided(before: Locked, step: Step, carried: Sequence[UUID], refined: Mapping[UUID, ConversationStatus]) -> _Deed:
    if step.if_still and before.model_copy(update=_named(step.if_still)) != before:
        return _Deed(before=before, after=before)
    asked = step.change
    after = _with_status(before.model_copy(update=_there(asked, refined)), before, refined)
    if after.status in _DONE:  # what is done is not snoozed
        after = after.model_copy(update={'snoozed_until': None})
    put_on, taken_off = dict.fromkeys(asked.add_tags), dict.fromkeys(asked.remove_tags)
    return _Deed(
        before=before,
        after=after,
        gained=tuple(tag for tag in put_on if tag not in carried and tag not in taken_off),
        lost=tuple(tag for tag in carried if tag in taken_off),
    )


def _with_status(after: Locked, before: Locked, refined: Mapping[UUID, ConversationStatus]) -> Locked:
    """With the status that its custom one refines; without a custom one that is another status's."""
    if after.custom_status_id and after.custom_status_id in refined:
        return after.model_copy(update={'status': refined[after.custom_status_id]})
    return after if after.status is before.status else after.model_copy(update={'custom_status_id': None})


def _there(asked: ConversationChange, refined: Mapping[UUID, ConversationStatus]) -> dict[str, Any]:
    """What is named, without a custom status that has gone."""
    own = asked.custom_status_id
    return _named(asked) | ({'custom_status_id': None} if own and own not in refined else {})


def _named(asked: ConversationChange) -> dict[str, Any]:
    """The fields of a conversation that are named, as it keeps them."""
    named = {name: getattr(asked, name) for name in asked.model_fields_set if name in Locked.model_fields}
    if named.get('snoozed_until') == 'reply':
        named['snoozed_until'] = UNTIL_REPLY
    return named


async def _given_out(hub: Hub, session: Session, deed: _Deed) -> _Deed:
    """What comes to a team and is nobody's goes to the one whose turn it is, where the team wants it so."""
    user_id = await whose_turn(hub, session, deed.team) if deed.team else None
    if user_id is None:
        return deed
    return deed.model_copy(update={'after': deed.after.model_copy(update={'assignee_id': user_id})})


async def _do(session: Session, deed: _Deed) -> _Deed:
    if not deed.is_one:
        return deed
    await stored.change(session, deed.after)
    if deed.gained:
        await tags.put_on(session, deed.after.id, deed.gained)
    if deed.lost:
        await tags.take_off(session, deed.after.id, deed.lost)
    until = deed.after.snoozed_until
    if until and until not in (deed.before.snoozed_until, UNTIL_REPLY):
        await wake_later(session, deed.after.id, until)
    return deed


async def _tell(hub: Hub, actor: UserActor, done: Sequence[_Deed], said: dict[UUID, Conversation]) -> None:
    given: dict[UUID, list[UUID]] = {}
    for deed in done:
        before, after = deed.before, deed.after
        announce(hub, actor.tenant_id, after.id)
        if (after.assignee_id, after.team_id) != (before.assignee_id, before.team_id):
            await handed_over(hub, actor.tenant_id, _had(hub, before))
        if (after.status, after.team_id) != (before.status, before.team_id) and before.visitor_id:
            await tell_visitor(hub, actor.tenant_id, before.visitor_id, after.id)
        if after.assignee_id and after.assignee_id not in (before.assignee_id, actor.user_id):
            given.setdefault(after.assignee_id, []).append(after.id)
    for user_id, ids in given.items():
        what = said[ids[0]].display_name if len(ids) == 1 else f'{len(ids)} conversations'
        text = f'{actor.name} assigned {what} to you'
        await notify(hub, actor.tenant_id, user_id, Notification(kind='assigned', conversation_id=ids[0], text=text))


def _had(hub: Hub, before: Locked) -> HandedOver:
    place = {'assignee_id': before.assignee_id, 'team_id': before.team_id}
    return HandedOver(origin=hub.bell.origin, conversation_id=before.id, **place)


def _undo(done: Sequence[_Deed]) -> list[UndoStep]:
    """The way back, conversations that go the same way together."""
    steps: dict[str, UndoStep] = {}
    for deed in done:
        step = UndoStep(ids=[deed.after.id], change=_back(deed), if_still=_left(deed))
        way = step.model_dump_json(exclude={'ids'})
        known = steps.get(way)
        steps[way] = step.model_copy(update={'ids': [*known.ids, *step.ids]}) if known else step
    return list(steps.values())


def _moved(deed: _Deed) -> list[str]:
    names = [name for name in Locked.model_fields if name in ConversationChange.model_fields]
    return [name for name in names if getattr(deed.before, name) != getattr(deed.after, name)]


def _left(deed: _Deed) -> ConversationChange | None:
    left: dict[str, Any] = {name: getattr(deed.after, name) for name in _moved(deed)}
    if left.get('snoozed_until') == UNTIL_REPLY:
        left['snoozed_until'] = 'reply'
    return ConversationChange(**left) if left else None


def _back(deed: _Deed) -> ConversationChange:
    given: dict[str, Any] = {name: getattr(deed.before, name) for name in _moved(deed)}
    if until := given.get('snoozed_until'):
        # its time may have come meanwhile
        given['snoozed_until'] = 'reply' if until == UNTIL_REPLY else until if until > datetime.now(UTC) else None
    if deed.gained:
        given['remove_tags'] = list(deed.gained)
    if deed.lost:
        given['add_tags'] = list(deed.lost)
    return ConversationChange(**given)
