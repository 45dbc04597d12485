"""The code on a paper, by which it can be verified (P10).

Made of kind, number, amount and day with the installation's secret: whoever changes one of them on
a paper, or makes one up, cannot know the code that goes with it.
"""

import hmac
import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

from contracts.papers import PaperKind

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O and U, which are read as something else."""
LENGTH, GROUP = 12, 4
"""60 bits, in groups as they are typed."""
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
BETWEEN = re.compile(r"[\s_‐‑‒–—―−－-]+")
"""What people put between the groups."""


@lru_cache(maxsize=8)
def key_of(secret: str) -> bytes:
    """The key of the codes, derived from the installation's secret."""
    return blake2b(b"codes of papers", key=secret.encode()[:64], digest_size=32).digest()


def paper_code(secret: str, kind: PaperKind, number: str, amount: str | None, on: str) -> str:
    """Such as `7K2M-9QXT-4HWB`; `amount` as on the wire, `on` as `2026-11-28`."""
    said = "\n".join((kind, number, amount or "", on))
    digest = int.from_bytes(hmac.digest(key_of(secret), said.encode(), "sha256"), "big")
    letters = "".join(ALPHABET[digest >> 5 * at & 31] for at in range(LENGTH))
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def is_same(typed: str, code: str) -> bool:
    """Whether somebody typed this code, however they wrote it; in constant time."""
    return hmac.compare_digest(plain(typed[:100]).encode(), plain(code).encode())


def plain(code: str) -> str:
    """A code in the one form in which it is compared."""
    return BETWEEN.sub("", unicodedata.normalize("NFKC", code)).upper().translate(READ_AS)
