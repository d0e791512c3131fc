"""The form of a blob's key: made by us alone, checked once more before it becomes a path or an address."""

import re
import secrets
from uuid import UUID

_KEY = re.compile(r'[0-9a-f-]+(/[0-9a-f-]+)*')


def new_key(tenant_id: UUID) -> str:
    """A key that nobody can guess and that says nothing of the file; two digits of it spread folders."""
    random = secrets.token_hex(16)
    return f'{tenant_id}/{random[:2]}/{random}'


def is_key(text: str) -> bool:
    """Whether it has the form of one."""
    return bool(_KEY.fullmatch(text))


def checked(key: str) -> str:
    """The key, if it is one of ours. Raises ValueError."""
    if not is_key(key):
        raise ValueError(f'{key!r} is no key of a blob')
    return key
