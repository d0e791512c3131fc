"""What the hub writes in its log, for tests to read."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from hub import logs


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the server would write on stderr, set up as the server sets it up."""
    stream, handlers, level = io.StringIO(), logging.root.handlers[:], logging.root.level
    monkeypatch.setattr(sys, 'stderr', stream)
    logs.set_up('json')
    structlog.configure(cache_logger_on_first_use=False)  # else the loggers would write here after this test, too
    yield stream
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    """Each line is one JSON object."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def complaints(stream: io.StringIO) -> list[dict[str, Any]]:
    """The lines that somebody would have to look into: errors, and whatever brings a traceback."""
    return [line for line in lines(stream) if line['level'] in ('error', 'critical') or 'Traceback' in str(line)]
