"""Row ids: UUID version 7 (RFC 9562), made before the INSERT so that a resend can carry the same one."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh id; ids of one process sort by the time they were made."""
    return uuid7()
