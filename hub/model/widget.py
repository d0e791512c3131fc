"""A chat widget: how it looks, what it says, what it asks, and what of it everybody may know."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from hub.model.base import Text, Value
from hub.model.version import Versioned

Language = Annotated[str, StringConstraints(pattern=r'^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', max_length=20)]
Words = Annotated[Text, StringConstraints(strip_whitespace=True, max_length=500)]
Label = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
FieldName = Annotated[str, StringConstraints(pattern=r'^[a-z][a-z0-9_]{0,39}$')]

_OWN_TYPES = {'name': 'text', 'email': 'email', 'phone': 'phone'}


class Setting(Value):
    """A part of a widget's settings, told and stored in the same form."""

    model_config = ConfigDict(frozen=True, extra='forbid', strict=True)


class Theme(Setting):
    """The look. `auto` follows the visitor's system."""

    color: Annotated[str, StringConstraints(pattern=r'^#[0-9a-fA-F]{6}$', to_lower=True)] = '#0b6a74'
    side: Literal['left', 'right'] = 'right'
    mode: Literal['auto', 'light', 'dark'] = 'auto'


class Texts(Setting):
    """The tenant's own words in one language; what is missing the chat says in its own."""

    greeting: Words | None = None
    welcome: Words | None = None
    away: Words | None = None
    rating: Words | None = None
    """The question after a chat was resolved."""


class PreChatField(Setting):
    """One question before the chat. `name`, `email` and `phone` are claims of who it is, others attributes."""

    name: FieldName
    type: Literal['text', 'email', 'phone', 'textarea', 'select'] = 'text'
    label: dict[Language, Label] | None = Field(None, max_length=20)
    required: bool = False
    options: list[Label] | None = Field(None, max_length=30)

    @model_validator(mode='after')
    def _sound(self) -> Self:
        if self.type != _OWN_TYPES.get(self.name, self.type):
            raise ValueError(f'the field "{self.name}" has the type {_OWN_TYPES[self.name]}')
        if self.name not in _OWN_TYPES and not self.label:
            raise ValueError(f'the field "{self.name}" needs a label')
        if (self.type == 'select') != bool(self.options):
            raise ValueError('options belong to a select, and a select has at least one')
        return self


class PreChat(Setting):
    """The form before the first message."""

    enabled: bool = False
    fields: list[PreChatField] = Field([], max_length=8)

    @model_validator(mode='after')
    def _distinct(self) -> Self:
        names = [field.name for field in self.fields]
        if len(set(names)) < len(names):
            raise ValueError('two fields have the same name')
        return self


class Behaviour(Setting):
    """Switches of the chat."""

    sound: bool = True
    uploads: bool = True
    show_agents: bool = True
    """Names of people who answer, before any of them has."""
    show_reply_time: bool = True
    ask_rating: bool = True
    """How it was, once a conversation is resolved."""


class Widget(Versioned):
    """A widget as its tenant sees it."""

    changeable: ClassVar[frozenset[str]] = frozenset(
        {
            'name',
            'enabled',
            'allowed_domains',
            'theme',
            'texts',
            'pre_chat',
            'behaviour',
            'locale',
            'enforce_identity',
            'team_id',
        }
    )

    id: UUID
    key: str
    """Public: it stands in the pages that carry the chat."""
    name: str
    """What visitors see before somebody has answered."""
    enabled: bool
    allowed_domains: list[str]
    """`shop.example`, `*.shop.example`, `localhost`; none: the chat opens nowhere but in the hub's own preview."""
    theme: Theme
    texts: dict[str, Texts]
    pre_chat: PreChat
    behaviour: Behaviour
    locale: str | None
    """The language for browsers whose own we do not speak; none: English."""
    enforce_identity: bool
    """Names, addresses and numbers count only when a signed token says them."""
    has_identity_secret: bool
    team_id: UUID | None
    """Whose its new conversations are; none: they wait in Unassigned."""
    snippet: str
    """To be put into every page, before `</body>`."""
    created_at: datetime
    updated_at: datetime


class IdentitySecret(Value):
    """Signs visitors' identities (HS256). Shown this once."""

    identity_secret: str


class WidgetAgent(Value):
    """Somebody who answers, as the author of their messages is told to visitors too."""

    id: UUID
    name: str


class WidgetUploads(Value):
    """What a visitor may send: bytes of one file, files of one message."""

    enabled: bool
    max_size: int
    max_count: int


class WidgetConfig(Value):
    """Everything a visitor's browser may know of a widget; widget/src/config.ts is its other half."""

    name: str
    locale: str | None
    theme: Theme
    texts: dict[str, Texts]
    pre_chat: PreChat
    is_online: bool
    back_at: datetime | None = None
    reply_seconds: int | None = None
    agents: list[WidgetAgent] = []
    uploads: WidgetUploads
    sound: bool
    ask_rating: bool
