"""Access tokens: JWTs of Supabase's shape, made by us, or by a Supabase project where its settings are given.

Which key and which algorithm verify a token is our decision, taken before it is read: a header can only choose among
keys we hold, and each of them is bound to one algorithm (reliability A19).
"""

import hashlib
import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import jwt
from pydantic import BaseModel, ConfigDict, ValidationError

from hub.auth.jwks import Jwks, VerifyingKey
from hub.config import Settings
from hub.model.errors import Unauthenticated
from hub.secrets import Keys

AUDIENCE = ROLE = 'authenticated'
SECONDS = 3600
LEEWAY_SECONDS = 30
_LONGEST = 8192
_REQUIRED = ['exp', 'iat', 'sub', 'aud', 'iss']
_REFUSED = 'This access token is not valid. Sign in again.'


class Claims(BaseModel):
    """What we believe of a verified token. Tenant and role are never read from it."""

    model_config = ConfigDict(frozen=True, extra='ignore')

    sub: UUID
    exp: float
    iat: float
    role: str
    session_id: UUID | None = None
    email: str | None = None
    email_verified: bool = False
    app_metadata: dict[str, Any] = {}

    @property
    def verified_email(self) -> str | None:
        """The address, where the project says it was confirmed, and says so in a place that its users cannot write.

        `user_metadata.email_verified` is in every Supabase token, and every user can set it: it proves nothing.
        """
        confirmed = self.email_verified or self.app_metadata.get('email_verified') is True
        return self.email if confirmed and self.email else None


class Tokens:
    """Makes and reads access tokens, as the settings say."""

    def __init__(self, settings: Settings, keys: Keys, fetch: Callable[[str], Awaitable[bytes]]) -> None:
        self.foreign = settings.supabase_url is not None
        """Whether a Supabase project signs people in, instead of us."""
        # our own names no address: every process of an installation takes the others' tokens, whatever its settings
        # say of HOST, PORT and PUBLIC_URL; which installation it was is said by the key
        home = settings.supabase_url.rstrip('/') if settings.supabase_url else 'custarea-hub'
        self.issuer = f'{home}/auth/v1'
        self._own = {_name(key): VerifyingKey(algorithm='HS256', key=key) for key in keys.derive('access-token')}
        self._secret = settings.supabase_jwt_secret
        self._jwks = Jwks(f'{self.issuer}/.well-known/jwks.json', fetch) if self.foreign else None

    def issue(self, user_id: UUID, email: str, session_id: UUID, *, seconds: int = SECONDS) -> str:
        """A fresh access token of a session."""
        now = int(time.time())
        claims = {
            'iss': self.issuer,
            'sub': str(user_id),
            'aud': AUDIENCE,
            'role': ROLE,
            'email': email,
            'session_id': str(session_id),
            'iat': now,
            'exp': now + seconds,
        }
        kid, newest = next(iter(self._own.items()))
        return jwt.encode(claims, newest.key, newest.algorithm, headers={'kid': kid})

    async def read(self, token: str) -> Claims:
        """What the token says. Raises Unauthenticated, or Unavailable while Supabase's keys cannot be fetched."""
        if len(token) > _LONGEST:
            raise Unauthenticated(_REFUSED)
        try:
            header = jwt.get_unverified_header(token)
            found = None if 'crit' in header else await self._key(header)
            if found is None:
                raise Unauthenticated(_REFUSED)
            claims = Claims.model_validate(self._verified(token, found))
        except jwt.ExpiredSignatureError as late:
            raise Unauthenticated('This access token has expired. Refresh it or sign in again.') from late
        except (jwt.PyJWTError, ValidationError, ValueError, RecursionError) as wrong:
            raise Unauthenticated(_REFUSED) from wrong
        if claims.role != ROLE:
            raise Unauthenticated(_REFUSED)
        return claims

    def _verified(self, token: str, found: VerifyingKey) -> dict[str, Any]:
        return jwt.decode(
            token,
            found.key,
            algorithms=[found.algorithm],
            audience=AUDIENCE,
            issuer=self.issuer,
            leeway=LEEWAY_SECONDS,
            options={'require': _REQUIRED, 'strict_aud': True},
        )

    async def _key(self, header: dict[str, Any]) -> VerifyingKey | None:
        kid, algorithm = header.get('kid'), header.get('alg')
        if self._jwks is None:
            return self._own.get(kid) if isinstance(kid, str) else None
        if algorithm == 'HS256':
            # a project's shared secret; its public keys are looked up below and never reach HMAC
            secret = self._secret
            return VerifyingKey(algorithm='HS256', key=secret.get_secret_value().encode()) if secret else None
        return await self._jwks.find(kid) if isinstance(kid, str) else None


def _name(key: bytes) -> str:
    """A key's `kid`: tells our keys apart and tells nothing of the key."""
    return hashlib.sha256(b'kid:' + key).hexdigest()[:16]
