"""What web processes tell each other over Redis, besides messages. All of it may be lost."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from hub.model.base import Value
from hub.model.people import Presence


class Passing(Value):
    """What travels with a message from process to process, beside the message itself."""

    origin: str
    visitor_id: UUID | None
    prev_public_seq: int


class Changed(Value):
    """Conversations whose list row changed; who cares reads it."""

    type: Literal['changed'] = 'changed'
    origin: str
    conversation_ids: list[UUID]


class Said(Value):
    """What concerns those who look at a conversation, or all agents, to be passed on as it is."""

    type: Literal['said'] = 'said'
    origin: str
    event: Literal['typing', 'read', 'scheduled-messages.changed', 'draft.shared']
    conversation_id: UUID
    visitor_id: UUID | None
    """The visitor to tell, if it is for them."""
    to_all_agents: bool
    """Else only those who look at the conversation hear it."""
    body: str


class Watcher(Value):
    """A user who has a conversation open."""

    id: UUID
    name: str
    typing: bool = False


class Roster(Value):
    """Who of one tenant is connected to the sending process; sent on every change and every 10 s."""

    type: Literal['roster'] = 'roster'
    origin: str
    users: dict[UUID, Presence]
    watching: dict[UUID, list[Watcher]]


class Chosen(Value):
    """A user said how present they are, for all their sockets."""

    type: Literal['chosen'] = 'chosen'
    origin: str
    user_id: UUID
    presence: Presence


class SignedOut(Value):
    """Sockets of these credentials have to close now."""

    type: Literal['signed_out'] = 'signed_out'
    origin: str
    user_id: UUID
    session_id: UUID | None = None
    """None: every session of the user."""


class Told(Value):
    """Something for one user or one visitor, to be passed on as it is."""

    type: Literal['told'] = 'told'
    origin: str
    user_id: UUID | None = None
    visitor_id: UUID | None = None
    event: Literal['notification', 'conversation.updated', 'read', 'draft.updated', 'notification-rules.updated']
    body: str


class Updated(Value):
    """A message is other than it was: the whole message, encoded."""

    type: Literal['updated'] = 'updated'
    origin: str
    visitor_id: UUID | None
    prev_public_seq: int
    body: str


class HandedOver(Value):
    """A conversation has another assignee or team. Who had it before: somebody may not see it any more."""

    type: Literal['handed_over'] = 'handed_over'
    origin: str
    conversation_id: UUID
    assignee_id: UUID | None
    team_id: UUID | None


class PeopleChanged(Value):
    """Users or invitations of a tenant are other than they were."""

    type: Literal['people_changed'] = 'people_changed'
    origin: str


KeptList = Literal[
    'tags',
    'custom-statuses',
    'views',
    'teams',
    'canned-replies',
    'macros',
    'roles',
    'working-hours',
    'webhook-endpoints',
    'api-keys',
    'widgets',
    'channel-accounts',
    'dead-letters',
    'contact-attributes',
    'features',
    'tenant',
    'audit-log',
]
"""Lists that agents' screens keep; the tenant's own profile is one of one, and of the audit log only who may read it
hears."""


class ListChanged(Value):
    """One of those lists is other than it was."""

    type: Literal['list_changed'] = 'list_changed'
    origin: str
    noun: KeptList


class ContactChanged(Value):
    """A contact, or a visitor who is none yet, is other than they were."""

    type: Literal['contact_changed'] = 'contact_changed'
    origin: str
    id: UUID


class Blocked(Value):
    """Visitors whose sockets have to close now."""

    type: Literal['blocked'] = 'blocked'
    origin: str
    visitor_ids: list[UUID]


class Erased(Value):
    """Conversations that are erased; sockets of these visitors have to connect again."""

    type: Literal['erased'] = 'erased'
    origin: str
    by: UUID
    conversation_ids: list[UUID]
    visitor_ids: list[UUID]


News = PeopleChanged | ListChanged | ContactChanged
"""Said to every agent of the tenant, who ask again for what they show."""
Signal = Annotated[
    Changed | HandedOver | Said | Roster | Chosen | SignedOut | Blocked | Erased | Told | Updated | News,
    Field(discriminator='type'),
]
SIGNAL: TypeAdapter[Signal] = TypeAdapter(Signal)
