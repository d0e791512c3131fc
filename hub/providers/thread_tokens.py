"""Thread tokens: what a message of ours carries out, so that the answer finds its conversation.

A token names the conversation and is signed for one customer's address: who copies it from somewhere, or writes from
another address, joins nothing with it (reliability A24).
"""

from uuid import UUID

from hub.context import Hub

_PURPOSE = 'threads'


def make(hub: Hub, tenant_id: UUID, conversation_id: UUID, address: str) -> str:
    """A token for this customer in this conversation; letters, digits and a dot."""
    return f'{conversation_id.hex}.{hub.keys.sign(_PURPOSE, _signed(tenant_id, conversation_id, address))}'


def check(hub: Hub, tenant_id: UUID, token: str, address: str) -> UUID | None:
    """The conversation, if we made this token for that address."""
    name, _, signature = token.partition('.')
    try:
        conversation_id = UUID(hex=name)
    except ValueError:
        return None
    genuine = hub.keys.verify(_PURPOSE, _signed(tenant_id, conversation_id, address), signature)
    return conversation_id if genuine else None


def _signed(tenant_id: UUID, conversation_id: UUID, address: str) -> str:
    return f'{tenant_id}:{conversation_id}:{address}'
