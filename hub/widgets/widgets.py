"""Widgets: the settings of a tenant's chats, and what of them their visitors get to know."""

import secrets
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from hub.audit import record, touched
from hub.context import Hub
from hub.live.list_news import list_changed
from hub.model.access import Client, UserActor
from hub.model.base import ChangeInput, Id, Input, Line
from hub.model.errors import Conflict, Invalid, NotFound
from hub.model.ids import new_id
from hub.model.page import Page, page_of, time_and_id
from hub.model.widget import (
    Behaviour,
    IdentitySecret,
    Language,
    PreChat,
    Texts,
    Theme,
    Widget,
)
from hub.secrets import new_token
from hub.versions import check_version
from hub.widgets.origins import normalised_domain
from storage import conversations
from storage import widgets as stored
from storage.db import Session
from storage.widgets import WidgetRow

MOST = 50

Domain = Annotated[str, Field(max_length=300), AfterValidator(normalised_domain)]
Domains = Annotated[list[Domain], Field(max_length=100), AfterValidator(lambda domains: list(dict.fromkeys(domains)))]
AllTexts = Annotated[dict[Language, Texts], Field(max_length=20)]


class NewWidget(Input):
    """A chat for a site. Without a domain it opens nowhere yet."""

    name: Line
    allowed_domains: Domains = []
    theme: Theme = Theme()
    texts: AllTexts = {}
    pre_chat: PreChat = PreChat()
    behaviour: Behaviour = Behaviour()
    locale: Language | None = None
    team_id: Id | None = None


class WidgetChange(ChangeInput):
    """What may be changed; a field that is not named stays as it is."""

    may_be_empty = frozenset({'locale', 'team_id'})

    name: Line | None = None
    enabled: bool | None = None
    allowed_domains: Domains | None = None
    theme: Theme | None = None
    texts: AllTexts | None = None
    pre_chat: PreChat | None = None
    behaviour: Behaviour | None = None
    locale: Language | None = None
    enforce_identity: bool | None = None
    team_id: Id | None = None
    """Whose new conversations are; null: they wait in Unassigned."""


async def page(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[Widget]:
    """The tenant's widgets, the oldest first. Raises Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, time_and_id(cursor), limit + 1)
    return page_of([_said(hub, row) for row in found], limit, lambda widget: (widget.created_at, widget.id))


async def find(hub: Hub, actor: UserActor, *, widget_id: UUID) -> Widget:
    """One widget. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return _said(hub, _there(await stored.find(session, widget_id)))


async def create(hub: Hub, actor: UserActor, client: Client | None, *, asked: NewWidget) -> Widget:
    """A new widget. Raises Conflict where there are very many, Invalid."""
    now = datetime.now(UTC)
    row = WidgetRow(
        id=new_id(),
        tenant_id=actor.tenant_id,
        public_key=f'pk_{secrets.token_urlsafe(18)}',
        is_enabled=True,
        identity_secret=None,
        enforce_identity=False,
        created_at=now,
        updated_at=now,
        **{name: getattr(asked, name) for name in NewWidget.model_fields},
    )
    async with hub.database.tenant(actor.tenant_id) as session:
        await _check(session, asked.team_id)
        if await stored.count(session) >= MOST:
            raise Conflict(f'There are {MOST} widgets already; change one of them.')
        added = _there(await stored.add(session, row))
        await record(session, actor, client, 'widget.created', of='widget', id=row.id, name=row.name)
    hub.sites.forget(row.public_key)
    await list_changed(hub, actor.tenant_id, 'widgets')
    return _said(hub, added)


async def change(hub: Hub, actor: UserActor, client: Client, *, widget_id: UUID, asked: WidgetChange) -> Widget:
    """Change settings. Raises NotFound, Invalid."""
    given = {name: getattr(asked, name) for name in asked.model_fields_set}
    if 'enabled' in given:
        given['is_enabled'] = given.pop('enabled')
    async with hub.database.tenant(actor.tenant_id) as session:
        await _check(session, asked.team_id)
        before = _there(await stored.lock(session, widget_id))
        check_version(client, _said(hub, before))
        after = before.model_copy(update=given)
        if after.enforce_identity and after.identity_secret is None:
            raise Invalid('Make an identity secret first: without one no visitor could prove who they are.')
        if after != before:
            after = _there(await stored.change(session, after))
            await record(
                session,
                actor,
                client,
                'widget.changed',
                of='widget',
                id=widget_id,
                **touched(asked),
            )
    hub.sites.forget(after.public_key)
    hub.sites.teams[after.id] = after.team_id
    if after != before:
        await list_changed(hub, actor.tenant_id, 'widgets')
    return _said(hub, after)


async def new_identity_secret(hub: Hub, actor: UserActor, client: Client, *, widget_id: UUID) -> IdentitySecret:
    """A secret to sign visitors' identities with; the one before ends. Raises NotFound."""
    secret = new_token()
    async with hub.database.tenant(actor.tenant_id) as session:
        row = _there(await stored.lock(session, widget_id))
        await stored.keep_secret(session, widget_id, hub.keys.encrypt(secret.encode(), secret_row(row)))
        await record(session, actor, client, 'widget.identity_secret_made', of='widget', id=widget_id)
    hub.sites.forget(row.public_key)
    await list_changed(hub, actor.tenant_id, 'widgets')
    return IdentitySecret(identity_secret=secret)


def secret_row(row: WidgetRow) -> str:
    """The place that a sealed secret is bound to."""
    return f'{row.tenant_id}:tenant_widget_config:identity_secret:{row.id}'


def snippet(hub: Hub, key: str) -> str:
    """The tag that a site embeds."""
    return f'<script async src="{hub.settings.base_url}/widget.js" data-key="{key}"></script>'


async def _check(session: Session, team_id: UUID | None) -> None:
    if team_id and not await conversations.has_team(session, team_id):
        raise Invalid('There is no such team.')


def _there(row: WidgetRow | None) -> WidgetRow:
    if row is None:
        raise NotFound('There is no such widget.')
    return row


def _said(hub: Hub, row: WidgetRow) -> Widget:
    return Widget(
        id=row.id,
        key=row.public_key,
        name=row.name,
        enabled=row.is_enabled,
        allowed_domains=row.allowed_domains,
        theme=row.theme,
        texts=row.texts,
        pre_chat=row.pre_chat,
        behaviour=row.behaviour,
        locale=row.locale,
        enforce_identity=row.enforce_identity,
        has_identity_secret=row.identity_secret is not None,
        team_id=row.team_id,
        snippet=snippet(hub, row.public_key),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
