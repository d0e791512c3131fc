"""Signed identities: a site tells us who its visitor is, in a token signed with the widget's secret (HS256).

The algorithm is fixed here and the secret belongs to one widget: neither comes from the token.
"""

from dataclasses import dataclass

import jwt

from hub.contacts import identifiers
from hub.context import Hub
from hub.model.errors import Unauthenticated
from hub.widgets.widgets import secret_row
from storage.widgets import WidgetRow

LEEWAY_SECONDS = 30
_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the site says this is. `is_expired`: it said so once; good for nothing but for whom we know already."""

    subject: str
    email: str | None
    phone: str | None
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
    options: jwt.types.Options = {
        'require': ['exp', 'sub'],
        'verify_aud': False,
        'verify_sub': False,
        'verify_exp': verify_exp,
    }
    return jwt.decode(token, secret, algorithms=['HS256'], leeway=LEEWAY_SECONDS, options=options)


def _identity(widget: WidgetRow, claims: dict[str, object], *, is_expired: bool) -> Identity:
    audience = claims.get('aud', widget.public_key)
    if widget.public_key not in (audience if isinstance(audience, list) else [audience]):
        raise Unauthenticated('The identity token is meant for another chat.')
    told = claims['sub']
    # many sites number their customers
    subject = _text(str(told) if type(told) is int else told, 'sub')
    email, phone = _text(claims.get('email'), 'email'), _text(claims.get('phone'), 'phone')
    address, number = identifiers.email(email or ''), identifiers.number(phone or '')
    if subject is None or (email and address is None) or (phone and number is None):
        raise Unauthenticated('The identity token has no usable "sub", or its "email" or "phone" is none.')
    return Identity(subject, address, number, _text(claims.get('name'), 'name'), is_expired)


def _text(value: object, what: str, most: int = _LENGTH) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or '\0' in value or len(value) > most:
        raise Unauthenticated(f'The "{what}" of the identity token is not a text of at most {most} characters.')
    return value.strip() or None
