"""Signing up, in and out."""

from hub.auth import sessions, sign_in, sign_up
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.auth import (
    Acceptance,
    AuthSession,
    CodeSent,
    InvitationLookUp,
    LinkToken,
    Me,
    Refresh,
    SignIn,
    SignInOffer,
    SignOut,
    SignUp,
    Verification,
)
from hub.people import invitations, users


async def start_sign_up(hub: Hub, body: SignUp) -> CodeSent:
    """Start a team: a code is mailed to the address."""
    return await sign_up.send_code(hub, email=body.email, company=body.company, name=body.name, locale=body.locale)


async def verify_sign_up(hub: Hub, client: Client, body: Verification) -> AuthSession:
    """Prove the address with the code: the team is founded, its owner signed in."""
    return await sign_up.by_code(hub, client, email=body.email, code=body.code)


async def offer_sign_in(hub: Hub) -> SignInOffer:
    """What the page for signing in begins with: in a demo, whom to try it as."""
    return sign_in.offer(hub)


async def start_sign_in(hub: Hub, body: SignIn) -> CodeSent:
    """Ask for a code. The answer is the same whether or not somebody has this address."""
    return await sign_in.send_code(hub, email=body.email)


async def verify_sign_in(hub: Hub, client: Client, body: Verification) -> AuthSession:
    """Sign in with the code."""
    return await sign_in.by_code(hub, client, email=body.email, code=body.code)


async def link(hub: Hub, client: Client, body: LinkToken) -> AuthSession:
    """Sign in with a one-time link."""
    return await sign_in.by_link(hub, client, token=body.token)


async def refresh(hub: Hub, client: Client, body: Refresh) -> AuthSession:
    """A new access token. The refresh token of the answer replaces the one that was sent."""
    return await sessions.refresh(hub, client, refresh_token=body.refresh_token)


async def sign_out(hub: Hub, actor: UserActor, client: Client, body: SignOut | None) -> None:
    """End this session, or with `everywhere` every session of the user."""
    await sessions.sign_out(hub, actor, client, everywhere=bool(body and body.everywhere))


async def me(hub: Hub, actor: UserActor) -> Me:
    """Who I am and what I may do."""
    return await users.me(hub, actor)


async def look_up_invitation(hub: Hub, body: LinkToken) -> InvitationLookUp:
    """What an invitation offers."""
    return await invitations.look_up(hub, token=body.token)


async def accept_invitation(hub: Hub, client: Client, body: Acceptance) -> AuthSession:
    """Join the team and be signed in."""
    return await invitations.accept(hub, client, token=body.token, name=body.name)
