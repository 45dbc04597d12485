"""Proving a second factor, and what is kept of it (P03)."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, select

from foundation.actor import Actor
from foundation.clock import SystemClock
from foundation.sealing import SealBroken, digest, digests, seal, unseal
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.second_factor import rules
from services.directory.second_factor.tables import RecoveryCode, SecondFactor

PURPOSE = "second factors"
CODES_PURPOSE = "recovery codes"
CODES: Final = RecoveryCode.__table__.c
SINCE: Final = select(SecondFactor.confirmed_at).where(
    SecondFactor.person_id == bindparam("person_id")
)
LEFT: Final = select(func.count()).where(
    CODES.person_id == bindparam("person_id"), CODES.used_at.is_(None)
)


def machine_now() -> datetime:
    """The machine's time, as telephones have it: whatever the demo clock shows."""
    return SystemClock().now()


def begin(uow: UnitOfWork, person_id: str) -> str:
    """A new secret that waits for its first code; one that waited before is forgotten."""
    secret = rules.new_secret()
    known = uow.session.get(SecondFactor, person_id)
    factor = known or SecondFactor(person_id=person_id, confirmed_at=None)
    factor.secret, factor.made_at = seal(PURPOSE, person_id, secret), uow.now
    factor.last_step, factor.failures, factor.failed_at = 0, 0, None
    uow.session.add(factor)
    return secret


def secret_of(factor: SecondFactor) -> str | None:
    """The shared secret; None where the installation's has been changed since."""
    try:
        return unseal(PURPOSE, factor.person_id, factor.secret)
    except SealBroken:
        return None


def is_right(uow: UnitOfWork, person_id: str, code: str) -> bool:
    """Whether the code is one of the app's or a recovery code that counts now; it counts once. A
    wrong one is counted: the unit is to be committed, whatever is refused afterwards."""
    factor = uow.find(SecondFactor, person_id)
    now = machine_now()
    if factor is None or rules.is_paused(factor.failures, factor.failed_at, now):
        return False
    if takes(uow, factor, code, now):
        factor.failures, factor.failed_at = 0, None
        return True
    factor.failures, factor.failed_at = factor.failures + 1, now
    return False


def takes(uow: UnitOfWork, factor: SecondFactor, code: str, now: datetime) -> bool:
    """Take a code that is right, so that it counts once."""
    secret = secret_of(factor)
    step = rules.step_of(secret, code, now, factor.last_step) if secret else None
    if step is not None:
        factor.last_step = step
        return True
    if factor.confirmed_at is None:
        return False
    found = select(RecoveryCode).where(
        RecoveryCode.person_id == factor.person_id,
        RecoveryCode.used_at.is_(None),
        RecoveryCode.digest.in_(digests(CODES_PURPOSE, factor.person_id, rules.plain(code))),
    )
    spare = uow.session.scalars(found).first()
    if spare is None:
        return False
    spare.used_at = uow.now
    return True


def prove(store: Store, actor: Actor, person_id: str, code: str) -> bool:
    """Whether the code is right; in a unit of its own, so that what is wrong stays counted."""
    with store.write(actor, "directory.prove_second_factor") as uow:
        return is_right(uow, person_id, code)


def confirm(uow: UnitOfWork, person_id: str) -> list[str]:
    """From now on it is needed to log in; the recovery codes."""
    uow.load(SecondFactor, person_id).confirmed_at = uow.now
    uow.subject("second_factor", person_id)
    return renew_codes(uow, person_id)


def renew_codes(uow: UnitOfWork, person_id: str) -> list[str]:
    """New recovery codes in the place of the old ones."""
    uow.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    codes = rules.new_codes()
    uow.session.add_all(
        RecoveryCode(
            id=uow.new_id(),
            person_id=person_id,
            digest=digest(CODES_PURPOSE, person_id, rules.plain(code)),
            used_at=None,
        )
        for code in codes
    )
    return codes


def remove(uow: UnitOfWork, person_id: str) -> bool:
    """The password alone does again; False where there was none."""
    factor = uow.find(SecondFactor, person_id)
    if factor is None:
        return False
    uow.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    uow.session.delete(factor)
    uow.subject("second_factor", person_id)
    return True


def codes_left(uow: UnitOfWork, person_id: str) -> Any:
    """How many recovery codes still open."""
    return uow.session.scalar(LEFT, {"person_id": person_id})


def since(uow: UnitOfWork, person_id: str) -> Any:
    """Since when somebody has one; None: they have none."""
    return uow.session.scalar(SINCE, {"person_id": person_id})
