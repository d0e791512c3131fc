"""Thread keys: which conversation a message belongs to, as far as its keys can prove it."""

from uuid import UUID

from hub.contacts.senders import Known
from hub.context import Hub
from hub.model.channel import Account, CanonicalMessage, KeyKind, Proof, ThreadKey
from hub.providers import thread_tokens
from storage import inbound
from storage.db import Session
from storage.inbound import Thread


async def find(hub: Hub, session: Session, account: Account, message: CanonicalMessage, sender: Known) -> UUID | None:
    """The conversation of the first key that counts; None: none does."""
    for key in message.thread_keys:
        thread = await _thread(hub, session, account, key, sender)
        if thread and _is_proven(key, thread, message, sender):
            return thread.id
    return None


async def remember(session: Session, account: Account, message: CanonicalMessage, conversation_id: UUID) -> None:
    """What the provider calls this conversation, for the next message."""
    for key in message.thread_keys:
        if key.kind is KeyKind.THREAD:
            await inbound.keep_key(session, account.id, key.value, conversation_id)


async def _thread(hub: Hub, session: Session, account: Account, key: ThreadKey, sender: Known) -> Thread | None:
    match key.kind:
        case KeyKind.TOKEN:
            named = thread_tokens.check(hub, account.tenant_id, key.value, sender.address)
            return await inbound.thread(session, named) if named else None
        case KeyKind.MESSAGE:
            return await inbound.thread_of_message(session, account.channel, key.value)
        case KeyKind.THREAD:
            return await inbound.thread_of_key(session, account.id, key.value)
        case KeyKind.ADDRESS:
            # a hidden number is many people's: what it says does not name anybody
            return await inbound.thread_of_address(session, account.id, sender.address) if sender.contact_id else None


def _is_proven(key: ThreadKey, thread: Thread, message: CanonicalMessage, sender: Known) -> bool:
    match key.proof:
        case Proof.SIGNATURE:
            return key.kind is KeyKind.TOKEN  # checked when it was read
        case Proof.PARTICIPANT:
            # a conversation that was moved is another's, and still with whom its answers go to
            is_theirs = thread.contact_id == sender.contact_id or thread.address == sender.address
            return message.sender.is_proven and sender.contact_id is not None and is_theirs
        case Proof.PROVIDER:
            return True
