"""What forms change: it says which version it is, so that who saves one over another's can be told."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, ClassVar, Self

from pydantic import model_validator

from hub.model.base import Value


class Versioned(Value):
    """Sent back as `If-Match`, the version says what somebody saw before they changed it."""

    changeable: ClassVar[frozenset[str]]
    """What a form changes; what comes and goes by itself makes no other version."""

    version: str = ''
    """The same for the same content."""

    @model_validator(mode='after')
    def _counted(self) -> Self:
        self._count()
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """With the version of what the copy says."""
        copied = super().model_copy(update=update, deep=deep)
        copied._count()
        return copied

    def _count(self) -> None:
        said = self.model_dump_json(include=set(self.changeable)).encode()
        # worked out, never told: the value itself is frozen
        object.__setattr__(self, 'version', blake2b(said, digest_size=12).hexdigest())
