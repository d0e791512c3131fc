"""Signing up: a business starts with an address, a name and a code that proves the address."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hub.auth.codes import CODE_SECONDS, MOST_ATTEMPTS, new_code, prove, proves, unhurried
from hub.auth.sessions import welcome
from hub.auth.sign_in import away
from hub.context import Hub
from hub.limits import CODES_PER_EMAIL, CODES_PER_EMAIL_A_DAY, TRIES_PER_EMAIL, count
from hub.mail import Mail, send
from hub.mail_words import MAIL_WORDS
from hub.model.access import Client
from hub.model.auth import AuthSession, CodeSent, CodeWay
from hub.model.errors import WrongCode
from hub.model.ids import new_id
from hub.model.language import SpokenLanguage, spoken
from hub.model.people import Tenant, User
from storage import lookups, tenants, users
from storage import sign_ins as stored
from storage.db import Session
from storage.lookups import Place


async def send_code(hub: Hub, *, email: str, company: str, name: str | None, locale: str | None = None) -> CodeSent:
    """Note the sign-up and mail a code; who has an account already is told so by mail, and only there."""
    await count(hub, (CODES_PER_EMAIL, email), (CODES_PER_EMAIL_A_DAY, email))
    code = new_code()
    errand = _deliver(hub, email, company, name or _name_of(email), code, spoken(locale))
    if hub.shows_codes:
        await errand
        return CodeSent(expires_in=CODE_SECONDS, way=CodeWay.SHOWN, code=code)
    hub.errands.run('sign-up code', errand)
    return CodeSent(expires_in=CODE_SECONDS, way=away(hub))


async def by_code(hub: Hub, client: Client, *, email: str, code: str) -> AuthSession:
    """Found the tenant and sign its owner in. Raises WrongCode, Conflict."""
    await count(hub, (TRIES_PER_EMAIL, email))
    async with unhurried():
        async with hub.database.lobby() as session:
            pending = await stored.try_signup(session, email=email, most=MOST_ATTEMPTS)
        if pending is None or not proves(hub.keys, email, code, pending.code_hash):
            raise WrongCode
    async with hub.database.lobby() as session:
        if not await stored.finish_signup(session, email=email, code_hash=pending.code_hash):
            raise WrongCode
        tenant_id, user_id = await _found(session, company=pending.company, email=email, name=pending.name)
    async with hub.database.tenant(tenant_id) as session:
        owner = await users.find(session, user_id)
        if owner is None:
            raise WrongCode
        return await welcome(hub, session, client, owner)


async def create_tenant(hub: Hub, *, company: str, email: str, name: str | None = None) -> tuple[Tenant, User]:
    """Found a tenant without a code, for the installation's own operator. Raises Conflict."""
    async with hub.database.lobby() as session:
        tenant_id, user_id = await _found(session, company=company, email=email, name=name or _name_of(email))
    async with hub.database.tenant(tenant_id) as session:
        owner = await users.find(session, user_id)
        if owner is None:
            raise LookupError('the new owner is not there')
        return await tenants.own(session), owner


async def _found(session: Session, *, company: str, email: str, name: str) -> tuple[UUID, UUID]:
    tenant_id, user_id = new_id(), new_id()
    await stored.create_tenant(session, id=tenant_id, name=company, user=user_id, email=email, user_name=name)
    return tenant_id, user_id


async def _deliver(hub: Hub, email: str, company: str, name: str, code: str, language: SpokenLanguage) -> None:
    async with hub.database.lobby() as session:
        place = await lookups.user_by_email(session, email)
        if place is None:
            await stored.start_signup(
                session,
                email=email,
                company=company,
                name=name,
                code_hash=prove(hub.keys, email, code),
                expires_at=datetime.now(UTC) + timedelta(seconds=CODE_SECONDS),
            )
    mail = _code(email, company, code, language) if place is None else _known(hub, email, await _language(hub, place))
    await send(hub.settings, mail)


def _code(email: str, company: str, code: str, language: SpokenLanguage) -> Mail:
    words = MAIL_WORDS[language]
    text = (words.start.format(company),)
    return Mail(to=email, subject=words.start_subject, text=text, code=code, language=language)


async def _language(hub: Hub, place: Place) -> SpokenLanguage:
    async with hub.database.tenant(place.tenant_id) as session:
        return await tenants.language(session, place.id)


def _known(hub: Hub, email: str, language: SpokenLanguage) -> Mail:
    words = MAIL_WORDS[language]
    return Mail(
        to=email,
        subject=words.known_subject,
        text=(words.known,),
        link=f'{hub.settings.base_url}/',
        link_label=words.sign_in,
        language=language,
    )


def _name_of(email: str) -> str:
    return email.partition('@')[0][:100]
