"""Conversations over HTTP."""

from uuid import UUID

from aiohttp import web
from pydantic import Field

from handlers import downloads
from handlers.conversation_filters import ConversationFilters
from handlers.edge import One, Query
from hub.context import Hub
from hub.conversations import (
    changing,
    conversation_merges,
    conversation_splits,
    conversations,
    marking,
    matching,
    moving,
    threads,
    transcripts,
)
from hub.conversations.changing import ConversationChange, ManyChanged, ManyChanges
from hub.conversations.conversation_merges import MergeIntoRequest
from hub.conversations.conversation_splits import SplitRequest
from hub.conversations.marking import ManyMarked, ManyMarks
from hub.conversations.matching import ChangedMatching, ChangeMatching, MatchCount
from hub.conversations.moving import MoveRequest
from hub.idempotency import message_name
from hub.live import presence
from hub.model.access import Client, UserActor
from hub.model.base import LAST_SEQ, ClientId, Email, Id, Input, Seq, Text
from hub.model.conversation import Conversation, ConversationCounts
from hub.model.ids import new_id
from hub.model.message import SequencedMessage, ThreadMessage
from hub.model.page import Page
from hub.model.view import Sort
from hub.writing import sending


class ConversationList(ConversationFilters):
    """Which conversations; `assignee` is `me`, `none` or a user's id, `tag_ids` are ids with commas between them."""

    sort: Sort = Sort.NEWEST
    cursor: str | None = Field(None, max_length=200)
    limit: int = Field(30, ge=1, le=100)


class MatchingList(ConversationFilters):
    """Which conversations, and for which macro."""

    macro_id: UUID | None = None


class MessageList(Query):
    """Which part of a thread: the latest, or what stands before or after a seq."""

    before_seq: int | None = Field(None, ge=1, le=LAST_SEQ)
    after_seq: Seq | None = None
    limit: int = Field(50, ge=1, le=200)


class TranscriptMail(transcripts.Wish, Input):
    """Where a transcript is to be sent, and what kind."""

    to: Email


class Reply(Input):
    """A reply, or a private note. Sent again under the same `client_id` it is stored once."""

    client_id: ClientId | None = None
    text: Text = Field('', max_length=sending.TEXT_LENGTH)
    html: Text | None = Field(None, max_length=4 * sending.TEXT_LENGTH)
    attachments: tuple[Id, ...] = Field((), max_length=sending.ATTACHMENTS)
    private: bool = False
    mentions: list[Id] = Field([], max_length=sending.MENTIONS)
    """Users whom a private note names."""


class ReadMark(Input):
    """Up to where I have read; less than before marks the rest as unread."""

    seq: Seq


async def list_conversations(hub: Hub, actor: UserActor, query: ConversationList) -> Page[Conversation]:
    """List conversations: filtered, and in the order that is asked for."""
    return await conversations.page(hub, actor, query.filters(actor), query.cursor, query.limit, query.sort)


async def count(hub: Hub, actor: UserActor) -> ConversationCounts:
    """Count conversations, for the navigation."""
    return await conversations.counts(hub, actor)


async def get(hub: Hub, actor: UserActor, path: One) -> Conversation:
    """Get a conversation."""
    return await conversations.get(hub, actor, path.id)


async def change(hub: Hub, actor: UserActor, path: One, body: ConversationChange) -> Conversation:
    """Assign, prioritise, tag, resolve or snooze a conversation."""
    return await changing.change(hub, actor, path.id, body)


async def change_many(hub: Hub, actor: UserActor, body: ManyChanges) -> ManyChanged:
    """Change many conversations at once, all or none; the answer says what takes it back."""
    return await changing.change_many(hub, actor, body)


async def mark_many(hub: Hub, actor: UserActor, body: ManyMarks) -> ManyMarked:
    """Star many conversations or mark them unread, for yourself; the answer says what takes it back."""
    return await marking.mark_many(hub, actor, body)


async def count_matching(hub: Hub, actor: UserActor, query: MatchingList) -> MatchCount:
    """Count the conversations that the filters ask for; with `macro_id` also those in which that macro writes."""
    return await matching.count(hub, actor, query.filters(actor), query.macro_id)


async def change_matching(hub: Hub, actor: UserActor, body: ChangeMatching) -> ChangedMatching:
    """Change all conversations that the filters ask for, up to 10,000; the answer says what takes it back."""
    return await matching.change_matching(hub, actor, body)


async def move(hub: Hub, actor: UserActor, client: Client, path: One, body: MoveRequest) -> Conversation:
    """Give a conversation to another contact."""
    return await moving.move(hub, actor, client, path.id, body)


async def merge(hub: Hub, actor: UserActor, client: Client, path: One, body: MergeIntoRequest) -> Conversation:
    """Merge a conversation into another of the same contact."""
    return await conversation_merges.merge(hub, actor, client, path.id, body)


async def undo_merge(hub: Hub, actor: UserActor, client: Client, path: One) -> Conversation:
    """Make two conversations of them again."""
    return await conversation_merges.undo(hub, actor, client, path.id)


async def split(hub: Hub, actor: UserActor, client: Client, path: One, body: SplitRequest) -> Conversation:
    """Go on from a message in a new conversation; the answer is the new one."""
    return await conversation_splits.split(hub, actor, client, path.id, body)


async def undo_split(hub: Hub, actor: UserActor, client: Client, path: One) -> Conversation:
    """Take back that this conversation was split off another."""
    return await conversation_splits.undo(hub, actor, client, path.id)


async def star(hub: Hub, actor: UserActor, path: One) -> Conversation:
    """Mark a conversation for yourself."""
    return await conversations.star(hub, actor, path.id, on=True)


async def unstar(hub: Hub, actor: UserActor, path: One) -> Conversation:
    """Take your mark away."""
    return await conversations.star(hub, actor, path.id, on=False)


async def list_messages(hub: Hub, actor: UserActor, path: One, query: MessageList) -> Page[ThreadMessage]:
    """List a conversation's messages in their order."""
    return await threads.page(
        hub,
        actor,
        conversation_id=path.id,
        before_seq=query.before_seq,
        after_seq=query.after_seq,
        limit=query.limit,
    )


async def take_transcript(
    hub: Hub, actor: UserActor, client: Client, path: One, query: transcripts.Wish, request: web.Request
) -> web.StreamResponse:
    """Take a conversation along as a file: plain text, or a page that prints well. That it was is in the audit log."""
    return await downloads.send(request, await transcripts.take(hub, actor, client, path.id, query))


async def mail_transcript(hub: Hub, actor: UserActor, client: Client, path: One, body: TranscriptMail) -> None:
    """Send a conversation by mail, as a file. A line in its thread says when it went, or why it could not."""
    await transcripts.mail(hub, actor, client, path.id, body.to, body)


async def reply(hub: Hub, actor: UserActor, client: Client, path: One, body: Reply) -> SequencedMessage:
    """Reply to a conversation, or leave a private note."""
    # nobody knows what became of a request that died: under its key it comes again, and has to be the same message
    named = body.client_id or (message_name(actor, client.idempotency_key) if client.idempotency_key else new_id().hex)
    sent = sending.AgentMessage.model_construct(
        client_id=named,
        conversation_id=path.id,
        text=body.text,
        html=body.html,
        attachments=body.attachments,
        private=body.private,
        mentions=body.mentions,
    )
    stored = await sending.send_as_agent(hub, actor, sent)
    return SequencedMessage(**dict(stored.message), prev_seq=stored.message.seq - 1)


async def read(hub: Hub, actor: UserActor, path: One, body: ReadMark) -> Conversation:
    """Mark a conversation as read up to a message."""
    await presence.agent_read(hub, actor, path.id, body.seq)
    return await conversations.get(hub, actor, path.id)
