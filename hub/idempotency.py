"""Idempotency-Key: the first answer is kept for 24 hours, sealed, and given again.

Every transaction of such a request that changes something says so in the same commit. So whoever asks again after a
crash is told that the answer is lost; the request is never carried out twice.
"""

import hashlib
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from hub import metrics
from hub.context import Hub
from hub.model.access import UserActor
from hub.model.base import Value
from hub.model.errors import AnswerLost, KeyInUse, KeyReused
from storage import idempotency as stored
from storage.db import Session, before_commit
from storage.idempotency import Kept, Place

_AT_ONCE = 200
_ID = re.compile(r'[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}')


class Answer(Value):
    """An HTTP answer as it is given again."""

    status: int
    content_type: str
    body: str


class Request(Value):
    """What a key stands for."""

    key: str
    method: str
    path: str
    digest: bytes


async def begin(hub: Hub, actor: UserActor, request: Request) -> Answer | None:
    """None where the request is ours to do; else the answer it had. Raises KeyReused, KeyInUse, AnswerLost."""
    who = _who(actor)
    async with hub.database.tenant(actor.tenant_id) as session:
        if await stored.take(
            session, actor=who, key=request.key, method=request.method, path=request.path, digest=request.digest
        ):
            return None
        taken = await stored.find(session, actor=who, key=request.key)
    if taken is None:
        raise KeyInUse
    if taken.request_hash != request.digest:
        raise KeyReused
    if taken.status is None:
        raise AnswerLost if taken.is_lost else KeyInUse
    metrics.REPLAYED.inc()
    body = hub.keys.decrypt(taken.body, _row(actor, request.key)) if taken.body else b''
    return Answer(status=taken.status, content_type=taken.content_type or '', body=body.decode())


@contextmanager
def carrying_out(actor: UserActor, request: Request) -> Iterator[None]:
    """What is committed within this block is known to belong to this request."""

    async def note(session: Session) -> None:
        if session.tenant_id == actor.tenant_id:
            await stored.carry_out(session, actor=_who(actor), key=request.key)

    with before_commit(note):
        yield


async def finish(hub: Hub, actor: UserActor, request: Request, answer: Answer) -> None:
    """Keep the answer; it may hold a secret that is shown once, so it is sealed."""
    sealed = hub.keys.encrypt(answer.body.encode(), _row(actor, request.key)) if answer.body else b''
    async with hub.database.tenant(actor.tenant_id) as session:
        await stored.finish(
            session,
            actor=_who(actor),
            key=request.key,
            status=answer.status,
            content_type=answer.content_type,
            body=sealed,
        )


async def abandon(hub: Hub, actor: UserActor, request: Request) -> None:
    """It was refused: corrected it may come under this key again."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await stored.abandon(session, actor=_who(actor), key=request.key)


async def lose(hub: Hub, actor: UserActor, request: Request) -> None:
    """It failed, or its answer cannot be kept: if anything was committed, it is not to be carried out again."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await stored.lose(session, actor=_who(actor), key=request.key)


async def forget(hub: Hub, session: Session, ids: Collection[str], after: Place) -> Place | None:
    """Lose those of some kept answers that name one of these ids, or that nobody can open; where to go on."""
    kept = await stored.kept(session, after, _AT_ONCE)
    for each in kept:
        if _names(hub, each, _place(session.tenant_id, each.actor, each.key), ids):
            await stored.forget(session, actor=each.actor, key=each.key)
    return (kept[-1].actor, kept[-1].key) if len(kept) == _AT_ONCE else None


def _names(hub: Hub, kept: Kept, place: str, ids: Collection[str]) -> bool:
    try:
        answer = hub.keys.decrypt(kept.body, place).decode()
    except ValueError:
        return True
    return any(id in ids for id in _ID.findall(answer))


def message_name(actor: UserActor, key: str) -> str:
    """The client_id of a message whose sender named only the request: the same whenever it is sent again."""
    return hashlib.sha256(f'{_who(actor)} {key}'.encode()).hexdigest()


def _who(actor: UserActor) -> str:
    return f'key:{actor.api_key_id}' if actor.api_key_id else f'user:{actor.user_id}'


def _row(actor: UserActor, key: str) -> str:
    return _place(actor.tenant_id, _who(actor), key)


def _place(tenant_id: UUID, who: str, key: str) -> str:
    return f'{tenant_id}:idempotency_keys:body:{who}:{key}'
