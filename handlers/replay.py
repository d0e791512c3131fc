"""Idempotency-Key on POST: a request that is sent again gets the first answer again, for 24 hours."""

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable

from aiohttp import web

from hub.context import Hub
from hub.idempotency import Answer, Request, abandon, begin, carrying_out, finish, lose
from hub.model.access import UserActor
from hub.model.crash import crash
from hub.model.errors import HubError, Invalid

IDEMPOTENCY_KEY = re.compile(r'^[\x21-\x7e]{1,200}$')
_KEPT_BYTES = 256 * 1024
_FAILED = 500


async def once(
    hub: Hub, actor: UserActor, request: web.Request, body: bytes, run: Callable[[], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Run, unless this key was used before: then the first answer. Raises KeyReused, KeyInUse, AnswerLost."""
    key = request.headers.get('Idempotency-Key')
    if key is None:
        return await run()
    if not IDEMPOTENCY_KEY.fullmatch(key):
        raise Invalid('An Idempotency-Key has 1 to 200 printable ASCII characters without spaces.')
    asked = Request(key=key, method=request.method, path=request.path[:500], digest=_fingerprint(request, body))
    kept = await begin(hub, actor, asked)
    if kept:
        return _again(kept)
    crash('key_taken')
    try:
        with carrying_out(actor, asked):
            response = await run()
    except BaseException as error:
        is_refused = isinstance(error, HubError) and error.status < _FAILED
        await asyncio.shield(abandon(hub, actor, asked) if is_refused else lose(hub, actor, asked))
        raise
    crash('request_done')
    answer = _kept(response)
    await asyncio.shield(finish(hub, actor, asked, answer) if answer else lose(hub, actor, asked))
    crash('answer_kept')
    return response


def _fingerprint(request: web.Request, body: bytes) -> bytes:
    """What makes two requests the same. A streamed body counts by its length."""
    parts = [request.method, request.raw_path, request.content_type, str(request.content_length)]
    return hashlib.sha256('\n'.join(parts).encode(errors='replace') + b'\n' + body).digest()


def _kept(response: web.StreamResponse) -> Answer | None:
    if not isinstance(response, web.Response) or response.prepared or response.status >= 300:
        return None
    body = response.body if isinstance(response.body, bytes) else b''
    if len(body) > _KEPT_BYTES:
        return None
    return Answer(status=response.status, content_type=response.content_type, body=body.decode())


def _again(kept: Answer) -> web.Response:
    response = web.Response(status=kept.status, headers={'Idempotent-Replayed': 'true'})
    if kept.body:
        response.body = kept.body.encode()
        response.content_type = kept.content_type
    return response
