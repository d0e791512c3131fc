"""What was taken back ends at once where Redis carries the word, and within a minute where it does not.

Sign-outs, changed roles and switched-off users close their sockets here and tell the other processes. What nobody
hears of (a lost word, an ended token, an API key, a suspended tenant) is found by looking at every socket again, and
at whom somebody blocked of late.
"""

import asyncio
from uuid import UUID

from hub.auth.auth import still_valid
from hub.contacts.blocking import turn_away
from hub.context import Hub
from hub.model.errors import Unavailable
from hub.model.signal import SignedOut
from storage import visitors

LOOK_SECONDS = 20.0
"""With the half minute that identities are remembered: less than a minute."""


async def revoke(hub: Hub, tenant_id: UUID, user_id: UUID, session_id: UUID | None = None) -> None:
    """Something about a user's credentials changed, after COMMIT: nobody goes on with what was true before."""
    await forget(hub, tenant_id, user_id, session_id)
    hub.bell.signal(tenant_id, SignedOut(origin=hub.bell.origin, user_id=user_id, session_id=session_id))


async def forget(hub: Hub, tenant_id: UUID, user_id: UUID, session_id: UUID | None = None) -> None:
    """The part of it that is this process's own."""
    hub.identities.forget(user_id)
    await hub.realtime.sign_out(tenant_id, user_id, session_id)


async def look_again(hub: Hub) -> None:
    """Ask of every socket, every so often, whether it may still be there."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        for outlet in [outlet for outlets in hub.realtime.agents.values() for outlet in outlets]:
            try:
                valid = await still_valid(hub, outlet.actor)
            except Unavailable:
                break  # nobody can tell; what is acked meanwhile needs the same database
            if not valid:
                await outlet.close('signed_out')
        for tenant_id in hub.realtime.tenants():
            try:
                async with hub.database.tenant(tenant_id) as session:
                    blocked = await visitors.blocked_since(session, 3 * LOOK_SECONDS)
            except Unavailable:
                break
            await turn_away(hub, blocked)
