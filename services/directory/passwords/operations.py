"""Passwords as argon2id hashes; hashing runs outside the green threads."""

from collections.abc import Iterable
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from contracts.directory.passwords import WeakPassword
from foundation.concurrency import Semaphore, is_green, to_thread
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.passwords.rules import flaw_of
from services.directory.policy import DirectoryPolicy

HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""19 MiB, two passes: what OWASP recommends where many log in on few cores."""
NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1"
    "$YwPvQU2m3ZX6maMfY+BxDQ$n1JDETO2bbO/6lcEOYn/HUdl9Oz6yTCftpZrs51fNeo"
)
"""The hash of a password that was thrown away: unknown users cost as much time as known ones."""
TURNS = Semaphore(2)
"""Two hashes at once, however many log in: the threads are there for commits too."""


def hashed(password: str) -> str:
    """A fresh hash."""
    return str(aside(HASHER.hash, password))


def is_password(password_hash: str, password: str) -> bool:
    """Whether the hash is of this password."""
    try:
        return bool(aside(HASHER.verify, password_hash, password))
    except (VerifyMismatchError, InvalidHashError):
        return False


def aside(act: Any, *arguments: Any) -> Any:
    """Run in a real thread where green threads would have to wait; argon2 releases the GIL."""
    if is_green():
        with TURNS:
            return to_thread(act, *arguments)
    return act(*arguments)


def require_strong(
    uow: UnitOfWork, password: str, username: str, *, field: str, own: Iterable[str | None] = ()
) -> None:
    """Raise `WeakPassword` for one that is easy to guess, also by who knows the person's `own`
    names and numbers."""
    least = uow.policy(DirectoryPolicy).password_min_length
    known = [one for one in own if one]
    if flaw := flaw_of(password, username, least, known):
        raise WeakPassword(field=field, min_length=least, reason=flaw)
