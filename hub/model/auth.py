"""Signing in: what is asked for and what is answered."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints

from hub.model.access import Permission, known
from hub.model.base import ChangeInput, Email, Id, Input, Line, Moment, Token, Value
from hub.model.feature import Feature
from hub.model.hours import Hours
from hub.model.people import Tenant, User, UserRole
from hub.model.version import Versioned
from hub.model.widget import Language

OneTimeCode = Annotated[str, StringConstraints(pattern=r'^[0-9]{6}$')]


class SignUp(Input):
    """A business wants to start. `company` names it, `name` the person."""

    email: Email
    company: Line
    name: Line | None = None
    locale: Line | None = None
    """The language of the form, `de` or `de-AT`: the code's mail is written in it, where there are words."""


class SignIn(Input):
    """Somebody wants a code by mail."""

    email: Email


class Verification(Input):
    """The code of the mail."""

    email: Email
    code: OneTimeCode


class CodeWay(StrEnum):
    """How a code reaches who asked for it."""

    MAILED = 'mailed'
    SHOWN = 'shown'
    """In this answer."""
    PRINTED = 'printed'
    """On the server's terminal: it has no mail server."""


class CodeSent(Value):
    """A code is on its way, if there is somebody to send it to: the answer is the same for every address."""

    expires_in: int
    """Seconds."""
    way: CodeWay
    code: str | None = None
    """Only on a demo that nobody but its own machine can reach, and that mails nothing."""


class SignInOffer(Value):
    """What the page for signing in begins with."""

    email: str | None = None
    """The address to try a demo with; null everywhere else."""


class LinkToken(Input):
    """The secret part of a one-time link."""

    token: Token


class Refresh(Input):
    """The refresh token of the last answer."""

    refresh_token: Token


class SignOut(Input):
    """`everywhere`: all sessions of the user, on every device."""

    everywhere: bool = False


class AuthSession(Value):
    """Signed in. The access token goes into `Authorization: Bearer …`; the refresh token works once."""

    access_token: str
    refresh_token: str | None
    """None where a Supabase project signs people in: it refreshes its own tokens."""
    token_type: Literal['bearer'] = 'bearer'  # noqa: S105 - its kind, no secret
    expires_in: int
    """Seconds of the access token."""
    user: User
    tenant: Tenant


class Me(Value):
    """Who I am, what I may do, and which parts of the product my tenant uses."""

    user: User
    tenant: Tenant
    custom_role: str | None
    """The name of my role, if it is one that my tenant made."""
    permissions: list[Permission]
    features: list[Feature]


class CustomRole(Versioned):
    """A role that the tenant made itself."""

    changeable: ClassVar[frozenset[str]] = frozenset({'name', 'permissions'})

    id: UUID
    name: str
    permissions: Annotated[list[Permission], BeforeValidator(known)]
    created_at: datetime


Permissions = Annotated[list[Annotated[Permission, Field(strict=False)]], Field(min_length=1, max_length=100)]


class RoleRequest(Input):
    """A new role. Nobody can put into it what they do not have."""

    name: Line
    permissions: Permissions


class RoleChange(Input):
    """Another name, or other rights: the list replaces the one before."""

    name: Line | None = None
    permissions: Permissions | None = None


class PermissionInfo(Value):
    """One right, and what comes with it by itself."""

    name: Permission
    includes: list[Permission]


class BuiltInRole(Value):
    """One of the roles that every tenant has."""

    name: UserRole
    permissions: list[Permission]


class PermissionTable(Value):
    """Every right there is, and the roles that every tenant has."""

    permissions: list[PermissionInfo]
    roles: list[BuiltInRole]


class InvitationRequest(Input):
    """Whom to invite, and as what."""

    email: Email
    role: Annotated[UserRole, Field(strict=False)] = UserRole.AGENT
    custom_role_id: Id | None = None
    """A role that the tenant made, in the place of `role`."""
    name: Line | None = None


class Invitation(Value):
    """An invitation that waits for an answer."""

    id: UUID
    email: str
    name: str | None = None
    role: UserRole
    custom_role_id: UUID | None = None
    invited_by: str
    created_at: datetime
    expires_at: datetime
    link: str | None = None
    """Only in the answer that made it, and only when no mail could be sent: pass it on yourself."""


class InvitationLookUp(Value):
    """What an invited person sees before they accept."""

    email: str
    tenant_name: str
    role: UserRole
    invited_by: str


class Acceptance(Input):
    """The invitation's secret and how the person wants to be called."""

    token: Token
    name: Line


class ApiKeyRequest(Input):
    """A key for a program. It never can do more than the person who makes it."""

    name: Line
    scopes: Annotated[list[Annotated[Permission, Field(strict=False)]], Field(min_length=1, max_length=50)]
    expires_at: Annotated[Moment, Field(strict=False)] | None = None


class ApiKey(Value):
    """A key as lists show it: only its first characters."""

    id: UUID
    name: str
    prefix: str
    scopes: Annotated[list[Permission], BeforeValidator(known)]
    created_by: UUID
    last_used_at: datetime | None = None
    expires_at: datetime | None = None
    created_at: datetime


class NewApiKey(ApiKey):
    """The one answer that holds the key itself. Store it now: it is shown once."""

    key: str


class UserChange(Input):
    """What may be changed of a user; one's own name and language by oneself, the rest by an admin."""

    name: Line | None = None
    role: Annotated[UserRole, Field(strict=False)] | None = None
    custom_role_id: Id | None = None
    """A role that the tenant made; a `role` takes its place again."""
    is_active: bool | None = None
    locale: Language | None = None


class TenantChange(ChangeInput):
    """What may be changed of a tenant."""

    may_be_empty = frozenset({'locale'})

    name: Line | None = None
    locale: Language | None = None
    """The language that new people begin with; null: their browser's."""


Capacity = Annotated[int, Field(ge=1, le=1000)]
GiveBackMinutes = Annotated[int, Field(ge=1, le=1440)]


class Team(Versioned):
    """A group of users that conversations can be assigned to."""

    changeable: ClassVar[frozenset[str]] = frozenset(
        {'name', 'members', 'auto_assign', 'capacity', 'give_back_minutes', 'hours'}
    )

    id: UUID
    name: str
    members: list[UUID]
    auto_assign: bool = False
    """What comes to the team goes to a member who is online, by turns."""
    capacity: int | None = None
    """Who has so many open conversations is given no more; none: no bound."""
    give_back_minutes: int | None = None
    """What waits for a member who has not been online for so long goes to somebody else; none: it stays theirs."""
    hours: Hours | None = None
    """Its own working hours; none: those of the business."""
    created_at: datetime


class TeamRequest(Input):
    """A new team."""

    name: Line
    members: Annotated[list[Id], Field(max_length=500)] = []
    auto_assign: bool = False
    capacity: Capacity | None = None
    give_back_minutes: GiveBackMinutes | None = None
    hours: Hours | None = None


class TeamChange(Input):
    """Another name, or other members: the list replaces the one before. Null takes a capacity, the minutes after which
    it takes back, or hours of its own, away."""

    name: Line | None = None
    members: Annotated[list[Id], Field(max_length=500)] | None = None
    auto_assign: bool | None = None
    capacity: Capacity | None = None
    give_back_minutes: GiveBackMinutes | None = None
    hours: Hours | None = None
