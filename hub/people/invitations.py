"""Invitations: how a team grows. Nobody can give more than they have, not even by an invitation of last week."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from hub.access import covers
from hub.audit import record
from hub.auth.sessions import welcome
from hub.context import Hub
from hub.limits import INVITATIONS_PER_TENANT, count
from hub.mail import Mail, send
from hub.mail_words import MAIL_WORDS
from hub.model.access import Client, UserActor
from hub.model.auth import AuthSession, Invitation, InvitationLookUp
from hub.model.errors import Conflict, Forbidden, NotFound, WrongLink
from hub.model.ids import new_id
from hub.model.language import SpokenLanguage
from hub.model.page import Page, page_of, time_and_id
from hub.model.people import UserRole
from hub.people.people_news import people_changed
from hub.people.roles import rights_of
from hub.secrets import hash_token, new_token
from storage import invitations as stored
from storage import lookups, tenants, users
from storage.db import Session
from storage.invitations import OpenInvitation
from storage.lookups import Place

LIFE = timedelta(days=7)


async def waiting(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[Invitation]:
    """Invitations nobody has answered yet, newest first. Raises Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.waiting(session, time_and_id(cursor), limit + 1)
    return page_of(found, limit, lambda invitation: (invitation.created_at, invitation.id))


async def invite(
    hub: Hub,
    actor: UserActor,
    client: Client,
    *,
    email: str,
    role: UserRole,
    custom_role: UUID | None,
    name: str | None,
) -> Invitation:
    """Invite somebody by mail. The answer has the link where no mail could be sent. Raises Forbidden, Conflict."""
    role = UserRole.AGENT if custom_role else role
    await count(hub, (INVITATIONS_PER_TENANT, str(actor.tenant_id)))
    token, id, now = f'iv_{new_token()}', new_id(), datetime.now(UTC)
    async with hub.database.tenant(actor.tenant_id) as session:
        if not covers(actor, await rights_of(session, role, custom_role)):
            raise Forbidden('You cannot invite somebody to a role that may do more than you.')
        if await users.is_known(session, email):
            raise Conflict('Somebody with this address is in your team already.')
        await stored.add(
            session,
            id=id,
            email=email,
            name=name,
            role=role,
            custom_role=custom_role,
            digest=hash_token(token),
            invited_by=actor.user_id,
            expires_at=now + LIFE,
        )
        tenant = await tenants.own(session)
        language = await tenants.language(session)
        await record(session, actor, client, 'invitation.created', of='invitation', id=id, email=email, role=role)
    link = f'{hub.settings.base_url}/#/invite?token={quote(token)}'
    await people_changed(hub, actor.tenant_id)
    mailed = await send(hub.settings, _mail(language, email, actor.name, tenant.name, link))
    return Invitation(
        id=id,
        email=email,
        name=name,
        role=role,
        custom_role_id=custom_role,
        invited_by=actor.name,
        created_at=now,
        expires_at=now + LIFE,
        link=None if mailed else link,
    )


async def take_back(hub: Hub, actor: UserActor, client: Client, *, invitation_id: UUID) -> None:
    """End an invitation. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        email = await stored.take_back(session, invitation_id)
        if email is None:
            raise NotFound
        await record(session, actor, client, 'invitation.revoked', of='invitation', id=invitation_id, email=email)
    await people_changed(hub, actor.tenant_id)


async def look_up(hub: Hub, *, token: str) -> InvitationLookUp:
    """What an invitation offers, for whom holds its link. Raises WrongLink."""
    place = await _find(hub, token)
    async with hub.database.tenant(place.tenant_id) as session:
        found = await _open(session, place)
        return InvitationLookUp(
            email=found.email, tenant_name=found.tenant_name, role=found.role, invited_by=found.invited_by
        )


async def accept(hub: Hub, client: Client, *, token: str, name: str) -> AuthSession:
    """Become a user, and be signed in. Raises WrongLink, Conflict."""
    place = await _find(hub, token)
    async with hub.database.tenant(place.tenant_id) as session:
        found = await _open(session, place)
        user_id = new_id()
        await users.add(
            session, id=user_id, email=found.email, name=name, role=found.role, custom_role=found.custom_role_id
        )
        await stored.accept(session, found.id)
        await record(session, user_id, client, 'invitation.accepted', of='invitation', id=found.id, role=found.role)
        user = await users.find(session, user_id)
        if user is None:
            raise LookupError('the new user is not there')
        signed_in = await welcome(hub, session, client, user)
    await people_changed(hub, place.tenant_id)
    return signed_in


async def _find(hub: Hub, token: str) -> Place:
    async with hub.database.lobby() as session:
        place = await lookups.invitation(session, hash_token(token))
    if place is None:
        raise WrongLink
    return place


async def _open(session: Session, place: Place) -> OpenInvitation:
    found = await stored.lock(session, place.id)
    if found is None:
        raise WrongLink
    inviters = await rights_of(session, found.inviter_role, found.inviter_custom_role_id)
    if not await rights_of(session, found.role, found.custom_role_id) <= inviters:
        raise WrongLink
    return found


def _mail(language: SpokenLanguage, email: str, inviter: str, company: str, link: str) -> Mail:
    words = MAIL_WORDS[language]
    # one line: names are people's own words, and a header must stay one line
    subject = ' '.join(words.invite_subject.format(inviter, company).split())[:200]
    return Mail(
        to=email,
        subject=subject,
        text=(words.invite.format(inviter, company),),
        link=link,
        link_label=words.accept,
        footer=words.invite_footer,
        language=language,
    )
