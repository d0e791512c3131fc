"""Contacts that may be one person, and what became of two that are."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from hub.model.base import Value
from hub.model.people import Contact


class LikenessReason(StrEnum):
    """What two contacts have in common: a mailbox, a number, or name and company."""

    EMAIL = 'email'
    PHONE = 'phone'
    NAME = 'name'


class Duplicate(Value):
    """A contact that may be the same person, and why."""

    contact: Contact
    reasons: list[LikenessReason]


class MovedRows(Value):
    """What went from one contact to the other."""

    visitors: list[UUID] = []
    identifiers: list[UUID] = []
    events: list[UUID] = []
    leads: list[UUID] = []
    tickets: list[UUID] = []
    calls: list[UUID] = []
    conversations: list[UUID] = []


class MergeSnapshot(Value):
    """What a merge is undone from: the kept contact before and after it, and what it was given."""

    before: Contact
    after: Contact
    moved: MovedRows


class ContactMerge(Value):
    """A merge of two contacts, as it is stored."""

    id: UUID
    kept_contact_id: UUID
    merged_contact_id: UUID
    snapshot: MergeSnapshot
    undone_at: datetime | None


class ContactMerged(Value):
    """The contact that stays. `merge_id` undoes it."""

    merge_id: UUID
    contact: Contact


class MergeUndone(Value):
    """Both contacts as they are now; `remaining` says what stayed where it was, because it had moved on since."""

    kept: Contact
    restored: Contact
    remaining: list[str]
