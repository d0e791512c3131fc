"""Credentials that must open nothing, and a few that must: one table for HTTP and for sockets.

A row makes its token from a `Forge`, which knows a real user, a real session and the hub's real keys. Whoever checks
tokens runs the whole table.
"""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import jwt
import orjson
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hub.context import Hub
from tests.tenants import Member

_RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_EC = ec.generate_private_key(ec.SECP256R1())
_PEM = _RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@dataclass(frozen=True)
class Forge:
    """Makes tokens that are right but for one thing."""

    hub: Hub
    member: Member

    @property
    def key(self) -> bytes:
        """What our tokens are signed with."""
        return self.hub.keys.derive('access-token')[0]

    @property
    def kid(self) -> str:
        """Our key's name, as our tokens carry it."""
        return str(jwt.get_unverified_header(self.member.token)['kid'])

    def token(self, headers: dict[str, Any] | None = None, **changed: Any) -> str:
        """A token of ours with other claims; None leaves a claim out."""
        return jwt.encode(self.claims(**changed), self.key, 'HS256', {'kid': self.kid, **(headers or {})})

    def claims(self, **changed: Any) -> dict[str, Any]:
        """The claims of a good token, some of them changed."""
        good = jwt.decode(self.member.token, options={'verify_signature': False})
        return {name: value for name, value in {**good, **changed}.items() if value is not None}

    def signed(self, key: Any, algorithm: str, **headers: Any) -> str:
        """A good token's claims under another key."""
        return jwt.encode(self.claims(), key, algorithm, {'kid': self.kid, **headers})

    def pieces(self) -> list[str]:
        """Header, claims and signature of a good token."""
        return self.member.token.split('.')


def b64(value: bytes) -> str:
    """As JWTs write bytes."""
    return base64.urlsafe_b64encode(value).rstrip(b'=').decode()


def by_hand(claims: dict[str, Any], secret: bytes, kid: str) -> str:
    """HS256 with any key: PyJWT itself refuses to sign with a public one, an attacker does not."""
    text = f'{b64(orjson.dumps({"alg": "HS256", "typ": "JWT", "kid": kid}))}.{b64(orjson.dumps(claims))}'
    return f'{text}.{b64(hmac.new(secret, text.encode(), hashlib.sha256).digest())}'


def _hmac_by_hand(forge: Forge, secret: bytes) -> str:
    return by_hand(forge.claims(), secret, forge.kid)


def _unsigned(forge: Forge, algorithm: str) -> str:
    return f'{b64(orjson.dumps({"alg": algorithm, "typ": "JWT", "kid": forge.kid}))}.{forge.pieces()[1]}.'


def _supabase_key(role: str) -> Callable[[Forge], str]:
    return lambda forge: forge.token(role=role, sub=None, session_id=None)


NOW = int(time.time())

REFUSED: dict[str, Callable[[Forge], str]] = {
    'nothing': lambda _: '',
    'a space': lambda _: ' ',
    'null': lambda _: 'null',
    'words': lambda _: 'let me in',
    'one piece': lambda forge: forge.pieces()[0],
    'two pieces': lambda forge: '.'.join(forge.pieces()[:2]),
    'four pieces': lambda forge: forge.member.token + '.x',
    'no signature': lambda forge: '.'.join(forge.pieces()[:2]) + '.',
    'cut signature': lambda forge: forge.member.token[:-4],
    'another signature': lambda forge: '.'.join([*forge.pieces()[:2], b64(b'0' * 32)]),
    'claims exchanged': lambda forge: '.'.join(
        [forge.pieces()[0], b64(orjson.dumps(forge.claims(sub=str(uuid4())))), forge.pieces()[2]]
    ),
    'alg none': lambda forge: _unsigned(forge, 'none'),
    'alg None': lambda forge: _unsigned(forge, 'None'),
    'alg nOnE': lambda forge: _unsigned(forge, 'nOnE'),
    'alg empty': lambda forge: _unsigned(forge, ''),
    'HS256 by a public key': lambda forge: _hmac_by_hand(forge, _PEM),
    'HS256 by an empty key': lambda forge: _hmac_by_hand(forge, b''),
    'HS256 by a known secret': lambda forge: _hmac_by_hand(forge, b'secret'),
    'HS512 by our key': lambda forge: forge.signed(forge.key * 2, 'HS512'),
    'HS384 by our key': lambda forge: forge.signed(forge.key * 2, 'HS384'),
    'RS256 by a stranger': lambda forge: forge.signed(_RSA, 'RS256'),
    'ES256 by a stranger': lambda forge: forge.signed(_EC, 'ES256'),
    'RS256 that brings its key': lambda forge: forge.signed(
        _RSA, 'RS256', jwk=orjson.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_RSA.public_key()))
    ),
    'a key by address': lambda forge: forge.signed(_RSA, 'RS256', jku='http://127.0.0.1:9/jwks.json'),
    'a certificate by address': lambda forge: forge.signed(_RSA, 'RS256', x5u='http://127.0.0.1:9/cert.pem'),
    'no kid': lambda forge: jwt.encode(forge.claims(), forge.key, 'HS256'),
    'unknown kid': lambda forge: forge.token({'kid': 'another'}),
    'kid as a path': lambda forge: forge.token({'kid': '../../../../dev/null'}),
    'kid as an address': lambda forge: forge.token({'kid': 'http://127.0.0.1:9/key'}),
    'kid as SQL': lambda forge: forge.token({'kid': "' UNION SELECT 'a"}),
    'kid with NUL': lambda forge: forge.token({'kid': forge.kid + '\0'}),
    'crit': lambda forge: forge.token({'crit': ['exp'], 'exp': NOW + 60}),
    'crit that nobody knows': lambda forge: forge.token({'crit': ['x-hub'], 'x-hub': True}),
    'another issuer': lambda forge: forge.token(iss='https://evil.example/auth/v1'),
    'no issuer': lambda forge: forge.token(iss=None),
    'another audience': lambda forge: forge.token(aud='anon'),
    'a list of audiences': lambda forge: forge.token(aud=['authenticated', 'other']),
    'no audience': lambda forge: forge.token(aud=None),
    'no end': lambda forge: forge.token(exp=None),
    'expired': lambda forge: forge.token(exp=int(time.time()) - 40),
    'an end in words': lambda forge: forge.token(exp='tomorrow'),
    'an endless end': lambda forge: _unsigned(forge, 'HS256').rstrip('.') + '.AAAA',
    'no beginning': lambda forge: forge.token(iat=None),
    'begun in the future': lambda forge: forge.token(iat=NOW + 3600, exp=NOW + 7200),
    'not before tomorrow': lambda forge: forge.token(nbf=NOW + 86400),
    'nobody': lambda forge: forge.token(sub=None),
    'nobody known': lambda forge: forge.token(sub=str(uuid4())),
    'no uuid': lambda forge: forge.token(sub="1' OR '1'='1"),
    'a list of subjects': lambda forge: forge.token(sub=[str(forge.member.user.id)]),
    'no session': lambda forge: forge.token(session_id=None),
    'an unknown session': lambda forge: forge.token(session_id=str(uuid4())),
    'role anon': lambda forge: forge.token(role='anon'),
    'role service_role': lambda forge: forge.token(role='service_role'),
    'no role': lambda forge: forge.token(role=None),
    'the anon key': _supabase_key('anon'),
    'the service_role key': _supabase_key('service_role'),
    'very long': lambda forge: forge.token(padding='x' * 20_000),
    'an API key that never was': lambda _: 'ck_' + 'a' * 43,
    'an API key of a letter': lambda _: 'ck_',
    'a refresh token': lambda forge: forge.member.refresh_token,
}

ACCEPTED: dict[str, Callable[[Forge], str]] = {
    'as issued': lambda forge: forge.member.token,
    'ended just now, within the leeway': lambda forge: forge.token(exp=int(time.time()) - 5),
    'with claims that mean nothing here': lambda forge: forge.token(
        user_metadata={'role': 'owner'}, app_metadata={'tenant_id': str(uuid4())}
    ),
}
