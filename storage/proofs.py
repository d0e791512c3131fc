"""Visitors whom a signed identity named: their browsers' tokens, and what one browser brings to another's visitor."""

from uuid import UUID

from storage import visitors
from storage.db import Session
from storage.sql import Queries
from storage.visitors import TOKENS, VisitorFound

_QUERIES = Queries('visitors')


async def of_subject(session: Session, widget_id: UUID, external_id: str) -> VisitorFound | None:
    """Whom the site calls this."""
    return await session.one(VisitorFound, _QUERIES['of_subject'], widget=widget_id, external_id=external_id)


async def prove(
    session: Session,
    visitor_id: UUID,
    *,
    external_id: str,
    contact_id: UUID,
    name: str | None,
    email: str | None,
    phone: str | None,
) -> None:
    """Note what was proven."""
    await session.run(
        _QUERIES['prove'],
        id=visitor_id,
        external_id=external_id,
        contact=contact_id,
        name=name,
        email=email,
        phone=phone,
    )


async def replace_token(session: Session, visitor_id: UUID, token_hash: bytes) -> None:
    """From now on only this token."""
    await session.run(_QUERIES['replace_token'], id=visitor_id, token_hash=token_hash)


async def add_token(session: Session, visitor_id: UUID, token_hash: bytes) -> None:
    """One more browser of theirs."""
    await session.run(_QUERIES['add_token'], id=visitor_id, token_hash=token_hash, most=TOKENS)


async def absorb(session: Session, gone: UUID, kept: UUID) -> None:
    """What one browser's visitor has written, uploaded and seen is the other's; the one is no more."""
    if gone == kept:
        raise ValueError('a visitor cannot join themselves')
    for visitor_id in sorted((gone, kept)):  # visitors before conversations, like everybody
        await visitors.lock(session, visitor_id)
    conversations = await session.values(_QUERIES['absorb_conversations'], gone=gone, kept=kept)
    if conversations:
        await session.run(_QUERIES['absorb_messages'], gone=gone, kept=kept, conversations=conversations)
    for what in ('absorb_files', 'absorb_visits', 'absorb_pages'):
        await session.run(_QUERIES[what], gone=gone, kept=kept)
    await session.run(_QUERIES['remove'], id=gone)
