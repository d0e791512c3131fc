"""The only place that opens HTTP connections to the outside.

Today it fetches one kind of address, those of the operator's own settings. An address that a tenant or a customer
names must not come here before the guard against private networks exists.
"""

import aiohttp

from hub.model.errors import Unavailable

SECONDS = 5.0
ANSWER_BYTES = 256 * 1024


async def get(url: str, *, seconds: float = SECONDS, limit: int = ANSWER_BYTES) -> bytes:
    """The body of a 200 answer: no redirects, no proxy from the environment. Raises Unavailable for all else."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds), trust_env=False) as session,
            session.get(url, allow_redirects=False) as response,
        ):
            if response.status != 200:
                raise Unavailable(f'{url} answered {response.status}.')
            body = bytearray()
            async for part in response.content.iter_chunked(64 * 1024):
                body += part
                if len(body) > limit:
                    raise Unavailable(f'{url} answered more than {limit} bytes.')
            return bytes(body)
    except (TimeoutError, aiohttp.ClientError, ValueError) as failed:
        raise Unavailable(f'{url} cannot be reached.') from failed
