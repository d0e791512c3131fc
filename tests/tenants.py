"""Tenants for tests, made through the hub's own verbs: each test has its own, and nothing has to be wiped."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

from hub.auth.auth import authenticate
from hub.auth.sessions import welcome
from hub.auth.sign_up import create_tenant
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.people import Tenant, User, UserRole
from storage import users
from tests.api_client import Api

_NUMBERS = count(1)


@dataclass(frozen=True)
class Member:
    """A user who is signed in."""

    user: User
    actor: UserActor
    token: str
    refresh_token: str
    api: Api


@dataclass
class Shop:
    """A tenant with its owner; `await shop.hire(UserRole.AGENT)` adds somebody."""

    hub: Hub
    tenant: Tenant
    founder: User
    _anonymous: Api = field(repr=False)
    _owner: Member | None = None

    @property
    def owner(self) -> Member:
        """The founder, signed in."""
        assert self._owner, 'nobody has signed in here'
        return self._owner

    async def hire(self, role: UserRole = UserRole.AGENT, name: str | None = None) -> Member:
        """One more user, signed in."""
        user_id, email = uuid4(), new_email(role)
        async with self.hub.database.tenant(self.tenant.id) as session:
            await users.add(session, id=user_id, email=email, name=name or f'{role.title()} {email[:8]}', role=role)
            user = await users.find(session, user_id)
        assert user
        return await sign_in(self.hub, self._anonymous, self.tenant, user)

    async def uses(self, feature: str) -> None:
        """Turn on a part of the product that a new tenant begins without."""
        (await self.owner.api.patch('features', {'features': {feature: True}})).ok()

    async def rows(self, statement: str, *given: object) -> list[Any]:
        """What a statement finds of this tenant: row-level security leaves out all others."""
        connection = await self.hub.database.connection()
        try:
            await connection.execute("SELECT set_config('app.tenant_id', $1, false)", str(self.tenant.id))
            return await connection.fetch(statement, *given)
        finally:
            await connection.close()


@dataclass(frozen=True)
class Tenants:
    """Makes tenants."""

    hub: Hub
    api: Api

    async def make(self, company: str | None = None) -> Shop:
        """A tenant of a name and an owner of its own."""
        shop = await self.found(company)
        shop._owner = await sign_in(self.hub, self.api, shop.tenant, shop.founder)
        return shop

    async def found(self, company: str | None = None) -> Shop:
        """The same, with nobody signed in yet."""
        email = new_email('owner')
        tenant, founder = await create_tenant(self.hub, company=company or f'Shop {next(_NUMBERS)}', email=email)
        return Shop(self.hub, tenant, founder, self.api)


async def sign_in(hub: Hub, api: Api, tenant: Tenant, user: User) -> Member:
    """A session of this user."""
    async with hub.database.tenant(tenant.id) as session:
        opened = await welcome(hub, session, Client(address='127.0.0.1'), user)
    assert opened.refresh_token
    return Member(
        user=user,
        actor=await authenticate(hub, opened.access_token),
        token=opened.access_token,
        refresh_token=opened.refresh_token,
        api=api.as_(opened.access_token),
    )


def new_email(name: str) -> str:
    """An address nobody else has."""
    return f'{name}-{uuid4().hex[:12]}@example.com'
