"""Parsing payloads: the one place where a channel's `parse` is called, and what is said of what it cannot read.

What a provider has made and signed is parsed here and now. What strangers wrote (`Hostile`: mail, documents) is parsed
by a process of its own, with limits of time and memory (reliability M15, `hub/providers/readers.py`).
"""

from pydantic import ValidationError

from hub.model.channel import Channel, Found, Raw, Unparsable

REASON_LENGTH = 1000


def parsed(channel: Channel, raw: Raw) -> Found:
    """What is in a payload. Raises Unparsable whatever is wrong with it: it has to be kept, with a reason."""
    try:
        return tuple(channel.parse(raw))
    except Unparsable:
        raise
    except Exception as failed:
        raise Unparsable(reason(failed)) from failed


def reason(failed: Exception) -> str:
    """In words for an admin."""
    if isinstance(failed, Unparsable):
        words = str(failed)
    elif isinstance(failed, ValidationError):
        first = failed.errors(include_url=False, include_input=False)[0]
        words = f'{".".join(str(part) for part in first["loc"])}: {first["msg"]}'
    else:
        words = f'{type(failed).__name__}: {failed}'
    return words.encode(errors='replace').decode()[:REASON_LENGTH]
