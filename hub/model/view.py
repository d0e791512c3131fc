"""A view: which conversations a list is about, and in which order. Saved, it has a name."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field

from hub.model.base import ChangeInput, Id, Input, Line, Moment, Value
from hub.model.conversation import ConversationStatus, Priority
from hub.model.message import Channel
from hub.model.trait import MOST_ATTRIBUTES, MOST_VALUES, AttributeFilter

MOST_TAGS = 10
_LIVING = frozenset({ConversationStatus.OPEN, ConversationStatus.PENDING})

_Item = TypeVar('_Item')
_Kind = TypeVar('_Kind', bound=StrEnum)


class Sort(StrEnum):
    """The order of a list."""

    NEWEST = 'newest'
    """The last message first."""
    WAITING = 'waiting'
    """Who has waited longest first; after them, newest first, those who do not wait."""
    PRIORITY = 'priority'
    """Urgent first, and newest first among equals."""


class Filters(Value):
    """Which conversations, for one agent and one moment; none means any."""

    statuses: list[ConversationStatus] | None = None
    """Any of these; an empty list is a list of no conversation."""
    custom_statuses: list[UUID] = []
    """Any of these, or none of the tenant's own where `plain`."""
    plain: bool = False
    not_custom_statuses: list[UUID] = []
    refined: bool = False
    assignees: list[UUID] = []
    """Any of these, or nobody where `unassigned`."""
    unassigned: bool = False
    not_assignees: list[UUID] = []
    assigned: bool = False
    teams: list[UUID] = []
    """Any of these, or none where `teamless`."""
    teamless: bool = False
    not_teams: list[UUID] = []
    in_team: bool = False
    channels: list[Channel] | None = None
    priorities: list[Priority] | None = None
    tags: list[UUID] = []
    """All of these."""
    not_tags: list[UUID] = []
    """None of these."""
    snoozed: bool | None = None
    starred: bool = False
    mentioned: bool = False
    unread: bool = False
    created_since: datetime | None = None
    created_until: datetime | None = None
    """Before this."""
    active_since: datetime | None = None
    active_until: datetime | None = None
    traits: list[list[int]] = []
    """Of each of these lists, the contact has one (`hub.model.trait`)."""
    not_traits: list[int] = []
    """The contact has none of these."""
    contact: UUID | None = None


Assignee = Literal['me', 'none'] | Id
"""`me` is whoever looks."""
TeamOrNone = Literal['none'] | Id
CustomStatusOrNone = Literal['none'] | Id
"""`none`: one of the four, with no finer word for it."""
Days = Annotated[int, Field(ge=1, le=3650)]

_Several = Annotated[list[_Item], Field(min_length=1, max_length=MOST_VALUES)]
_Excluded = Annotated[list[_Item], Field(max_length=MOST_VALUES)]


class PlainFilters(BaseModel):
    """The filters of one value each: a saved view and a query say them alike, each as strict as it is itself."""

    snoozed: bool | None = None
    starred: bool = False
    """Those with a star of whoever looks."""
    mentioned: bool = False
    """Those with a note that names whoever looks."""
    unread: bool = False
    """Those with something from the customer that whoever looks has not read."""
    created_since: Moment | None = None
    created_until: Moment | None = None
    """Begun before this."""
    created_within_days: Days | None = None
    """Begun in the last so many days, counted back from when it is asked."""
    created_over_days: Days | None = None
    """Begun longer ago than so many days."""
    active_since: Moment | None = None
    """The last message came at this time or later."""
    active_until: Moment | None = None
    active_within_days: Days | None = None
    active_over_days: Days | None = None


class ViewFilters(Input, PlainFilters):
    """Which conversations, in words that mean the same for everybody; what is not named may be anything.

    One value or a list of them: any of these. What is named with `not_` is excluded.
    """

    status: ConversationStatus | _Several[ConversationStatus] | None = None
    custom_status_id: CustomStatusOrNone | _Several[CustomStatusOrNone] | None = None
    assignee: Assignee | _Several[Assignee] | None = None
    team_id: TeamOrNone | _Several[TeamOrNone] | None = None
    channel: Channel | _Several[Channel] | None = None
    priority: Priority | _Several[Priority] | None = None
    tag_ids: list[Id] = Field([], max_length=MOST_TAGS)
    """All of these."""
    not_status: _Excluded[ConversationStatus] = []
    not_custom_status_id: _Excluded[CustomStatusOrNone] = []
    not_assignee: _Excluded[Assignee] = []
    not_team_id: _Excluded[TeamOrNone] = []
    not_channel: _Excluded[Channel] = []
    not_priority: _Excluded[Priority] = []
    not_tag_ids: list[Id] = Field([], max_length=MOST_TAGS)
    """None of these."""
    attributes: list[AttributeFilter] = Field([], max_length=MOST_ATTRIBUTES)
    """Of a contact with all of these."""
    not_attributes: list[AttributeFilter] = Field([], max_length=MOST_ATTRIBUTES)
    """Of a contact with none of these, or of nobody who is one."""

    def of(self, user_id: UUID, contact: UUID | None = None, now: datetime | None = None) -> Filters:
        """What they mean for this user at this moment."""
        now = now or datetime.now(UTC)
        assignees: list[Assignee] = several(self.assignee)
        excluded: list[Assignee] = self.not_assignee
        teams: list[TeamOrNone] = several(self.team_id)
        own: list[CustomStatusOrNone] = several(self.custom_status_id)
        return Filters(
            statuses=_left(ConversationStatus, several(self.status), self.not_status),
            custom_statuses=_ids(own),
            plain='none' in own,
            not_custom_statuses=_ids(self.not_custom_status_id),
            refined='none' in self.not_custom_status_id,
            assignees=_people(assignees, user_id),
            unassigned='none' in assignees,
            not_assignees=_people(excluded, user_id),
            assigned='none' in excluded,
            teams=_ids(teams),
            teamless='none' in teams,
            not_teams=_ids(self.not_team_id),
            in_team='none' in self.not_team_id,
            channels=_left(Channel, several(self.channel), self.not_channel),
            priorities=_left(Priority, several(self.priority), self.not_priority),
            tags=list(dict.fromkeys(self.tag_ids)),
            not_tags=list(dict.fromkeys(self.not_tag_ids)),
            snoozed=self.snoozed,
            starred=self.starred,
            mentioned=self.mentioned,
            unread=self.unread,
            created_since=_latest(self.created_since, _ago(now, self.created_within_days)),
            created_until=_earliest(self.created_until, _ago(now, self.created_over_days)),
            active_since=_latest(self.active_since, _ago(now, self.active_within_days)),
            active_until=_earliest(self.active_until, _ago(now, self.active_over_days)),
            traits=[each.traits for each in self.attributes],
            not_traits=[trait for each in self.not_attributes for trait in each.traits],
            contact=contact,
        )

    @property
    def is_about_contacts(self) -> bool:
        """Whether it tells, by what is listed and what is not, what contacts are."""
        return bool(self.attributes or self.not_attributes)

    @property
    def is_living(self) -> bool:
        """Whether it shows only what is open, pending or asleep; of what is done there may be millions."""
        statuses = _left(ConversationStatus, several(self.status), self.not_status)
        return self.snoozed is True or (statuses is not None and _LIVING.issuperset(statuses))


def several(named: _Item | list[_Item] | None) -> list[_Item]:
    """One value or a list of them as a list, each once; none is an empty one."""
    if named is None:
        return []
    return list(dict.fromkeys(named)) if isinstance(named, list) else [named]


def _left(all_of: type[_Kind], named: list[_Kind], excluded: list[_Kind]) -> list[_Kind] | None:
    """What is named without what is excluded; nothing where neither narrows anything."""
    if not named and not excluded:
        return None
    return [each for each in named or list(all_of) if each not in excluded]


def _ids(named: Sequence[UUID | str]) -> list[UUID]:
    return [each for each in dict.fromkeys(named) if isinstance(each, UUID)]


def _people(named: Sequence[UUID | str], me: UUID) -> list[UUID]:
    return _ids([me if each == 'me' else each for each in named])


def _ago(now: datetime, days: int | None) -> datetime | None:
    return now - timedelta(days=days) if days else None


def _latest(*moments: datetime | None) -> datetime | None:
    return max((each for each in moments if each), default=None)


def _earliest(*moments: datetime | None) -> datetime | None:
    return min((each for each in moments if each), default=None)


class View(Value):
    """A saved view."""

    id: UUID
    name: str
    filters: ViewFilters
    sort: Sort
    is_shared: bool
    """Everybody has it in their navigation; else it is this user's alone."""
    created_at: datetime


class ViewRequest(Input):
    """A new view."""

    name: Line
    filters: ViewFilters
    sort: Sort = Sort.NEWEST
    is_shared: bool = False


class ViewChange(ChangeInput):
    """Another name, other filters, shared or taken back for oneself."""

    may_be_empty: ClassVar[frozenset[str]] = frozenset()

    name: Line | None = None
    filters: ViewFilters | None = None
    sort: Sort | None = None
    is_shared: bool | None = None
