"""Dead letters: what could not be done, kept with its reason."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from hub.model.base import Value
from hub.model.channel import Raw
from hub.model.failure import Cause, Failure
from hub.model.ids import new_id
from hub.model.job import Job, LetterState, WantedLetters
from hub.model.message import Channel
from hub.model.page import TimePlace
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('dead_letters')


class LetterRow(Value):
    """A dead letter as it is stored."""

    id: UUID
    kind: Literal['inbound', 'job']
    channel: Channel | None
    account_id: UUID | None
    reason: str
    cause: Cause | None
    detail: str | None
    tries: int | None
    state: LetterState
    job_kind: str | None
    job_key: str | None
    raw_id: UUID | None
    created_at: datetime
    resolved_at: datetime | None


class BuriedJob(Value):
    """The order that a letter holds."""

    kind: str
    key: str
    line: str | None
    payload: dict[str, Any]


async def bury_raw(session: Session, raw: Raw, failure: Failure) -> None:
    """A payload that nobody can make anything of."""
    await session.run(
        _QUERIES['bury_raw'],
        id=new_id(),
        raw_id=raw.id,
        channel=raw.channel,
        account_id=raw.account_id,
        **_said(failure),
    )


async def bury_job(session: Session, job: Job, failure: Failure) -> None:
    """A job that will not be done."""
    await session.run(
        _QUERIES['bury_job'],
        id=new_id(),
        job_kind=job.kind,
        job_key=job.key,
        job_line=job.line,
        job_payload=job.payload,
        tries=job.attempts,
        **_said(failure),
    )


async def page(
    session: Session, state: LetterState, wanted: WantedLetters, before: TimePlace, limit: int
) -> list[LetterRow]:
    """Newest first, below `before`."""
    before_at, before_id = before
    return await session.all(
        LetterRow, _QUERIES['page'], state=state, **dict(wanted), before_at=before_at, before_id=before_id, limit=limit
    )


async def discard_all(session: Session, wanted: WantedLetters, user_id: UUID) -> int:
    """Put away what is open; how many."""
    return await session.run(_QUERIES['discard_all'], **dict(wanted), by=user_id)


async def find(session: Session, letter_id: UUID) -> LetterRow | None:
    """One letter."""
    return await session.one(LetterRow, _QUERIES['find'], id=letter_id)


async def lock(session: Session, letter_id: UUID) -> LetterRow | None:
    """One letter, held until the transaction ends."""
    return await session.one(LetterRow, _QUERIES['lock'], id=letter_id)


async def job(session: Session, letter_id: UUID) -> BuriedJob | None:
    """The order in a letter about a job."""
    return await session.one(BuriedJob, _QUERIES['job'], id=letter_id)


async def resolve(session: Session, letter_id: UUID, state: LetterState, user_id: UUID) -> None:
    """Somebody decided about it."""
    await session.run(_QUERIES['resolve'], id=letter_id, state=state, by=user_id)


async def resolve_job(session: Session, kind: str, key: str, state: LetterState, user_id: UUID) -> int:
    """Somebody decided about a job by another way than its letters; how many were open."""
    return await session.run(_QUERIES['resolve_job'], kind=kind, key=key, state=state, by=user_id)


async def enqueue(session: Session, buried: BuriedJob) -> None:
    """The job once more."""
    await session.run(_QUERIES['enqueue'], **dict(buried))


def _said(failure: Failure) -> dict[str, str | None]:
    """The columns that say why. What strangers sent may be quoted in it."""
    detail = failure.detail and failure.detail.replace('\0', '')
    return {'cause': failure.cause, 'detail': detail, 'reason': failure.model_copy(update={'detail': detail}).text}
