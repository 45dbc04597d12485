"""Texts that are kept sealed: the database alone does not open them.

Keys are derived from the installation's secret, one for each purpose: what is sealed for one opens
for no other, nor about anything else than what it was sealed about.
"""

import base64
import hmac
import os
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


def key_of(purpose: str) -> bytes:
    """The key of a purpose; raise `SecretMissing` where there is no fit secret."""
    if not is_ready():
        raise SecretMissing
    secret = settings().secret_key.encode()[:64]
    return blake2b(purpose.encode(), key=secret, digest_size=32).digest()


def seal(purpose: str, about: str, text: str) -> str:
    """The text as it is kept."""
    nonce = os.urandom(NONCE)
    sealed = AESGCM(key_of(purpose)).encrypt(nonce, text.encode(), about.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode("ascii")


def unseal(purpose: str, about: str, sealed: str) -> str:
    """The text that was sealed; raise `SealBroken`."""
    key = key_of(purpose)
    try:
        raw = base64.urlsafe_b64decode(sealed.encode())
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], about.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error


def digest(purpose: str, about: str, text: str) -> str:
    """What is kept of a short code: without the secret nobody finds it by trying all of them."""
    return hmac.digest(key_of(purpose), f"{about}\n{text}".encode(), "sha256").hex()
