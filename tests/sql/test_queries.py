"""Every named statement fits the schema, and the hub may run it, before any test or user comes by."""

import re
from uuid import UUID

import pytest

from storage.sql import Queries, Query, nouns
from tests.sql.acting import Connection, acting

QUERIES = [query for noun in nouns() for query in Queries(noun).all()]


def test_there_are_statements() -> None:
    assert len(QUERIES) > 50


@pytest.mark.parametrize('query', QUERIES, ids=lambda query: query.name)
async def test_a_statement_fits_the_schema_and_the_rights_of_the_hub(
    db: Connection, tenant: UUID, query: Query
) -> None:
    async with acting(db, tenant):
        prepared = await db.prepare(query.sql)
        # planning checks names and types, explaining checks privileges as well
        await prepared.explain(*[None] * len(query.parameters))


@pytest.mark.parametrize('query', QUERIES, ids=lambda query: query.name)
def test_no_statement_orders_messages_by_time(query: Query) -> None:
    """seq is the order; times are for display."""
    if re.search(r'\b(from|join)\s+messages\b', query.sql, re.I):
        for order in re.findall(r'ORDER BY\s+([^)\n;]+)', query.sql, re.I):
            assert 'created_at' not in order


@pytest.mark.parametrize('query', QUERIES, ids=lambda query: query.name)
def test_no_consumer_goes_by_a_cursor(query: Query) -> None:
    """What is to be done is found by its state: after "the last one I had" a row that commits late is skipped (M7)."""
    if re.search(r'\bhub\.(jobs|raw_inbound|early_receipts)\b', query.sql, re.I):
        assert not re.search(r'\b(id|position|created_at|received_at)\s*>=?\s*\$', query.sql), query.name
