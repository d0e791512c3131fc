"""Signed identities: a site tells us who its visitor is, in a token signed with the widget's secret (HS256).

The algorithm is fixed here and the secret belongs to one widget: neither comes from the token.
"""

from dataclasses import dataclass

import jwt

from hub import identifiers
from hub.context import Hub
from hub.model.errors import Unauthenticated
from hub.widgets import secret_row
from storage.widgets import WidgetRow

LEEWAY_SECONDS = 30
_NAME_LENGTH = 200
_SUBJECT_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the site says this is. `is_expired`: it said so once; good for nothing but for whom we know already."""

    subject: str
    email: str | None
    name: str | None
    is_expired: bool


def verified(hub: Hub, widget: WidgetRow, token: str) -> Identity:
    """The identity in a token. Raises Unauthenticated for one that the widget's secret did not sign."""
    if widget.identity_secret is None:
        raise Unauthenticated('This chat has no identity secret, so that nobody can prove who they are.')
    secret = hub.keys.decrypt(widget.identity_secret, secret_row(widget))
    try:
        return _identity(widget, _claims(token, secret), is_expired=False)
    except jwt.ExpiredSignatureError:
        return _identity(widget, _claims(token, secret, verify_exp=False), is_expired=True)
    except jwt.InvalidTokenError as wrong:
        raise Unauthenticated('The identity token is not signed with the secret of this chat.') from wrong


def _claims(token: str, secret: bytes, *, verify_exp: bool = True) -> dict[str, object]:
    options: jwt.types.Options = {'require': ['exp', 'sub'], 'verify_aud': False, 'verify_exp': verify_exp}
    return jwt.decode(token, secret, algorithms=['HS256'], leeway=LEEWAY_SECONDS, options=options)


def _identity(widget: WidgetRow, claims: dict[str, object], *, is_expired: bool) -> Identity:
    audience = claims.get('aud', widget.public_key)
    if widget.public_key not in (audience if isinstance(audience, list) else [audience]):
        raise Unauthenticated('The identity token is meant for another chat.')
    subject = _text(claims['sub'], 'sub', _SUBJECT_LENGTH)
    told = claims.get('email')
    email = identifiers.email(told) if isinstance(told, str) else None
    if subject is None or (told is not None and email is None):
        raise Unauthenticated('The identity token has no usable "sub", or its "email" is no address.')
    return Identity(subject, email, _text(claims.get('name'), 'name', _NAME_LENGTH), is_expired)


def _text(value: object, what: str, most: int) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or '\0' in value or len(value) > most:
        raise Unauthenticated(f'The "{what}" of the identity token is not a text of at most {most} characters.')
    return value.strip() or None
