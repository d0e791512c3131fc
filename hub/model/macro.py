"""Macros: what is written and done in conversations again and again, in one go."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from hub.model.base import Id, Input, Value
from hub.model.conversation import ConversationStatus, Priority
from hub.model.variables import Variable
from hub.model.version import Versioned

MOST_ACTIONS = 20
_YEAR = 365 * 24


class Assign(Input):
    """To a user."""

    type: Literal['assign']
    user_id: Id


class AssignToMe(Input):
    """To whoever applies the macro."""

    type: Literal['assign_to_me']


class Unassign(Input):
    """To nobody."""

    type: Literal['unassign']


class AssignTeam(Input):
    """To a team, which may give it to one of its members at once."""

    type: Literal['assign_team']
    team_id: Id


class SetStatus(Input):
    """Opened, it wakes too."""

    type: Literal['set_status']
    status: ConversationStatus
    custom_status_id: Id | None = None
    """A finer word for this status; none takes away one that it has."""


class SetPriority(Input):
    """How much it matters from now on."""

    type: Literal['set_priority']
    priority: Priority


class AddTag(Input):
    """Put a tag on."""

    type: Literal['add_tag']
    tag_id: Id


class RemoveTag(Input):
    """Take a tag off, if it is on."""

    type: Literal['remove_tag']
    tag_id: Id


class Snooze(Input):
    """For so many hours or until the customer writes."""

    type: Literal['snooze']
    hours: int | None = Field(None, ge=1, le=_YEAR)
    """None: until the customer writes."""


class Star(Input):
    """Mark it for whoever applies the macro."""

    type: Literal['star']


Action = Annotated[
    Assign | AssignToMe | Unassign | AssignTeam | SetStatus | SetPriority | AddTag | RemoveTag | Snooze | Star,
    Field(discriminator='type'),
]
Actions = Annotated[list[Action], Field(max_length=MOST_ACTIONS)]


class Reached(Value):
    """In how many conversations a macro writes, or does its deeds, and which of them it leaves out."""

    conversations: int
    customers: int
    """Who stand behind them, each once."""
    closed: int
    """Left out: nothing is sent there."""
    unfilled: int
    """Left out: something that the words name has no value there, like a name that nobody has said."""


class Macro(Versioned):
    """A prepared deed, everybody's or one's own. What its actions name may have gone since."""

    changeable: ClassVar[frozenset[str]] = frozenset({'name', 'text', 'private', 'actions', 'is_shared'})

    id: UUID
    name: str
    text: str | None
    """What it writes; may hold variables: `{{contact.name}}`. None: nothing."""
    private: bool
    """It writes a note, not a reply."""
    actions: Actions
    """In their order; of two that contradict each other the later one counts."""
    is_shared: bool
    """Everybody's; else only its owner sees it."""
    variables: list[Variable] = []
    """Those its text names."""
    unknown_variables: list[str] = []
    """What its text has in braces that is no variable; it stays as it is."""
    created_at: datetime
    updated_at: datetime
