"""Signing in: by a code that is mailed, or by a link that works once.

Whoever asks learns nothing about who has an account: the answer is the same for every address, and as fast.
"""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from hub.auth.codes import CODE_SECONDS, MOST_ATTEMPTS, new_code, prove, proves, unhurried
from hub.auth.sessions import welcome
from hub.context import Hub
from hub.limits import CODES_PER_EMAIL, CODES_PER_EMAIL_A_DAY, TRIES_PER_EMAIL, count
from hub.mail import Mail, send
from hub.mail_words import MAIL_WORDS
from hub.model.access import Client
from hub.model.auth import AuthSession, CodeSent, CodeWay, SignInOffer
from hub.model.errors import NotFound, WrongCode, WrongLink
from hub.secrets import hash_token, new_token
from storage import lookups, tenants, users
from storage import sign_ins as stored
from storage.lookups import Place

LINK_LIFE = timedelta(hours=1)


def offer(hub: Hub) -> SignInOffer:
    """Whom to try the demo as, where the code is shown to whoever asks; nobody anywhere else."""
    return SignInOffer(email=hub.demo_address if hub.shows_codes else None)


async def send_code(hub: Hub, *, email: str) -> CodeSent:
    """Mail a code to the user of this address, if there is one."""
    await count(hub, (CODES_PER_EMAIL, email), (CODES_PER_EMAIL_A_DAY, email))
    code = new_code()
    if hub.shows_codes:
        # the page shows the code, so it has to be there first
        await _deliver(hub, email, code)
        return CodeSent(expires_in=CODE_SECONDS, way=CodeWay.SHOWN, code=code)
    hub.errands.run('sign-in code', _deliver(hub, email, code))
    return CodeSent(expires_in=CODE_SECONDS, way=away(hub))


def away(hub: Hub) -> CodeWay:
    """How codes leave this installation."""
    return CodeWay.PRINTED if hub.settings.smtp_url is None else CodeWay.MAILED


async def by_code(hub: Hub, client: Client, *, email: str, code: str) -> AuthSession:
    """Sign in with the code. Raises WrongCode, after a few attempts for the right one too."""
    await count(hub, (TRIES_PER_EMAIL, email))
    async with unhurried():
        place, kept = await _prove(hub, email, code)
        async with hub.database.tenant(place.tenant_id) as session:
            user = await users.find(session, place.id)
            if user is None or not await stored.use_code(session, user=place.id, code_hash=kept):
                raise WrongCode
            return await welcome(hub, session, client, user)


async def _prove(hub: Hub, email: str, code: str) -> tuple[Place, bytes]:
    """Whose code this is, and what was kept of it. The attempt is counted whatever comes after."""
    async with hub.database.lobby() as session:
        place = await lookups.user_by_email(session, email)
    if place is None:
        raise WrongCode
    async with hub.database.tenant(place.tenant_id) as session:
        kept = await stored.try_code(session, user=place.id, email=email, most=MOST_ATTEMPTS)
    if kept is None or not proves(hub.keys, email, code, kept):
        raise WrongCode
    return place, kept


async def one_time_link(hub: Hub, user_id: UUID) -> str:
    """A link that signs this user in, once, within an hour. Raises NotFound."""
    async with hub.database.lobby() as session:
        place = await lookups.user(session, user_id)
    if place is None:
        raise NotFound('There is no such user.')
    token = f'ot_{new_token()}'
    async with hub.database.tenant(place.tenant_id) as session:
        await stored.keep_link(
            session, user=user_id, digest=hash_token(token), expires_at=datetime.now(UTC) + LINK_LIFE
        )
    # behind the #: it reaches no server's log
    return f'{hub.settings.base_url}/#/link?token={quote(token)}'


async def by_link(hub: Hub, client: Client, *, token: str) -> AuthSession:
    """Sign in with the secret of such a link. Raises WrongLink."""
    digest = hash_token(token)
    async with hub.database.lobby() as session:
        place = await lookups.sign_in_link(session, digest)
    if place is None:
        raise WrongLink
    async with hub.database.tenant(place.tenant_id) as session:
        user = await users.find(session, place.id)
        if user is None or not await stored.use_link(session, digest):
            raise WrongLink
        return await welcome(hub, session, client, user)


async def _deliver(hub: Hub, email: str, code: str) -> None:
    async with hub.database.lobby() as session:
        place = await lookups.user_by_email(session, email)
    if place is None:
        return
    expires_at = datetime.now(UTC) + timedelta(seconds=CODE_SECONDS)
    async with hub.database.tenant(place.tenant_id) as session:
        await stored.keep_code(
            session, user=place.id, email=email, code_hash=prove(hub.keys, email, code), expires_at=expires_at
        )
        language = await tenants.language(session, place.id)
    words = MAIL_WORDS[language]
    await send(
        hub.settings,
        Mail(
            to=email,
            subject=words.code_subject,
            text=(words.code,),
            code=code,
            footer=words.code_footer,
            language=language,
        ),
    )
