"""The filters of conversations over HTTP: the same names wherever a list is narrowed."""

from typing import Annotated, Literal, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field

from handlers.edge import Query
from hub.conversations.views import check_attributes
from hub.model.access import UserActor
from hub.model.conversation import ConversationStatus, Priority
from hub.model.message import Channel
from hub.model.trait import MOST_ATTRIBUTES, MOST_VALUES
from hub.model.view import MOST_TAGS, Filters, PlainFilters, ViewFilters

_Item = TypeVar('_Item')


def _apart(given: list[str]) -> list[str]:
    """`a,b` says the same as naming the parameter twice."""
    return [each for text in given for each in text.split(',')]


def _by_key(said: list[str]) -> dict[str, list[str]]:
    """`plan:gold` and `plan:silver` are one attribute with two values."""
    values: dict[str, list[str]] = {}
    for each in said:
        key, _, value = each.partition(':')
        values.setdefault(key, []).append(value)
    return values


def _few(said: list[str]) -> list[str]:
    found = _by_key(said)
    if len(found) > MOST_ATTRIBUTES or any(len(values) > MOST_VALUES for values in found.values()):
        raise ValueError(f'at most {MOST_ATTRIBUTES} attributes, and {MOST_VALUES} values of each')
    return said


_Several = Annotated[list[_Item], Field(max_length=MOST_VALUES), BeforeValidator(_apart)]
_Attributes = Annotated[list[Annotated[str, Field(pattern=r'(?s)^[^:]{1,60}:.{1,500}$')]], AfterValidator(_few)]
_Tags = Annotated[list[UUID], Field(max_length=MOST_TAGS), BeforeValidator(_apart)]
_Assignee = Literal['me', 'none'] | UUID
_NONE_IS_ANY = ('status', 'custom_status_id', 'assignee', 'team_id', 'channel', 'priority')
_Team = Literal['none'] | UUID
_CustomStatus = Literal['none'] | UUID


class ConversationFilters(Query, PlainFilters):
    """Which conversations. A filter with several values (repeated, or with commas between them) takes any of them.

    `assignee` is `me`, `none` or a user's id, `team_id` is `none` or a team's, `custom_status_id` is `none` or a custom
    status's. Tags: all of `tag_ids`. What is named with `not_` is excluded. `attributes` are
    of the contact, each as `key:value` (`plan:gold`): any of the values that are named of one key, all of the keys.
    """

    status: _Several[ConversationStatus] = []
    custom_status_id: _Several[_CustomStatus] = []
    assignee: _Several[_Assignee] = []
    team_id: _Several[_Team] = []
    channel: _Several[Channel] = []
    priority: _Several[Priority] = []
    tag_ids: _Tags = []
    not_status: _Several[ConversationStatus] = []
    not_custom_status_id: _Several[_CustomStatus] = []
    not_assignee: _Several[_Assignee] = []
    not_team_id: _Several[_Team] = []
    not_channel: _Several[Channel] = []
    not_priority: _Several[Priority] = []
    not_tag_ids: _Tags = []
    attributes: _Attributes = []
    not_attributes: _Attributes = []
    contact_id: UUID | None = None

    def filters(self, actor: UserActor) -> Filters:
        """What they mean for whoever asks."""
        named = {name: getattr(self, name) or None for name in _NONE_IS_ANY}
        others = {name: getattr(self, name) for name in ViewFilters.model_fields if name not in named}
        for name in ('attributes', 'not_attributes'):
            others[name] = [{'key': key, 'values': values} for key, values in _by_key(getattr(self, name)).items()]
        filters = ViewFilters.model_validate(named | others)
        check_attributes(actor, filters)
        return filters.of(actor.user_id, self.contact_id)
