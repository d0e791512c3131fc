"""A file that is made while it is sent."""

from collections.abc import AsyncIterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Download:
    """One that was asked for; its parts are read while they are sent, so that a long one takes no memory."""

    file_name: str
    content_type: str
    parts: AsyncIterator[bytes]
