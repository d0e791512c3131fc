"""Named SQL: `sql/queries/<noun>.sql` is read once into Query values; a Session runs them.

A file is a list of `-- name: verb(a, b)` headers, each above its comment and one statement that uses :a and :b. What
several statements say alike is a `-- part: conditions`, said again where `{{conditions}}` stands below it. What several
files say alike is a file of `sql/parts`. `-- name: page(tenant, {{conditions}})` takes what that part takes.
Names that are unknown, twice, undeclared or unused all fail when the file is read, not when a user comes by.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent.parent / 'sql' / 'queries'
_PARTS = {
    path.stem: path.read_text().rpartition('-- ')[2].partition('\n')[2].strip()
    for path in FOLDER.parent.glob('parts/*.sql')
}
_HEADER = re.compile(r'^-- (?:part: (\w+)|name: (\w+)\(([\w, {}]*)\))[ ]*$', re.M)
_PLACE = re.compile(r'\{\{(\w+)\}\}')
# strings and comments stay as they are; `::cast` and array slices `[1:2]` are no parameters
_PARAMETER = re.compile(r"'(?:''|[^'])*'|--[^\n]*|(?<![:\w\]])(?<!\[\d):([a-z_]\w*)")

_WHO_ASKS = {'viewer': 'NULL', 'sight': "'all'"}


class Query(NamedTuple):
    """One statement, its parameters in the order of their $n."""

    name: str
    sql: str
    parameters: tuple[str, ...]
    for_all: 'Query | None' = None
    """The same for who may see every conversation: it is planned as if nobody had asked who asks."""

    def arguments(self, given: Mapping[str, object]) -> list[object]:
        """The values in the statement's order. Raises TypeError unless exactly the declared ones are given."""
        if given.keys() != set(self.parameters):
            raise TypeError(f'{self.name}({", ".join(self.parameters)}) was given {sorted(given)}')
        return [given[name] for name in self.parameters]


class Queries:
    """The statements of one file, by name: `QUERIES = Queries('contacts')`, then `QUERIES['find']`."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self._queries = dict(_parse(noun, (FOLDER / f'{noun}.sql').read_text()))

    def __getitem__(self, name: str) -> Query:
        return self._queries[name]

    def all(self) -> list[Query]:
        """Every statement of the file, for the test that prepares them."""
        return list(self._queries.values())


def nouns() -> list[str]:
    """The query files there are."""
    return sorted(path.stem for path in FOLDER.glob('*.sql'))


def _parse(noun: str, text: str) -> list[tuple[str, Query]]:
    parts = dict(_PARTS)
    found = list[tuple[str, Query]]()
    for part, name, declared, body in _sections(text):
        whole = _PLACE.sub(lambda place: parts[place[1]], body)
        if part:
            parts[part] = whole.strip()
        else:
            takes = _PLACE.sub(lambda place: ','.join(_used(parts[place[1]])), declared)
            found.append((name, _query(f'{noun}.{name}', takes, whole)))
    names = [name for name, _ in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f'{noun}.sql names {sorted(twice)} twice')
    return found


def _sections(text: str) -> Iterator[tuple[str, str, str, str]]:
    """(name of a part, or name of a statement and its parameters, text) of each."""
    _, *pieces = _HEADER.split(text)
    return zip(pieces[::4], pieces[1::4], pieces[2::4], pieces[3::4], strict=True)


def _query(name: str, declared: str, body: str) -> Query:
    parameters = tuple(dict.fromkeys(part for part in declared.replace(' ', '').split(',') if part))
    used = set(_used(body))
    if used != set(parameters):
        raise ValueError(f'{name} declares {sorted(parameters)} and uses {sorted(used)}')
    sql = _PARAMETER.sub(lambda match: f'${parameters.index(match[1]) + 1}' if match[1] else match[0], body)
    for_all = None
    if _WHO_ASKS.keys() <= used:
        others = ','.join(part for part in parameters if part not in _WHO_ASKS)
        for_all = _query(name, others, _PARAMETER.sub(lambda match: _WHO_ASKS.get(match[1], match[0]), body))
    return Query(name, sql.strip().rstrip(';'), parameters, for_all)


def _used(text: str) -> list[str]:
    return [match[1] for match in _PARAMETER.finditer(text) if match[1]]
