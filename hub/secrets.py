"""Keys: one secret per purpose, derived from SECRET_KEYS, so that a leak of one opens nothing else.

The newest key signs and encrypts, the older ones still verify and decrypt: keys rotate without signing anybody out.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12
_FORM = b'\x02'
_NAME_BYTES = 4


class Keys:
    """The installation's secrets, newest first. Never logged: its repr says nothing."""

    def __init__(self, masters: Sequence[str]) -> None:
        if not masters or any(len(master) < 32 for master in masters):
            raise ValueError('SECRET_KEYS needs at least one key, each at least 32 characters long')
        self._masters = [master.encode() for master in masters]
        self._derived: dict[str, list[bytes]] = {}

    def __repr__(self) -> str:
        return f'Keys(***, {len(self._masters)})'

    def derive(self, purpose: str) -> list[bytes]:
        """32 bytes per master key for this purpose, newest first (HKDF, RFC 5869). Purposes are few and ours."""
        if purpose not in self._derived:
            self._derived[purpose] = [
                HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(master)
                for master in self._masters
            ]
        return self._derived[purpose]

    def sign(self, purpose: str, text: str) -> str:
        """A MAC of 32 hexadecimal digits."""
        return _mac(self.derive(purpose)[0], text)

    def verify(self, purpose: str, text: str, signature: str) -> bool:
        """Whether one of our keys made this signature."""
        return any(hmac.compare_digest(_mac(key, text), signature) for key in self.derive(purpose))

    def encrypt(self, secret: bytes, row: str) -> bytes:
        """Seal a secret for one place: `row` is `tenant:table:column:id`, and it opens nowhere else (AES-256-GCM)."""
        nonce, key = secrets.token_bytes(_NONCE_BYTES), self.derive('at-rest')[0]
        return _FORM + _key_id(key) + nonce + AESGCM(key).encrypt(nonce, secret, row.encode())

    def decrypt(self, sealed: bytes, row: str) -> bytes:
        """Open it again. Raises ValueError where no key fits this place."""
        for key in self.derive('at-rest'):
            head = _FORM + _key_id(key)
            # without a head it was sealed before keys had names; by chance it may look as if it had one
            for body in (sealed[len(head) :] if sealed.startswith(head) else b'', sealed):
                try:
                    return AESGCM(key).decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], row.encode())
                except (InvalidTag, ValueError):
                    continue
        raise ValueError(f'no key opens the secret of {row}')

    def is_newest(self, sealed: bytes) -> bool:
        """Whether the newest key sealed it, so that the older ones are not needed for it."""
        return sealed.startswith(_FORM + _key_id(self.derive('at-rest')[0]))


def new_token() -> str:
    """256 random bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> bytes:
    """How a random token is kept at rest; it has entropy enough that it needs no salt."""
    return hashlib.sha256(token.encode()).digest()


def _key_id(key: bytes) -> bytes:
    """Tells keys apart and tells nothing of them."""
    return hashlib.sha256(b'id:' + key).digest()[:_NAME_BYTES]


def _mac(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:32]
