"""Parsing what strangers wrote: the one place where a channel's `parse` is called.

Here is where a limit of time and memory belongs once a channel reads hostile input (mail, reliability M15); so far
channels read what a provider has made and signed.
"""

from collections.abc import Sequence

from pydantic import ValidationError

from hub.model.channel import CanonicalMessage, Channel, Raw, Receipt, Unparsable

REASON_LENGTH = 1000


async def parsed(channel: Channel, raw: Raw) -> Sequence[CanonicalMessage | Receipt]:
    """What is in a payload. Raises Unparsable whatever is wrong with it: it has to be kept, with a reason."""
    try:
        return tuple(channel.parse(raw))
    except Unparsable:
        raise
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        place = '.'.join(str(part) for part in first['loc'])
        raise Unparsable(f'{place}: {first["msg"]}'[:REASON_LENGTH]) from wrong
    except Exception as failed:
        raise Unparsable(f'{type(failed).__name__}: {failed}'[:REASON_LENGTH]) from failed
