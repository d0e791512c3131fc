"""Saving a form over what somebody else has saved meanwhile: who says what they saw is told, and nothing is lost."""

from uuid import UUID

from hub.model.access import Client
from hub.model.errors import ChangedMeanwhile
from hub.model.version import Versioned
from storage import versions as stored
from storage.db import Session


async def hold(session: Session, of: UUID) -> None:
    """Before it is read: from now on nobody else changes it until this transaction ends."""
    await stored.hold(session, of)


def check_version(client: Client, before: Versioned) -> None:
    """Raises ChangedMeanwhile where the form began with another version than this, which is held."""
    if client.if_match is not None and client.if_match != before.version:
        raise ChangedMeanwhile
