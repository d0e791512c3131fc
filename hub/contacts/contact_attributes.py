"""The custom attributes that a tenant keeps of its contacts, and whether a value fits."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hub.audit import record
from hub.context import Hub
from hub.live.list_news import list_changed
from hub.model.access import Client, UserActor
from hub.model.contact_attribute import (
    AttributeType,
    ContactAttribute,
    ContactAttributeChange,
    ContactAttributeRequest,
    key_of,
    wrong_value,
)
from hub.model.errors import FieldError, Invalid, NotFound
from hub.model.ids import new_id
from hub.model.page import Page, by_name, name_slice, page_of
from hub.versions import check_version, hold
from storage import contact_attributes as stored
from storage.db import Session

_CODES = {
    AttributeType.TEXT: 'string_type',
    AttributeType.NUMBER: 'float_type',
    AttributeType.DATE: 'date_type',
    AttributeType.BOOLEAN: 'bool_type',
    AttributeType.LIST: 'literal_error',
    AttributeType.LINK: 'url',
}


async def page(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[ContactAttribute]:
    """The tenant's attributes by name. Raises Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, name_slice(cursor, limit))
    return page_of(found, limit, by_name)


async def create(hub: Hub, actor: UserActor, client: Client, asked: ContactAttributeRequest) -> ContactAttribute:
    """A new one. Raises Conflict where its name or key is taken."""
    id = new_id()
    key = asked.key or key_of(asked.name) or f'attribute_{id.hex[-8:]}'
    async with hub.database.tenant(actor.tenant_id) as session:
        await stored.add(session, id=id, key=key, name=asked.name, kind=asked.type, options=asked.options)
        await record(session, actor, client, 'contact_attribute.created', of='contact_attribute', id=id, key=key)
        made = await _found(session, id)
    await list_changed(hub, actor.tenant_id, 'contact-attributes')
    return made


async def change(
    hub: Hub, actor: UserActor, client: Client, id: UUID, asked: ContactAttributeChange
) -> ContactAttribute:
    """Another name, other options. Raises NotFound, Conflict, Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await hold(session, id)
        before = await _found(session, id)
        check_version(client, before)
        options = before.options if asked.options is None else asked.options
        if bool(options) != (before.type is AttributeType.LIST):
            raise Invalid('A list needs options, and nothing else has any.')
        await stored.change(session, id, name=asked.name or before.name, options=options)
        await record(session, actor, client, 'contact_attribute.changed', of='contact_attribute', id=id)
        changed = await _found(session, id)
    await list_changed(hub, actor.tenant_id, 'contact-attributes')
    return changed


async def remove(hub: Hub, actor: UserActor, client: Client, id: UUID) -> None:
    """Describe it no more; what contacts carry stays with them. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        if not await stored.remove(session, id):
            raise NotFound
        await record(session, actor, client, 'contact_attribute.removed', of='contact_attribute', id=id)
    await list_changed(hub, actor.tenant_id, 'contact-attributes')


async def check_values(session: Session, values: Mapping[str, Any]) -> None:
    """Raises Invalid where a value does not have the type that the tenant gave its attribute."""
    known = await stored.of_keys(session, values) if values else {}
    found = [
        (key, wrong_value(known[key], value)) for key, value in values.items() if key in known and value is not None
    ]
    wrong = tuple(
        FieldError(where=f'body.attributes.{key}', what=what, code=_CODES[known[key].type])
        for key, what in found
        if what
    )
    if wrong:
        raise Invalid(wrong[0].what, fields=wrong)


async def _found(session: Session, id: UUID) -> ContactAttribute:
    attribute = await stored.find(session, id)
    if attribute is None:
        raise NotFound
    return attribute
