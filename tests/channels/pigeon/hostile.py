"""Pigeon post as if strangers wrote its payloads: what a letter says is what parsing it does."""

import ctypes
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from hub.model.channel import CanonicalMessage, Channel, Found, InboundFile, Outside, Raw
from tests.channels.pigeon.channel import Pigeon
from tests.channels.pigeon.stand import PigeonStand

_PIGEON = Pigeon()


class HostilePigeon(Pigeon):
    """Parsed by readers."""

    is_hostile: Literal[True] = True

    @staticmethod
    def parse(raw: Raw) -> Found:
        """Do what the first letter says, then parse as ever."""
        found = _PIGEON.parse(raw)
        message = found[0] if found else None
        if not isinstance(message, CanonicalMessage):
            return found
        word, _, rest = message.text.partition(' ')
        if (text := _obey(word, rest)) is not None:
            return [message.model_copy(update={'text': text})]
        if word == 'files':
            files = [InboundFile(file_name=name, content=name.encode() * 1000) for name in rest.split()]
            link = InboundFile(file_name='a link', url='http://127.0.0.1:9/')
            return [message.model_copy(update={'files': (files[0], link, *files[1:])})]
        return found


def _obey(word: str, rest: str) -> str | None:
    match word:
        case 'endless':
            while True:
                pass
        case 'sleep':
            time.sleep(3600)
        case 'bomb':
            return f'{len(bytes(2**31))} bytes'
        case 'exit':
            os._exit(3)
        case 'segfault':
            ctypes.string_at(0)
        case 'print':
            os.write(1, b'noise' * 100)
        case 'crash-unless' if not Path(rest).exists():
            os._exit(3)
        case 'look-around':
            fds = {path.name: _target(path) for path in Path('/proc/self/fd').iterdir()}
            return json.dumps({'environment': dict(os.environ), 'open': fds, 'pid': os.getpid()})
    return None


def _target(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:  # the listing's own
        return ''


def build(_: Outside) -> list[Channel]:
    """The list of channels, for tests."""
    return [HostilePigeon()]


class HostileStand(PigeonStand):
    """The same stand, another channel on it."""

    def build(self, outside: Outside) -> Sequence[Channel]:
        """Nothing but hostile pigeons."""
        return build(outside)
