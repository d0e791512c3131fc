"""Words that are often written."""

from datetime import datetime
from uuid import UUID

from hub.model.base import Value
from hub.model.variables import Variable


class CannedReply(Value):
    """A prepared reply, everybody's or one's own."""

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
