"""What a running hub needs to know of its schema's age."""

from storage.db import Session
from storage.migrate import migrations
from storage.sql import Queries

QUERIES = Queries('migrations')
_NAMES = frozenset(each.name for each in migrations())


async def outstanding(session: Session) -> bool:
    """Whether the database lacks a file that this version of the hub has."""
    return not set(await session.values(QUERIES['applied'])) >= _NAMES
