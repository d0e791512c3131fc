"""Words that are often written."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from hub.model.variables import Variable
from hub.model.version import Versioned


class CannedReply(Versioned):
    """A prepared reply, everybody's or one's own."""

    changeable: ClassVar[frozenset[str]] = frozenset({'name', 'text', 'is_shared'})

    id: UUID
    name: str
    text: str
    """May hold variables: `{{contact.name}}`."""
    is_shared: bool
    """Everybody's; else only its owner sees it."""
    variables: list[Variable] = []
    """Those its text names."""
    unknown_variables: list[str] = []
    """What its text has in braces that is no variable; it stays as it is."""
    created_at: datetime
    updated_at: datetime
