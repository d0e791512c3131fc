"""The whole API against its own document: whatever is sent, no 5xx, and every answer is what the document says.

What the document does not allow is refused: nothing of it is carried out.

A few examples an operation in every run, many with `--fuzz-examples N` (and in CI's longer steps, which take others
each time).
"""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from handlers.keys import HUB
from handlers.openapi import document
from handlers.routes import ROUTES
from hub.app import create_app
from tests.api.world import Side, build
from tests.api_client import Api
from tests.conftest import make_settings, serving
from tests.tenants import Tenants, sign_in

load_all_checks()
CHECKED = CHECKS.get_by_names(
    ['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_schema_conformance']
)
SCHEMA: Any = schemathesis.openapi.from_dict(document(ROUTES))
OPERATIONS = [
    found.ok() for found in SCHEMA.get_all_operations() if found.ok().path.startswith(('/api/', '/healthz', '/readyz'))
]
"""The pages of the frontends are files, and tested as such."""
REFUSING = [*CHECKED, *CHECKS.get_by_names(['negative_data_rejection'])]
JSON_BODIES = [
    operation for operation in OPERATIONS if {body.media_type for body in operation.body} == {'application/json'}
]
BAD_BODY = frozenset({400, 413, 422})
"""What is said of a body. 401, 403 or 404 would mean that nobody had looked at it."""
LONGEST_LINE = 8000
"""What is longer is refused as no HTTP, before anything of ours sees it."""
RUN_SECONDS = 60
SLOW_EXAMPLES = 60
BY_CHANCE = os.environ.get('HUB_CI') != '1'
"""In .ci/run the same requests every time: what fails there is the fault of what was changed."""


@dataclass(frozen=True)
class Target:
    """A hub in a thread of its own: the fuzzer is not asynchronous."""

    loop: asyncio.AbstractEventLoop
    tenants: Tenants
    side: Side
    url: str

    def bearer(self) -> str:
        """A fresh session of the owner: the one before may have signed out."""
        fresh = sign_in(self.tenants.hub, self.tenants.api, self.side.shop.tenant, self.side.shop.founder)
        return asyncio.run_coroutine_threadsafe(fresh, self.loop).result(RUN_SECONDS).token

    def real(self, operation: Any) -> dict[str, str] | None:
        """The id of something that is there, for an operation on one thing."""
        noun = operation.path.removeprefix('/api/v1/').partition('/')[0]
        return {'id': self.side.ids[noun]} if '{id}' in operation.path and noun in self.side.ids else None


@pytest.fixture(scope='module')
def target(database_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """One hub and one tenant with one of everything for all operations."""
    with _running(_open(database_url, redis_url, tmp_path_factory.mktemp('fuzzed'))) as running:
        yield running


@pytest.mark.parametrize('operation', OPERATIONS, ids=lambda operation: operation.label)
def test_an_operation_keeps_to_its_document(target: Target, operation: Any, fuzz_examples: int) -> None:
    fuzz(target, operation, fuzz_examples, random=False)


@pytest.mark.slow
@pytest.mark.parametrize('operation', OPERATIONS, ids=lambda operation: operation.label)
def test_an_operation_keeps_to_its_document_for_longer(target: Target, operation: Any, fuzz_examples: int) -> None:
    fuzz(target, operation, max(fuzz_examples, SLOW_EXAMPLES), random=BY_CHANCE)


@pytest.mark.parametrize('operation', JSON_BODIES, ids=lambda operation: operation.label)
def test_a_wrong_body_is_refused_with_a_problem_document(target: Target, operation: Any, fuzz_examples: int) -> None:
    spoil(target, operation, fuzz_examples, random=False)


@pytest.mark.slow
@pytest.mark.parametrize('operation', JSON_BODIES, ids=lambda operation: operation.label)
def test_a_wrong_body_is_refused_with_a_problem_document_for_longer(
    target: Target, operation: Any, fuzz_examples: int
) -> None:
    spoil(target, operation, max(fuzz_examples, SLOW_EXAMPLES), random=BY_CHANCE)


def fuzz(target: Target, operation: Any, examples: int, *, random: bool, seed: int | None = None) -> None:
    """Right and wrong requests, to real things and to made-up ones; a seed repeats what chance made."""
    real = target.real(operation)
    headers = {'Authorization': f'Bearer {target.bearer()}'}
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        for known in (None, real) if real else (None,):
            strategy = operation.as_strategy(generation_mode=mode, path_parameters=known)

            @_tries(examples, random=random)
            @hypothesis.given(case=strategy)
            def run(case: Any) -> None:
                response = case.call(base_url=target.url, headers=headers)
                if len(response.request.url) < LONGEST_LINE:
                    # what is wrong in an address or a header may be gone once it is written; bodies: see `spoil`
                    case.validate_response(response, checks=CHECKED)

            try:
                (run if seed is None else hypothesis.seed(seed)(run))()
            except hypothesis.errors.Unsatisfiable:
                continue  # nothing can be wrong about a request without parameters


def spoil(target: Target, operation: Any, examples: int, *, random: bool) -> None:
    """Requests that are right but for their body."""
    real, headers = target.real(operation), {'Authorization': f'Bearer {target.bearer()}'}
    refused = 0

    @_tries(examples, random=random)
    @hypothesis.given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE, path_parameters=real))
    def run(case: Any) -> None:
        nonlocal refused
        spoilt = {where.name for where, part in case.meta.components.items() if part.mode is GenerationMode.NEGATIVE}
        hypothesis.assume(spoilt == {'BODY'} and not _is_padded(case.body))
        response = case.call(base_url=target.url, headers=headers)
        case.validate_response(response, checks=REFUSING)
        assert response.status_code in BAD_BODY, (response.status_code, response.text, case.body)
        assert response.headers['content-type'] == ['application/problem+json']
        assert response.json()['status'] == response.status_code
        refused += 1

    run()
    assert refused, 'no wrong body was tried'


def _is_padded(body: object) -> bool:
    """Whether there is a text with space around it, which the hub takes off before it measures the text."""
    if isinstance(body, dict):
        return any(map(_is_padded, (*body, *body.values())))
    if isinstance(body, list):
        return any(map(_is_padded, body))
    return isinstance(body, str) and body != body.strip()


def _tries(examples: int, *, random: bool) -> hypothesis.settings:
    return hypothesis.settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=not random,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@asynccontextmanager
async def _open(database_url: str, redis_url: str, folder: Path) -> AsyncIterator[tuple[Tenants, Side, str]]:
    settings = make_settings(database_url, redis_url, folder)
    app = await create_app(settings, demo=True)
    async with serving(app, settings), Api.open(settings.base_url) as api:
        tenants = Tenants(app[HUB], api)
        world = await build(tenants, api, database_url)
        yield tenants, world.ours, settings.base_url


@contextmanager
def _running(opening: Any) -> Iterator[Target]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name='fuzzed hub', daemon=True)
    thread.start()
    tenants, side, url = asyncio.run_coroutine_threadsafe(opening.__aenter__(), loop).result(RUN_SECONDS)
    try:
        yield Target(loop, tenants, side, url)
    finally:
        asyncio.run_coroutine_threadsafe(opening.__aexit__(None, None, None), loop).result(RUN_SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.close()
