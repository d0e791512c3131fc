"""A custom status: a tenant's own, finer word for one of the four statuses that everything goes by."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from hub.model.base import ChangeInput, Id, Input, Value
from hub.model.conversation import ConversationStatus
from hub.model.tag import TagColour, TagName

MOST_CUSTOM_STATUSES = 50


class CustomStatus(Value):
    """As menus show it; conversations name it by its id."""

    id: UUID
    name: str
    status: ConversationStatus
    """The one that it refines: what reports, lists and workflows go by."""
    colour: TagColour
    created_at: datetime


class CustomStatusRequest(Input):
    """A new one, at the end. Its name is the tenant's only one, whatever its case."""

    name: TagName
    status: ConversationStatus
    colour: TagColour = TagColour.GREY


class CustomStatusChange(ChangeInput):
    """Another name, another colour; which status it refines stays."""

    may_be_empty: ClassVar[frozenset[str]] = frozenset()

    name: TagName | None = None
    colour: TagColour | None = None


class CustomStatusOrder(Input):
    """All of them, in the order that menus are to have."""

    ids: list[Id] = Field(max_length=MOST_CUSTOM_STATUSES)
