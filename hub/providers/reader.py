"""The program that parses what strangers wrote: payloads on standard input, what is in each on standard output.

It runs as a process of its own because such formats (mail, documents) come from strangers: what a parser does with one
at worst, eat the memory, never end or crash, it does here, within limits, and not in the process that holds everybody's
conversations. It has no secret, no socket, and ends with the process that started it.

A request and an answer are two lengths, then so many bytes of JSON and so many of plain bytes (a payload's body; the
files that were found). Nothing of this process is believed: `hub/providers/readers.py` validates every answer.
"""

import ctypes
import importlib
import os
import resource
import signal
import struct
import sys
from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import IO, Annotated, Any

import orjson
from pydantic import Field

from hub.model.base import Value
from hub.model.channel import CanonicalMessage, Found, InboundFile, Raw, Receipt
from hub.model.failure import Cause, Failure
from hub.providers.parsing import why

MEMORY_BYTES = 512 * 1024 * 1024
SECONDS = 5
"""For one payload, of time and of CPU."""
OPEN_FILES = 32
LENGTHS = struct.Struct('>II')
EXHAUSTED = Failure(cause=Cause.READING_TOO_BIG, detail='more than 512 MB')
_PR_SET_PDEATHSIG = 1

Parse = Callable[[Raw], Found]


class Answer(Value):
    """What a reader says of one payload."""

    found: tuple[CanonicalMessage | Receipt, ...] = ()
    """Files without their bytes."""
    sizes: dict[int, tuple[Annotated[int, Field(ge=0)] | None, ...]] = {}
    """Of each found message with files: how many of the plain bytes are each file's; None: its bytes are elsewhere."""
    unparsable: Failure | None = None
    """Why nothing was found."""
    is_exhausted: bool = False
    """Memory ran out; the reader ends."""


def main(parent: int) -> None:
    """Answer until there is nothing more to read."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), 'wb')
    with Path(os.devnull).open('wb') as nowhere:
        os.dup2(nowhere.fileno(), 1)  # what a parser prints is no answer
    die_with(parent)
    limit()
    write(answers, b'', b'')
    while lengths := requests.read(LENGTHS.size):
        head, body = (requests.read(length) for length in LENGTHS.unpack(lengths))
        said = orjson.loads(head)
        parse = find(said.pop('parse'))
        arm(SECONDS)
        answer, contents = answered(parse, said, body)
        written = answer.model_dump_json(exclude_defaults=True).encode()
        arm(0)
        write(answers, written, contents)
        if answer.is_exhausted:  # its memory is in pieces: the next one deserves a fresh process
            return


def answered(parse: Parse, head: dict[str, Any], body: bytes) -> tuple[Answer, bytes]:
    """What is in one payload, and the bytes of its files in their order."""
    try:
        found = parse(Raw.model_validate({**head, 'body': body}))
        contents = b''.join(file.content for each in found for file in files(each) if file.content is not None)
        sizes = {
            where: tuple(None if file.content is None else len(file.content) for file in each.files)
            for where, each in enumerate(found)
            if isinstance(each, CanonicalMessage) and each.files
        }
        return Answer(found=tuple(map(without_contents, found)), sizes=sizes), contents
    except MemoryError:
        return Answer(unparsable=EXHAUSTED, is_exhausted=True), b''
    except Exception as failed:
        return Answer(unparsable=why(failed)), b''


def files(found: CanonicalMessage | Receipt) -> Sequence[InboundFile]:
    """The files on it."""
    return found.files if isinstance(found, CanonicalMessage) else ()


def without_contents(found: CanonicalMessage | Receipt) -> CanonicalMessage | Receipt:
    """The same, its files' bytes left out: they go beside the JSON."""
    if not isinstance(found, CanonicalMessage):
        return found
    return found.model_copy(update={'files': tuple(f.model_copy(update={'content': None}) for f in found.files)})


@cache
def find(place: str) -> Parse:
    """The function that `module:name` names."""
    module, _, name = place.partition(':')
    parse: Parse = attrgetter(name)(importlib.import_module(module))
    return parse


def write(answers: IO[bytes], head: bytes, body: bytes) -> None:
    """One answer."""
    answers.write(LENGTHS.pack(len(head), len(body)))
    answers.write(head)
    answers.write(body)
    answers.flush()


def arm(seconds: int) -> None:
    """The kernel ends this process if it is still at it then; 0: all is well."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime) + seconds + 1 if seconds else resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, resource.RLIM_INFINITY))


def limit() -> None:
    """What holds for all payloads: memory, no files written, few opened, no core dumps; others' work goes first."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    os.nice(5)


def die_with(parent: int) -> None:
    """End when the parent ends, however it does. Elsewhere than on Linux the end of standard input says so."""
    if sys.platform == 'linux':
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            sys.exit()
    for number in (signal.SIGINT, signal.SIGTERM):  # whoever is told to end lets what is under way be finished
        signal.signal(number, signal.SIG_IGN)
