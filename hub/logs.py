"""Logs: one line an event on stderr, with the ids of request and tenant, and never a secret.

The libraries' own log goes through the same door, so that a token in somebody else's message is struck out as well.
"""

import asyncio
import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Literal

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

_SECRET_NAMES = re.compile(r'authorization|token|secret|password|cookie|code$|^key$|api_key$|refresh|dsn|_url$', re.I)
_PUBLIC_NAMES = {'status_code', 'exit_code', 'public_url', 'base_url', 'error_code'}
_SECRETS = (
    re.compile(r'eyJ[\w-]{8,}\.[\w-]+\.[\w-]*'),  # JWTs
    re.compile(r'\b(?:ck|rt|ot|iv|vt)_[\w-]{16,}'),  # our own keys and tokens
    re.compile(r'(?i)(?<=bearer )[\w.~+/=-]{8,}'),
    re.compile(r'(?<=://)[^\s/@:]*:[^\s/@]+(?=@)'),  # user:password of an address
    re.compile(r'(?i)(?:(?<=[?&]key=)|(?<=[?&]code=)|(?<=[?&]token=))[^&\s"]+'),
)
_STRUCK = '***'


def set_up(form: Literal['json', 'console'], level: int = logging.INFO) -> None:
    """Configure structlog and the standard library's logging. Call once, before the first line."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt='iso', utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        redact,
    ]
    renderer: Any = structlog.processors.JSONRenderer()
    if form == 'console':
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ('aiohttp.access', 'engineio', 'socketio', 'botocore', 'aiobotocore'):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def redact(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Strike out what is named like a secret or looks like one."""
    for name, value in event.items():
        if _SECRET_NAMES.search(name) and name not in _PUBLIC_NAMES:
            event[name] = _STRUCK
        elif isinstance(value, str):
            event[name] = strike(value)
        elif isinstance(value, dict | list | tuple | bytes):
            event[name] = strike(repr(value))
    return event


def strike(text: str) -> str:
    """The text without anything that looks like a credential."""
    for secret in _SECRETS:
        text = secret.sub(_STRUCK, text)
    return text


class BadClients(logging.Filter):
    """Broken HTTP is its sender's fault: the log keeps one word of it, not a traceback that strangers can order."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record stays."""
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, HttpProcessingError | web.RequestPayloadError | ConnectionError):
            return True
        structlog.get_logger(__name__).info('http.broken', error=type(error).__name__)
        return False


class ForeignOrigins(logging.Filter):
    """A page of another site that knocks at /socket.io is refused: that is news, not an error of ours.

    The library says it as an error, once, and that it will say no more; here each is a line.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record stays."""
        origin, said, _ = record.getMessage().partition(' is not an accepted origin.')
        if not said:
            return True
        structlog.get_logger(__name__).info('socket.foreign_origin', origin=origin[:200])
        return False


def log_lost_exceptions(loop: asyncio.AbstractEventLoop) -> None:
    """What no task's owner asked for is logged, not printed in pieces."""
    log = structlog.get_logger('asyncio')

    def lost(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        log.error('asyncio.lost', said=str(context.get('message')), exc_info=context.get('exception'))

    loop.set_exception_handler(lost)
