"""Whatever talks to somebody else has a time-out (reliability M25), read from the calls themselves."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OPEN = "await asyncio.open_connection('a', 1)"
CONNECT, COMMAND = frozenset({'timeout'}), frozenset({'timeout', 'command_timeout'})
NEEDS = {
    'asyncpg.connect': COMMAND,
    'asyncpg.create_pool': COMMAND,
    'Client.from_url': frozenset({'socket_timeout', 'socket_connect_timeout'}),
    'aiohttp.ClientSession': CONNECT,
    'AioConfig': frozenset({'connect_timeout', 'read_timeout'}),
    'aiosmtplib.SMTP': CONNECT,
    'subprocess.run': CONNECT,
    'urlopen': CONNECT,
    'socket.create_connection': CONNECT,
    'smtplib.SMTP': CONNECT,
    'smtplib.SMTP_SSL': CONNECT,
    'imaplib.IMAP4': CONNECT,
    'imaplib.IMAP4_SSL': CONNECT,
}
"""Call -> the keywords that bound it."""
WITHIN = {'asyncio.open_connection', 'asyncio.open_unix_connection'}
"""Calls that have none of their own: they stand in `async with asyncio.timeout(…)`."""
AS_LONG_AS_IT_TAKES = {('storage/migrate.py', 'asyncpg.connect', 'command_timeout')}
"""A migration is not given up half-way; what it waits for has a lock time-out."""
GIVEN_BY = {'_options': COMMAND}
"""What `**_options(…)` brings along; `test_options_bring_what_they_are_trusted_for` looks."""


def unbounded(source: str, file: str = '') -> list[str]:
    """What may wait for ever: `file:line call: keyword`."""
    return [
        f'{file}:{call.lineno} {name}: {missing}'
        for call, name, has_clock in _calls(ast.parse(source), has_clock=False)
        for missing in sorted(_missing(call, name, has_clock=has_clock))
        if (file, name, missing) not in AS_LONG_AS_IT_TAKES
    ]


def _calls(tree: ast.AST, *, has_clock: bool) -> Iterator[tuple[ast.Call, str, bool]]:
    for node in ast.iter_child_nodes(tree):
        inside = has_clock and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if isinstance(node, ast.AsyncWith):
            inside = inside or any(ast.unparse(item.context_expr).startswith('asyncio.timeout') for item in node.items)
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func), has_clock
        yield from _calls(node, has_clock=inside)


def _missing(call: ast.Call, name: str, *, has_clock: bool) -> set[str]:
    if name in WITHIN:
        return set() if has_clock else {'asyncio.timeout'}
    given = {keyword.arg for keyword in call.keywords if keyword.arg}
    for keyword in call.keywords:
        if keyword.arg is None and isinstance(keyword.value, ast.Call):
            given |= GIVEN_BY.get(ast.unparse(keyword.value.func), frozenset())
    return set(NEEDS.get(name, frozenset()) - given)


def test_nothing_that_talks_to_somebody_may_wait_for_ever() -> None:
    wrong, seen = list[str](), 0
    for folder in ('hub', 'channels', 'handlers', 'storage'):
        for path in sorted((ROOT / folder).rglob('*.py')):
            source, file = path.read_text(), path.relative_to(ROOT).as_posix()
            wrong += unbounded(source, file)
            seen += sum(name in NEEDS or name in WITHIN for _, name, _ in _calls(ast.parse(source), has_clock=False))
    assert not wrong, '\n'.join(wrong)
    assert seen >= 10, 'the test has lost sight of the calls'


def test_options_bring_what_they_are_trusted_for() -> None:
    functions = [
        node
        for node in ast.walk(ast.parse((ROOT / 'storage/db.py').read_text()))
        if isinstance(node, ast.FunctionDef) and node.name == '_options'
    ]
    (options,) = functions
    keys = {node.value for node in ast.walk(options) if isinstance(node, ast.Constant)}
    assert keys >= COMMAND


@pytest.mark.parametrize(
    ('source', 'found'),
    [
        ('asyncpg.connect(dsn, timeout=3)', 'command_timeout'),
        ('Client.from_url(url, socket_timeout=1)', 'socket_connect_timeout'),
        ('aiohttp.ClientSession()', 'timeout'),
        (f'async def ask():\n    {OPEN}', 'asyncio.timeout'),
        (
            f'async def ask():\n    async with asyncio.timeout(1):\n        pass\n    {OPEN}',
            'asyncio.timeout',
        ),
    ],
)
def test_a_call_without_its_bound_is_found(source: str, found: str) -> None:
    assert [each.rpartition(' ')[2] for each in unbounded(source)] == [found]


@pytest.mark.parametrize(
    'source',
    [
        'asyncpg.connect(dsn, timeout=3, command_timeout=3)',
        'asyncpg.connect(dsn, **_options(role))',
        f'async def ask():\n    async with asyncio.timeout(1):\n        {OPEN}',
    ],
)
def test_a_call_with_its_bound_is_none_to_find(source: str) -> None:
    assert unbounded(source) == []
