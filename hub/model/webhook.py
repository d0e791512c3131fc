"""Outgoing webhooks: what programs are told, and what became of it."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

from hub.model.base import Value
from hub.model.conversation import ConversationRow
from hub.model.message import Message
from hub.model.people import Contact
from hub.model.version import Versioned


class WebhookEvent(StrEnum):
    """What a program can ask to be told."""

    CONVERSATION_CREATED = 'conversation.created'
    CONVERSATION_UPDATED = 'conversation.updated'
    MESSAGE_CREATED = 'message.created'
    MESSAGE_UPDATED = 'message.updated'
    CONTACT_CREATED = 'contact.created'
    CONTACT_UPDATED = 'contact.updated'
    CONTACT_DELETED = 'contact.deleted'


DeliveryState = Literal['pending', 'delivered', 'failed']


class WebhookEndpoint(Versioned):
    """Where a tenant's program listens, as admins see it: never its secret."""

    changeable: ClassVar[frozenset[str]] = frozenset({'url', 'description', 'events', 'enabled'})

    id: UUID
    url: str
    description: str
    events: list[WebhookEvent]
    enabled: bool
    switched_off: Literal['failing', 'gone'] | None
    """Why the hub switched it off by itself."""
    failing_since: datetime | None
    """Since when nothing was taken; none while all is well."""
    old_secret_until: datetime | None
    """Until when the secret before this one signs as well."""
    created_at: datetime
    updated_at: datetime


class NewWebhookEndpoint(WebhookEndpoint):
    """An endpoint with its secret: at the time it is made, and never again."""

    secret: str


class WebhookDelivery(Value):
    """One thing that an endpoint is told, and what it said to that at the last try."""

    id: UUID
    """Also the `webhook-id` that the receiver sees, the same at every try."""
    endpoint_id: UUID
    event: str
    subject_id: UUID
    """The conversation or the contact."""
    state: DeliveryState
    attempts: int
    attempted_at: datetime | None
    response_status: int | None
    response_body: str | None
    """The first kilobyte of the answer."""
    error: str | None
    """Why there was no answer."""
    duration_ms: int | None
    due_at: datetime | None
    """When it is tried next, at the earliest."""
    created_at: datetime


class OpenedDelivery(WebhookDelivery):
    """A delivery with what is told."""

    body: str


class AboutConversation(Value):
    """What is told of a conversation, and of a message in it."""

    conversation: ConversationRow
    message: Message | None = None


class AboutContact(Value):
    """What is told of a contact; of one that is gone, only which it was."""

    id: UUID
    contact: Contact | None = None


class AboutEndpoint(Value):
    """What a ping tells."""

    endpoint_id: UUID


class Told(Value):
    """The body of a webhook."""

    type: str
    timestamp: datetime
    data: AboutConversation | AboutContact | AboutEndpoint
