"""Who is asking: credentials to actors. HTTP and Socket.IO both come here, and nowhere else."""

import time

from hub import metrics
from hub.access import PERMISSIONS, whole
from hub.auth.tokens import LEEWAY_SECONDS, Claims
from hub.context import Hub
from hub.model.access import Identity, UserActor
from hub.model.errors import Unauthenticated
from hub.secrets import hash_token
from storage import api_keys, lookups, users
from storage import sessions as stored

API_KEY_PREFIX = 'ck_'
_LONG = 86400.0
_NO_KEY = 'This API key is not valid: it was revoked, has expired, or never existed.'


async def authenticate(hub: Hub, token: str) -> UserActor:
    """The actor behind an access token or an API key. Raises Unauthenticated, Unavailable."""
    if not token:
        raise Unauthenticated
    try:
        if token.startswith(API_KEY_PREFIX):
            return await _program(hub, token)
        return await _person(hub, await hub.tokens.read(token))
    except Unauthenticated:
        metrics.REFUSED_CREDENTIALS.inc()
        raise


async def still_valid(hub: Hub, actor: UserActor) -> bool:
    """Whether an actor of some time ago may go on as it is: its credential in force, its role and rights the same.

    For sockets: ask every half minute and whenever the credential ends; a no means that the socket is closed.
    Raises Unavailable while nobody can tell.
    """
    if actor.expires_at + LEEWAY_SECONDS < time.time():
        return False
    key = f'{actor.user_id}:{actor.session_id}:{actor.api_key_id}'
    identity = hub.identities.find(key)
    if identity is None:
        async with hub.database.tenant(actor.tenant_id) as session:
            identity = await stored.standing(
                session, user=actor.user_id, auth_session=actor.session_id, api_key=actor.api_key_id
            )
        if identity is None:
            return False
        hub.identities.keep(key, identity)
    now = _actor(identity, actor.expires_at, actor.issued_at)
    return (now.role, now.permissions) == (actor.role, actor.permissions) and not _signed_out(identity, actor.issued_at)


async def _person(hub: Hub, claims: Claims) -> UserActor:
    identity = await (_supabase_user(hub, claims) if hub.tokens.foreign else _session(hub, claims))
    if identity is None or (not hub.tokens.foreign and identity.user_id != claims.sub):
        raise Unauthenticated('You were signed out, or your account was switched off. Sign in again.')
    actor = _actor(identity, claims.exp, claims.iat)
    if hub.tokens.foreign and _signed_out(identity, claims.iat):
        raise Unauthenticated('You were signed out. Sign in again.')
    return actor


async def _session(hub: Hub, claims: Claims) -> Identity | None:
    if claims.session_id is None:
        return None
    name = f'session:{claims.session_id}'
    if known := hub.identities.find(name):
        return known
    async with hub.database.lobby() as session:
        place = await lookups.user(session, claims.sub)
    if place is None:
        return None
    async with hub.database.tenant(place.tenant_id) as session:
        found = await stored.standing(session, user=place.id, auth_session=claims.session_id)
    return found and hub.identities.keep(name, found)


async def _supabase_user(hub: Hub, claims: Claims) -> Identity | None:
    name = f'supabase:{claims.sub}'
    if known := hub.identities.find(name):
        return known
    async with hub.database.lobby() as session:
        place = await lookups.user_by_supabase_id(session, claims.sub)
        by_address = None
        if place is None and claims.verified_email:
            place = by_address = await lookups.user_by_email(session, claims.verified_email)
    if place is None:
        raise Unauthenticated('Nobody here belongs to this sign-in yet. Accept your invitation, or ask for a code.')
    async with hub.database.tenant(place.tenant_id) as session:
        if by_address and not await users.link(session, place.id, supabase_user_id=claims.sub):
            raise Unauthenticated('The user of this address belongs to another sign-in.')
        found = await stored.standing(session, user=place.id)
    return found and hub.identities.keep(name, found)


async def _program(hub: Hub, key: str) -> UserActor:
    digest = hash_token(key)
    name = f'key:{digest.hex()}'
    identity = hub.identities.find(name)
    if identity is None:
        async with hub.database.lobby() as session:
            place = await lookups.api_key(session, digest)
        if place is None:
            raise Unauthenticated(_NO_KEY)
        async with hub.database.tenant(place.tenant_id) as session:
            identity = await stored.standing(session, user=None, api_key=place.id)
            # once per half minute at most, as what is remembered does not come here
            await api_keys.touch(session, place.id)
        if identity is None:
            raise Unauthenticated(_NO_KEY)
        hub.identities.keep(name, identity)
    end = identity.expires_at.timestamp() if identity.expires_at else time.time() + _LONG
    if end < time.time():
        raise Unauthenticated(_NO_KEY)
    return _actor(identity, end, time.time())


def actor_of(identity: Identity) -> UserActor:
    """Somebody for whom the hub does something by itself: nobody has signed in."""
    return _actor(identity, time.time(), time.time())


def _actor(identity: Identity, expires_at: float, issued_at: float) -> UserActor:
    rights = PERMISSIONS[identity.role] if identity.granted is None else whole(identity.granted)
    return UserActor(
        tenant_id=identity.tenant_id,
        user_id=identity.user_id,
        name=identity.name,
        role=identity.role,
        permissions=rights if identity.scopes is None else rights & whole(identity.scopes),
        session_id=identity.session_id,
        api_key_id=identity.api_key_id,
        issued_at=issued_at,
        expires_at=expires_at,
    )


def _signed_out(identity: Identity, issued_at: float) -> bool:
    """Whether all that was issued before was taken back; our own sessions are rows and end by themselves."""
    return (
        identity.session_id is None
        and identity.signed_out_at is not None
        and (issued_at <= identity.signed_out_at.timestamp())
        and identity.api_key_id is None
    )
