"""Sessions: a person signed in on one device. A refresh token works once and then leads to the next.

An old one that comes again means that two hold it, one of them a thief: the session ends.
"""

import time
from datetime import UTC, datetime, timedelta

import structlog

from hub import metrics
from hub.audit import record
from hub.auth.codes import successors
from hub.auth.revoking import revoke
from hub.auth.tokens import SECONDS
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.auth import AuthSession
from hub.model.errors import Conflict, Unauthenticated
from hub.model.ids import new_id
from hub.model.people import Tenant, User
from hub.secrets import hash_token, new_token
from storage import lookups, tenants, users
from storage import sessions as stored
from storage.db import Session
from storage.sessions import AuthSessionRow

log = structlog.get_logger(__name__)

LIFE = timedelta(days=30)
GRACE = timedelta(seconds=10)
"""Two tabs, or a client that lost our answer, may come with the same token within this time."""
_ENDED = 'This session has ended. Sign in again.'


async def welcome(hub: Hub, session: Session, client: Client, user: User) -> AuthSession:
    """Sign in, in the transaction that proved who it is."""
    if not user.is_active:
        raise Unauthenticated('Your account was switched off. Ask an admin of your team.')
    tenant = await tenants.own(session)
    await record(session, user.id, client, 'user.signed_in', of='user', id=user.id)
    metrics.SIGN_INS.inc()
    if hub.tokens.foreign:
        return await _link(hub, session, client, user, tenant)
    refresh_token, session_id = f'rt_{new_token()}', new_id()
    await stored.start(
        session,
        id=session_id,
        user=user.id,
        refresh_hash=hash_token(refresh_token),
        client=client,
        expires_at=datetime.now(UTC) + LIFE,
    )
    return AuthSession(
        access_token=hub.tokens.issue(user.id, user.email, session_id),
        refresh_token=refresh_token,
        expires_in=SECONDS,
        user=user,
        tenant=tenant,
    )


async def refresh(hub: Hub, client: Client, *, refresh_token: str) -> AuthSession:
    """A new access token, and the next refresh token. Raises Unauthenticated."""
    digest = hash_token(refresh_token)
    async with hub.database.lobby() as session:
        place = await lookups.auth_session(session, digest)
    if place is None or hub.tokens.foreign:
        raise Unauthenticated(_ENDED)
    async with hub.database.tenant(place.tenant_id) as session:
        kept = await stored.lock(session, place.id)
        identity = kept and await stored.standing(session, user=kept.user_id, auth_session=kept.id)
        user = kept and await users.find(session, kept.user_id)
        following = await _follow(hub, session, client, kept, refresh_token) if kept and identity else None
        tenant = await tenants.own(session) if following else None
    if kept and identity and not following:
        await revoke(hub, place.tenant_id, kept.user_id, kept.id)
    if not (kept and user and tenant and following):
        raise Unauthenticated(_ENDED)
    return AuthSession(
        access_token=hub.tokens.issue(user.id, user.email, kept.id),
        refresh_token=following,
        expires_in=SECONDS,
        user=user,
        tenant=tenant,
    )


async def sign_out(hub: Hub, actor: UserActor, client: Client, *, everywhere: bool = False) -> None:
    """End this session, or all of the user's, Supabase's tokens included."""
    async with hub.database.tenant(actor.tenant_id) as session:
        if everywhere:
            await stored.end_all(session, actor.user_id)
            await users.sign_out(session, actor.user_id)
        elif actor.session_id:
            await stored.end(session, actor.session_id)
        await record(session, actor, client, 'user.signed_out', of='user', id=actor.user_id, everywhere=everywhere)
    await revoke(hub, actor.tenant_id, actor.user_id, None if everywhere else actor.session_id)


async def _follow(hub: Hub, session: Session, client: Client, kept: AuthSessionRow, refresh_token: str) -> str | None:
    """The token after this one; None, and the end of the session, where it was followed long ago."""
    digest, nexts = hash_token(refresh_token), successors(hub.keys, refresh_token)
    if digest == kept.refresh_token_hash:
        await stored.rotate(session, kept.id, refresh_hash=hash_token(nexts[0]), expires_at=datetime.now(UTC) + LIFE)
        return nexts[0]
    known = next((token for token in nexts if hash_token(token) == kept.refresh_token_hash), None)
    if known and datetime.now(UTC) - kept.last_used_at < GRACE:
        return known
    log.warning('sessions.refresh_token_reused', session=str(kept.id))
    await stored.end(session, kept.id)
    await record(session, kept.user_id, client, 'session.reuse_detected', of='session', id=kept.id)
    return None


async def _link(hub: Hub, session: Session, client: Client, user: User, tenant: Tenant) -> AuthSession:
    """Where a Supabase project signs people in, what was proven to us makes its user ours."""
    claims = await hub.tokens.read(client.bearer)
    if not await users.link(session, user.id, supabase_user_id=claims.sub):
        raise Conflict('This sign-in, or this user, already belongs to somebody else.')
    left = max(1, int(claims.exp - time.time()))
    return AuthSession(access_token=client.bearer, refresh_token=None, expires_in=left, user=user, tenant=tenant)
