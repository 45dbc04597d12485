"""That somebody's password was right a moment ago: what the second step of a login stands on (P03).

Sealed with the installation's secret, so that nobody else says it; it ends after some minutes, and
with the password.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from foundation.sealing import SealBroken, seal, unseal
from services.directory.second_factor.operations import machine_now

PURPOSE = "proofs of passwords"
LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Proof:
    """Whose password was right, and which one it was."""

    person_id: str
    password: str
    company: str | None
    """The company account by which somebody came; None: by the password."""

    def is_of(self, password_hash: str) -> bool:
        """Whether the password is still that one."""
        return self.password == mark(password_hash)


def mark(password_hash: str) -> str:
    """By what a password is known again."""
    return sha256(password_hash.encode()).hexdigest()


def make(person_id: str, password_hash: str, company: str | None = None) -> str:
    """A proof that holds from now on."""
    until = machine_now() + LASTS
    said = {"who": person_id, "which": mark(password_hash), "until": until.timestamp()}
    return seal(PURPOSE, "", json.dumps(said | {"company": company}))


def read(proof: str) -> Proof | None:
    """What a proof says; None for one that is none, or holds no longer."""
    try:
        said = json.loads(unseal(PURPOSE, "", proof))
    except SealBroken:
        return None
    if machine_now() >= datetime.fromtimestamp(said["until"], UTC):
        return None
    return Proof(said["who"], said["which"], said.get("company"))
