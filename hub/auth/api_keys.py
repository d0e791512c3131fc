"""API keys: how programs sign in. A key is shown once and never can do more than the person who made it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from hub.access import whole
from hub.audit import record
from hub.auth.auth import API_KEY_PREFIX
from hub.context import Hub
from hub.live.list_news import list_changed
from hub.model.access import Client, Permission, UserActor
from hub.model.auth import ApiKey, NewApiKey
from hub.model.errors import FieldError, Forbidden, Invalid, NotFound
from hub.model.ids import new_id
from hub.model.page import Page, page_of, time_and_id
from hub.secrets import hash_token, new_token
from storage import api_keys as stored

_SHOWN = len(API_KEY_PREFIX) + 6


async def page(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[ApiKey]:
    """Keys of the tenant that were not revoked, newest first. Raises Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, time_and_id(cursor), limit + 1)
    return page_of(found, limit, lambda key: (key.created_at, key.id))


async def create(
    hub: Hub,
    actor: UserActor,
    client: Client | None,
    *,
    name: str,
    scopes: Sequence[Permission],
    expires_at: datetime | None = None,
) -> NewApiKey:
    """A new key. Raises Forbidden for rights that its maker lacks, Invalid for an end in the past."""
    if lacking := sorted(whole(scopes) - actor.permissions):
        raise Forbidden(f'You cannot give a key rights that you do not have: {", ".join(lacking)}.')
    if expires_at and expires_at <= datetime.now(UTC):
        raise Invalid(
            fields=(FieldError(where='body.expires_at', what='has to be in the future', code='datetime_future'),)
        )
    key, key_id = f'{API_KEY_PREFIX}{new_token()}', new_id()
    async with hub.database.tenant(actor.tenant_id) as session:
        made = await stored.add(
            session,
            id=key_id,
            name=name,
            prefix=key[:_SHOWN],
            digest=hash_token(key),
            scopes=sorted(set(scopes)),
            created_by=actor.user_id,
            expires_at=expires_at,
        )
        await record(
            session, actor, client, 'api_key.created', of='api_key', id=key_id, name=name, scopes=sorted(scopes)
        )
    await list_changed(hub, actor.tenant_id, 'api-keys')
    return NewApiKey(**made.model_dump(), key=key)


async def revoke(hub: Hub, actor: UserActor, client: Client, *, key_id: UUID) -> None:
    """End a key. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        name = await stored.revoke(session, key_id)
        if name is None:
            raise NotFound
        await record(session, actor, client, 'api_key.revoked', of='api_key', id=key_id, name=name)
    hub.identities.forget_key(key_id)
    await list_changed(hub, actor.tenant_id, 'api-keys')
