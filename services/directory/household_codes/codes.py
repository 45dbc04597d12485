"""Codes as they are made, found again, and end (P04)."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from contracts.directory.household_codes import CodeOver, CodeUnknown
from foundation.sealing import digest, digests
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.household_codes.tables import HouseholdCode
from services.directory.households.tables import Household
from services.directory.policy import DirectoryPolicy
from services.directory.second_factor.rules import ALPHABET, LETTERS, plain

PURPOSE = "household codes"
HALF = LETTERS // 2


def digest_of(code: str) -> str:
    """What is kept of a code, however it was typed."""
    return digest(PURPOSE, "", plain(code))


def expiry(uow: UnitOfWork) -> datetime:
    """Until when a code opens that is given now."""
    return uow.now + timedelta(days=uow.policy(DirectoryPolicy).household_code_days)


def make(uow: UnitOfWork, household_id: str, **given: Any) -> tuple[HouseholdCode, str]:
    """A new code of a household, with what is said once."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    row = HouseholdCode(
        id=uow.new_id(),
        household_id=household_id,
        digest=digest_of(letters),
        by_member_id=given.get("by_member_id"),
        name=given.get("name"),
        relation=given.get("relation"),
        member_id=None,
        made_at=uow.now,
        expires_at=expiry(uow),
        ended_at=None,
    )
    uow.session.add(row)
    return row, f"{letters[:HALF]}-{letters[HALF:]}"


def held(uow: UnitOfWork, code: str) -> tuple[HouseholdCode, Household]:
    """The code and its household, both locked where the unit writes, which is in their community
    from then on; raise `CodeUnknown`, and `CodeOver` to whoever holds one that was genuine."""
    known = digests(PURPOSE, "", plain(code))
    found = select(HouseholdCode.id).where(HouseholdCode.digest.in_(known))
    code_id = uow.session.scalar(found)
    if code_id is None:
        raise CodeUnknown(field="code")
    row = uow.load(HouseholdCode, code_id)
    household = uow.load(Household, row.household_id)
    if row.ended_at is not None or uow.now >= row.expires_at or is_from_before(row, household):
        raise CodeOver(field="code")
    return row, household


def is_from_before(row: HouseholdCode, household: Household) -> bool:
    """Whether the household has changed hands since, or who gave the code has left it."""
    if row.by_member_id is None:
        return household.owner.since > row.made_at
    return all(member.id != row.by_member_id for member in household.members)
