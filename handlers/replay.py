"""Idempotency-Key on POST: a request that is sent again gets the first answer again, for 24 hours."""

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable

from aiohttp import web

from hub.context import Hub
from hub.idempotency import Answer, Request, abandon, begin, finish
from hub.model.access import UserActor
from hub.model.crash import crash
from hub.model.errors import Invalid

IDEMPOTENCY_KEY = re.compile(r'^[\x21-\x7e]{1,200}$')
_KEPT_BYTES = 256 * 1024


async def once(
    hub: Hub, actor: UserActor, request: web.Request, body: bytes, run: Callable[[], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Run, unless this key was used before: then the first answer. Raises KeyReused for another request under it."""
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
        response = await run()
    except BaseException:
        # a refused request changed nothing: it may be corrected and sent under the same key
        await asyncio.shield(abandon(hub, actor, asked))
        raise
    crash('request_done')
    answer = _kept(response)
    await asyncio.shield(finish(hub, actor, asked, answer) if answer else abandon(hub, actor, asked))
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
