"""Parsing payloads: the one place where a channel's `parse` is called, and what is said of what it cannot read.

What a provider has made and signed is parsed here and now. What strangers wrote (`Hostile`: mail, documents) is parsed
by a process of its own, with limits of time and memory (reliability M15, `hub/providers/readers.py`).
"""

from pydantic import ValidationError

from hub.model.channel import DETAIL_LENGTH, Channel, Found, Raw, Unparsable
from hub.model.failure import Cause, Failure


def parsed(channel: Channel, raw: Raw) -> Found:
    """What is in a payload. Raises Unparsable whatever is wrong with it: it has to be kept, with a reason."""
    try:
        return tuple(channel.parse(raw))
    except Unparsable:
        raise
    except Exception as failed:
        raise unparsable(why(failed)) from failed


def unparsable(failure: Failure) -> Unparsable:
    """To be raised for it."""
    return Unparsable(failure.detail or '', failure.cause)


def why(failed: Exception) -> Failure:
    """What is to be said of a payload that `parse` failed on."""
    if isinstance(failed, Unparsable):
        cause, words = failed.failure.cause, str(failed)
    elif isinstance(failed, ValidationError):
        first = failed.errors(include_url=False, include_input=False)[0]
        cause, words = Cause.UNPARSABLE, f'{".".join(str(part) for part in first["loc"])}: {first["msg"]}'
    else:
        cause, words = Cause.CRASHED, f'{type(failed).__name__}: {failed}'
    return Failure(cause=cause, detail=words.encode(errors='replace').decode()[:DETAIL_LENGTH] or None)
