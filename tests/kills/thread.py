"""One conversation as one viewer has it, put together the way our own clients do: by `prev_seq`, never by time."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.kills.book import Row


@dataclass
class Thread:
    """A viewer's list. `take` says whether it is whole; where it is not, the viewer has to sync."""

    conversation: str
    sees_notes: bool
    ids: list[str] = field(default_factory=list)
    last: int = 0
    conflicts: int = 0
    """Numbers under which two different messages came."""
    _known: dict[int, str] = field(default_factory=dict)
    _early: dict[int, dict[str, Any]] = field(default_factory=dict)

    def take(self, message: dict[str, Any]) -> bool:
        """A message came, live, in an ack or by sync."""
        seq, message_id = message['seq'], message['id']
        if self._known.setdefault(seq, message_id) != message_id:
            self.conflicts += 1
        if seq > self.last:
            self._early[message['prev_seq']] = message
        while following := self._early.pop(self.last, None):
            self.ids.append(following['id'])
            self.last = following['seq']
        self._early = {prev: early for prev, early in self._early.items() if early['seq'] > self.last}
        return not self._early

    def may_see(self, row: 'Row') -> bool:
        """Whether a stored message is for this viewer."""
        return self.sees_notes or not row.private
