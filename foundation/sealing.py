"""Texts that are kept sealed: the database alone does not open them.

Keys are derived from the installation's secret, one for each purpose: what is sealed for one opens
for no other, nor about anything else than what it was sealed about.
"""

import base64
import hmac
import os
from contextlib import suppress
from hashlib import blake2b

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from foundation.config import settings
from foundation.errors import SecretMissing

SHORTEST = 32
NONCE = 12


class SealBroken(Exception):
    """It was sealed with another secret, about something else, or changed since."""


def is_ready() -> bool:
    """Whether there is a secret to seal with."""
    return len(settings().secret_key.encode()) >= SHORTEST


def keys_of(purpose: str) -> list[bytes]:
    """The keys of a purpose, of today's secret and of the one before; raise `SecretMissing` where
    there is no fit secret."""
    if not is_ready():
        raise SecretMissing
    known = (settings().secret_key, settings().previous_secret_key)
    secrets = [one.encode()[:64] for one in known if len(one.encode()) >= SHORTEST]
    return [blake2b(purpose.encode(), key=one, digest_size=32).digest() for one in secrets]


def key_of(purpose: str) -> bytes:
    """The key of a purpose by today's secret; raise `SecretMissing`."""
    return keys_of(purpose)[0]


def seal(purpose: str, about: str, text: str) -> str:
    """The text as it is kept."""
    nonce = os.urandom(NONCE)
    sealed = AESGCM(key_of(purpose)).encrypt(nonce, text.encode(), about.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode("ascii")


def unseal(purpose: str, about: str, sealed: str) -> str:
    """The text that was sealed, by today's secret or the one before; raise `SealBroken`."""
    keys = keys_of(purpose)
    try:
        raw = base64.urlsafe_b64decode(sealed.encode())
    except ValueError as error:
        raise SealBroken from error
    for key in keys:
        with suppress(InvalidTag, ValueError):
            return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], about.encode()).decode()
    raise SealBroken


def digest(purpose: str, about: str, text: str) -> str:
    """What is kept of a short code: without the secret nobody finds it by trying all of them."""
    return digests(purpose, about, text)[0]


def digests(purpose: str, about: str, text: str) -> list[str]:
    """The same by today's secret and by the one before: by either it was kept."""
    said = f"{about}\n{text}".encode()
    return [hmac.digest(key, said, "sha256").hex() for key in keys_of(purpose)]
