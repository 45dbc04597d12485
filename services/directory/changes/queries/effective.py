"""From which day on a change that bills depend on counts (B16, C13)."""

from datetime import date

from foundation.clock import local_date
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.rules import EARLY, FUTURE, earliest
from services.directory.households.queries.sides import owner_since
from services.directory.households.tables import Household
from services.directory.policy import DirectoryPolicy

WRONG = {
    FUTURE: "Must not be in the future.",
    EARLY: "Before the present owner, or too long ago.",
}
"""What is wrong with a day, for who has typed it."""


def wrong_day(uow: UnitOfWork, household: Household, day: date) -> str | None:
    """Why a change of the household cannot count from a day; None if it can.

    Not from a day to come, not before the begin of the present owner, who would owe or be given
    what is another one's (B19), and not longer ago than the policy has it.
    """
    today = local_date(uow.now)
    if day > today:
        return FUTURE
    begun = owner_since(household)
    months = uow.policy(DirectoryPolicy).change_counts_months
    first = earliest(today, months, local_date(begun) if begun else None)
    return EARLY if day < first else None
