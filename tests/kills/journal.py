"""What each client tried and what came of it, one JSON object a line, written out before the next step is taken.

`invoke`: it goes out. `ok`: acked. `fail`: refused, so nothing was stored. `info`: nobody knows.
"""

import time
from pathlib import Path
from typing import IO, Literal

import orjson

Outcome = Literal['invoke', 'ok', 'fail', 'info']


class Journal:
    """A folder with one file a sender."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._files: dict[str, IO[bytes]] = {}

    def write(self, outcome: Outcome, key: str, **more: object) -> None:
        """A line in the file of the sender, the first part of the key."""
        who = key.partition('/')[0]
        file = self._files.get(who)
        if file is None:
            file = self._files[who] = (self._folder / f'{who}.jsonl').open('ab', buffering=0)
        file.write(orjson.dumps({'t': round(time.time(), 4), 'f': outcome, 'key': key, **more}) + b'\n')

    def close(self) -> None:
        """Nobody writes any more."""
        for file in self._files.values():
            file.close()
        self._files.clear()
