"""What an agent has written and not sent."""

from datetime import datetime
from uuid import UUID

from hub.model.base import Value


class Draft(Value):
    """One agent's draft in one conversation: a reply, a private note, or both begun."""

    conversation_id: UUID
    text: str = ''
    """The reply."""
    note: str = ''
    private: bool = False
    """Which of the two is being written: true for the note."""
    shared: bool = False
    """Whether colleagues read the reply and may take it over."""
    version: UUID | None = None
    """Of this state; none: nothing is kept."""
    updated_at: datetime

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not self.text.strip() and not self.note.strip()

    def says_the_same(self, other: 'Draft') -> bool:
        """Whether the words are the same; when and under which version they were kept does not matter."""
        return (self.text, self.note, self.private) == (other.text, other.note, other.private)


class SharedDraft(Value):
    """A reply that somebody has begun and shares with their colleagues."""

    conversation_id: UUID
    user_id: UUID
    """Who wrote it."""
    text: str = ''
    version: UUID | None = None
    """Of this state; none: it is not shared any more: sent, withdrawn, thrown away or taken over."""
    updated_at: datetime
    taken_by: UUID | None = None
    """Who took it over, where it ended so."""
