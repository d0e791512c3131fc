"""Senders: which contact wrote, found by address alone; made where nobody has that address."""

from uuid import UUID

from hub.contacts.identifiers import normalised
from hub.model.base import Value
from hub.model.channel import Sender
from hub.model.errors import Invalid
from hub.model.ids import new_id
from storage import contacts
from storage.db import Session

NAME_LENGTH = 200


class Known(Value):
    """Who wrote. Without a contact: a hidden number, or an address that is none."""

    contact_id: UUID | None
    name: str
    address: str
    """Normalised where it is one."""
    is_blocked: bool = False


def address_of(sender: Sender) -> str:
    """The address in the form we compare; as it came where it is none."""
    try:
        return normalised(sender.type, sender.address).value
    except Invalid:
        return sender.address


async def known(session: Session, sender: Sender) -> Known:
    """The sender's contact. Whoever calls this holds the sender's turn: two messages make one contact."""
    name = ' '.join(sender.name.split())[:NAME_LENGTH]
    try:
        kind, value = normalised(sender.type, sender.address)
    except Invalid:
        return Known(contact_id=None, name=name or sender.address[:NAME_LENGTH], address=sender.address)
    holder = await contacts.holder(session, kind, value)
    if holder and (holder.is_sure or not sender.is_proven):
        return Known(
            contact_id=holder.contact_id,
            name=name or holder.contact_name,
            address=value,
            is_blocked=holder.is_blocked,
        )
    contact_id = new_id()
    await contacts.add(session, contact_id, name=name or value)
    if holder is None:
        await contacts.add_identifier(session, contact_id, kind, value, verified=sender.is_proven)
    else:  # somebody typed it into a form; now the network says whose it is
        await contacts.prove_identifier(session, contact_id, kind, value)
    return Known(contact_id=contact_id, name=name or value, address=value)
