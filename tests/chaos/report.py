"""One table: what was done to the installation, row by row, and what became of the messages meanwhile."""

from collections import Counter
from dataclasses import dataclass

from tests.chaos.bounds import Bound, percentile
from tests.chaos.ledger import Ledger
from tests.chaos.post import PostVerdict
from tests.chaos.quotas import Quota, spared_points
from tests.chaos.rows import NOT_YET, ROWS, FaultRow
from tests.kills.book import Book, Keys, Verdict
from tests.kills.client import Client

KINDS = ('lost', 'duplicated', 'reordered', 'missed')
_HEAD = (
    '| row | fault | times | attempted | acked | lost | dup | reordered | missed | ack p99 s | slowest | seen p99 s |'
    ' |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|'
)


@dataclass
class Report:
    """Everything the table is made of."""

    book: Book
    ledger: Ledger
    verdict: Verdict
    clients: list[Client]
    letters: PostVerdict
    quotas: list[Quota]
    bounds: list[Bound]

    def table(self) -> str:
        """Markdown, for the terminal and for the documentation."""
        blame = {kind: self._by_row(getattr(self.verdict, kind)) for kind in KINDS}
        attempted, acked = self._by_row(tuple(self.book.attempted)), self._by_row(tuple(self.book.promised))
        waits, views = self._waits(), self._views()
        quiet = FaultRow('-', 'nothing: the beginning, and what has no time')
        lines = [_HEAD]
        for row in (quiet, *ROWS):
            name = row.name
            if name in self.ledger.skipped:
                lines.append(f'| {name} | {row.what} | 0 |||||||||| skipped: {self.ledger.skipped[name]} |')
                continue
            if name != '-' and not self.ledger.times[name]:
                continue
            broken = ' | '.join(str(blame[kind][name]) for kind in KINDS)
            wait, view = waits.get(name, []), views.get(name, [])
            lines.append(
                f'| {name} | {row.what} | {self.ledger.times[name]} | {attempted[name]} | {acked[name]} | {broken}'
                f' | {percentile(wait, 0.99):.2f} | {percentile(wait, 1):.1f} | {percentile(view, 0.99):.2f}'
                f' | {self.ledger.remarks.get(name, "")} |'
            )
        return '\n'.join([*lines, '', *self._quota_lines(), *self._bound_lines()])

    def _quota_lines(self) -> list[str]:
        if not self.quotas:
            return ['No quotas: not every row was to be struck.']
        lines = ['| quota | wanted | found | |', '|---|--:|--:|---|']
        return lines + [f'| {q.what} | {q.wanted} | {q.found} | {"" if q.is_met else "MISSED"} |' for q in self.quotas]

    def _bound_lines(self) -> list[str]:
        if not self.bounds:
            return []
        lines = ['', '| in time | measured | bound s | |', '|---|---|--:|---|']
        return lines + [
            f'| {b.what} | {b.found} | {b.limit:.2f} | {"" if b.is_kept else "BROKEN"} |' for b in self.bounds
        ]

    def asides(self) -> str:
        """What the table has no column for."""
        kills, book, post = self.ledger.kills, self.book, self.letters
        parts = [
            f'kills: {sum(kills.values())}: ' + ', '.join(f'{name} {times}' for name, times in sorted(kills.items())),
            f'letters: {len(book.accepted)} of customers accepted; of ours {post.sent} sent, {post.failed} failed,'
            f' {post.unknown} unconfirmed in the end',
            f'partitions: {self.ledger.partitions}, pauses: {self.ledger.pauses}, full disks: {self.ledger.full_disks}',
            f'resent: {book.resent} messages, {sum(book.attempted.values())} attempts; refusals: {dict(book.refused)}',
            f'reconnects: {sum(client.reconnects for client in self.clients)}',
            'not there yet: ' + '; '.join(f'{row.name} {row.what}' for row in NOT_YET),
        ]
        if spared := spared_points(self.ledger):
            parts.append(f'crash points that nobody died of: {", ".join(spared)}')
        return '\n'.join(parts)

    def _by_row(self, keys: Keys) -> Counter[str]:
        return Counter(self.ledger.row_at(self.book.begun.get(key)) for key in keys)

    def _waits(self) -> dict[str, list[float]]:
        """Seconds from the first try to the ack, by row."""
        found: dict[str, list[float]] = {}
        for key, moment in self.book.acked_at.items():
            begun = self.book.begun[key]
            found.setdefault(self.ledger.row_at(begun), []).append(moment - begun)
        return found

    def _views(self) -> dict[str, list[float]]:
        """Seconds from the ack to the eyes of those who were connected all the while, by row."""
        keys = {answer[0]: key for key, answer in self.book.acked.items()}
        found: dict[str, list[float]] = {}
        for client in self.clients:
            for message_id, (seen, since) in client.heard.items():
                key = keys.get(message_id)
                if key and since <= self.book.begun[key]:
                    late = max(0.0, seen - self.book.acked_at[key])
                    found.setdefault(self.ledger.row_at(self.book.begun[key]), []).append(late)
        return found
