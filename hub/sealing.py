"""Sealing every credential at rest anew under the newest key, so that an older one can be thrown away."""

from typing import NamedTuple

from hub.context import Hub
from storage import sealed as stored


class Resealed(NamedTuple):
    """What was found: sealed anew, by the newest key already, and what no key of ours opens."""

    anew: int
    newest: int
    lost: int


async def reseal(hub: Hub) -> Resealed:
    """All tenants, one after another, while the hub runs. Nothing of it is ever shown."""
    anew = newest = lost = 0
    async with hub.database.lobby() as lobby:
        tenants = await stored.tenants(lobby)
    for tenant_id in tenants:
        async with hub.database.tenant(tenant_id) as session:
            for each in await stored.every(session):
                row = each.row(tenant_id)
                if hub.keys.is_newest(each.sealed):
                    newest += 1
                    continue
                try:
                    secret = hub.keys.decrypt(each.sealed, row)
                except ValueError:
                    lost += 1
                    continue
                anew += await stored.keep(session, each, hub.keys.encrypt(secret, row))
    return Resealed(anew, newest, lost)
