"""Every named statement fits the schema, and the hub may run it, before any test or user comes by."""

import re
from uuid import UUID

import asyncpg
import pytest

from storage.sql import Queries, nouns
from tests.sql.acting import Connection, acting

QUERIES = [query for noun in nouns() for query in Queries(noun).all()]


def test_there_are_statements() -> None:
    assert len(QUERIES) > 50


def test_a_part_stands_in_every_statement_that_names_it() -> None:
    for name in ('newest', 'waiting', 'few'):
        query = Queries('listing')[name]
        assert 'hub.conversation_stars s' in query.sql
        assert {'starred', 'viewer', 'limit'} <= set(query.parameters)
    assert not [query.name for query in QUERIES if '{{' in query.sql]


@pytest.mark.parametrize('noun', nouns())
async def test_statements_fit_the_schema_and_the_rights_of_the_hub(db: Connection, tenant: UUID, noun: str) -> None:
    async with acting(db, tenant):
        for query in Queries(noun).all():
            try:
                prepared = await db.prepare(query.sql)
                # planning checks names and types, explaining checks privileges as well
                await prepared.explain(*[None] * len(query.parameters))
            except asyncpg.PostgresError as wrong:
                raise AssertionError(query.name) from wrong


async def test_no_statement_orders_messages_by_time(db: Connection) -> None:
    """seq is the order; times are for display."""
    times = await times_of_messages(db)
    assert not {query.name: found for query in QUERIES if (found := orders_of_messages(query.sql, times))}


def test_no_consumer_goes_by_a_cursor() -> None:
    """What is to be done is found by its state: after "the last one I had" a row that commits late is skipped (M7)."""
    consumed = [
        query
        for query in QUERIES
        if re.search(r'\bhub\.(jobs|raw_inbound|early_receipts|scheduled_messages)\b', query.sql, re.I)
    ]
    assert len(consumed) > 10
    cursor = re.compile(r'\b(id|position|created_at|received_at)\s*>=?\s*\$')
    assert not [query.name for query in consumed if cursor.search(query.sql)]


async def test_no_function_of_the_schema_orders_messages_by_time(db: Connection) -> None:
    times = await times_of_messages(db)
    bodies = await db.fetch(
        """SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname IN ('public', 'hub') AND p.prosrc ILIKE '%messages%'"""
    )
    assert len(bodies) > 1
    assert not {body['proname']: found for body in bodies if (found := orders_of_messages(body['prosrc'], times))}


def test_an_order_by_time_is_found_wherever_it_stands() -> None:
    times = {'created_at', 'sent_at'}
    assert orders_of_messages('SELECT 1 FROM messages m\nORDER BY m.seq,\n  m.sent_at DESC', times)
    assert orders_of_messages('SELECT max(seq) OVER (ORDER BY coalesce(seq, 0),\n created_at) FROM messages', times)
    assert not orders_of_messages('SELECT created_at FROM messages ORDER BY seq LIMIT 1', times)
    assert not orders_of_messages('SELECT 1 FROM visits ORDER BY created_at', times)
    beside = 'SELECT 1 FROM messages m JOIN visits AS v ON true ORDER BY {}.created_at'
    assert orders_of_messages(beside.format('m'), times)
    assert not orders_of_messages(beside.format('v'), times)


async def times_of_messages(db: Connection) -> set[str]:
    """The columns that say when something happened to a message."""
    rows = await db.fetch(
        """SELECT column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = 'messages' AND data_type ~ '^(timestamp|date|time)'"""
    )
    times = {row['column_name'] for row in rows}
    assert 'created_at' in times
    return times


def orders_of_messages(sql: str, times: set[str]) -> list[str]:
    """Every ORDER BY of this text that names a time, if it is about messages."""
    if not re.search(r'\b(from|join|update)\s+(public\.)?messages\b', sql, re.I):
        return []
    tables = re.findall(r'\b(?:from|join)\s+(?:public\.)?(\w+)(?:\s+as)?\s+(\w+)', sql, re.I)
    ours = {name for table, name in tables if table == 'messages'}
    others = {name for _, name in tables} - ours
    orders = (order_at(sql, match.end()) for match in re.finditer(r'\border\s+by\b', sql, re.I))
    return [
        order
        for order in orders
        if any(column in times and owner not in others for owner, column in re.findall(r'(?:(\w+)\.)?(\w+)', order))
    ]


def order_at(sql: str, start: int) -> str:
    """What stands from here to the end of the clause: calls may open and close brackets in between."""
    depth = 0
    for part in re.finditer(r'[();]|\b(limit|offset|for|loop|fetch)\b', sql[start:], re.I):
        depth += {'(': 1, ')': -1}.get(part[0], 0)
        if depth < 0 or (depth == 0 and part[0] not in '()'):
            return sql[start : start + part.start()]
    return sql[start:]
