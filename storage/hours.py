"""Working hours of a tenant and of its teams."""

from uuid import UUID

from hub.model.hours import Hours
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('hours')


async def find(session: Session) -> Hours:
    """Those of the tenant; always open where nobody has said."""
    return await session.one(Hours, _QUERIES['find']) or Hours()


async def of_member(session: Session, user_id: UUID) -> Hours | None:
    """Those of this user's first team that has its own."""
    return await session.one(Hours, _QUERIES['of_member'], user=user_id)


async def keep(session: Session, hours: Hours) -> None:
    """Write them."""
    await session.run(_QUERIES['keep'], **written(hours))


def written(hours: Hours) -> dict[str, object]:
    """As a table keeps them."""
    said = hours.model_dump(mode='json')
    return {'time_zone': said['time_zone'], 'week': said['week'], 'holidays': said['holidays']}
