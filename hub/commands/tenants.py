"""`hub tenant create`, `hub token` and `hub reseal`: a business, a key to the API, and the secrets of all of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hub import sealing
from hub.app import close_hub, open_hub
from hub.auth import sign_in, sign_up
from hub.commands import Refused
from hub.commands.installation import migrated, reached
from hub.config import Settings
from hub.context import Hub
from hub.model.access import Client
from hub.model.ids import new_id
from hub.secrets import hash_token, new_token
from storage import lookups, sessions, users

OPERATOR = Client(address='127.0.0.1', user_agent='hub')
"""Who acts here: somebody at the terminal of the server."""


async def create_tenant(settings: Settings, *, company: str, email: str, name: str | None) -> None:
    """Print the new tenant's id and a link that signs its owner in."""
    async with reached(settings) as found:
        await migrated(found)
        async with opened(found) as hub:
            tenant, owner = await sign_up.create_tenant(hub, company=company, email=email, name=name)
            print(f'{tenant.name}: tenant {tenant.id}, owner {owner.email}')
            print(f'Sign in, once, within an hour: {await sign_in.one_time_link(hub, owner.id)}')


async def reseal(settings: Settings) -> None:
    """Seal every credential at rest anew under the newest of SECRET_KEYS. Raises Refused where one opens with none."""
    async with reached(settings) as found, opened(found) as hub:
        done = await sealing.reseal(hub)
    print(f'{done.anew} sealed anew, {done.newest} were sealed with the newest key already')
    if done.lost:
        raise Refused(f'{done.lost} open with none of SECRET_KEYS: put the key back that they were sealed with')


async def print_token(settings: Settings, *, email: str, hours: float) -> None:
    """Print an access token of a user and nothing else."""
    async with reached(settings) as found, opened(found) as hub:
        async with hub.database.lobby() as session:
            place = await lookups.user_by_email(session, email)
        if place is None:
            raise Refused(f'nobody here has the address {email}')
        print(await token(hub, place.tenant_id, place.id, timedelta(hours=hours)))


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Hub]:
    """A Hub without anybody to serve."""
    hub = await open_hub(settings)
    try:
        yield hub
    finally:
        await close_hub(hub)


async def token(hub: Hub, tenant_id: UUID, user_id: UUID, life: timedelta) -> str:
    """An access token with a session of its own, so that signing the user out ends it."""
    session_id = new_id()
    async with hub.database.tenant(tenant_id) as session:
        user = await users.find(session, user_id)
        if user is None:
            raise Refused(f'there is no user {user_id}')
        await sessions.start(
            session,
            id=session_id,
            user=user_id,
            refresh_hash=hash_token(new_token()),
            client=OPERATOR,
            expires_at=datetime.now(UTC) + life,
        )
    return hub.tokens.issue(user_id, user.email, session_id, seconds=int(life.total_seconds()))
