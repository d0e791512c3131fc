"""Tenants with a row in every table, and what the catalogue says of those tables."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from tests.sql.acting import Connection

_ROWS = (Path(__file__).parent / 'one_of_everything.sql').read_text()


@dataclass(frozen=True)
class Table:
    """A table whose rows belong to tenants, and the column that says to which."""

    name: str
    column: str


async def tenant_tables(db: Connection) -> list[Table]:
    """Every table with a tenant, as the catalogue knows them; `tenants` itself by its id."""
    rows = await db.fetch(
        """SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
             JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN ('public', 'hub')
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
            WHERE c.relkind IN ('r', 'p') ORDER BY 1"""
    )
    return [Table('public.tenants', 'id'), *(Table(row['name'], 'tenant_id') for row in rows)]


async def fill(db: Connection) -> UUID:
    """A fresh tenant with a row in every table."""
    tenant = uuid4()
    await db.execute(_ROWS.replace(':tenant', f"'{tenant}'"))
    return tenant
