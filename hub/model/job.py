"""A job: work that follows from a fact and is done once, by one worker at a time."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from hub.model.base import Input, Value
from hub.model.failure import Cause
from hub.model.message import Channel

LetterState = Literal['open', 'replayed', 'discarded']
"""What was decided about a job or a payload that is dead."""


class WantedLetters(Input):
    """Which dead letters; what is not named is not asked."""

    cause: Cause | None = None
    channel: Channel | None = None


class Claim(Value):
    """A job in a worker's hands. `token` tells this claim from every other of the same job."""

    tenant_id: UUID
    id: UUID
    kind: str
    token: int


class Job(Value):
    """What a job says. Its payload is read into the model of its kind at once."""

    id: UUID
    kind: str
    key: str
    line: str | None
    payload: dict[str, Any]
    attempts: int
    crashes: int
    created_at: datetime
