"""A household changed after an identity check (D02)."""

from collections.abc import Set
from datetime import date
from typing import Any

from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.operations import update
from services.directory.changes.operations.assign import assign
from services.directory.changes.queries.effective import WRONG, wrong_day
from services.directory.changes.rules import counts
from services.directory.households.queries import views
from services.directory.households.queries.entries import entry_of, require_belonging
from services.directory.households.queries.sides import side_of, standings
from services.directory.households.rules import OF_MEMBER
from services.directory.households.tables import Household


def change(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Change a household after an identity check; before and after are kept (D02).

    Raise `FieldNotEditable` naming what the role may not change. Values that are what they were
    change nothing and tell nobody. Another name and phone are another owner (D06).
    """
    household_id, check = data.pop("household_id"), data.pop("identity_check")
    effective_from = data.pop("effective_from")
    work.actor.require_household(household_id)
    update.require_editable(work.actor, data.keys())
    household = work.load(Household, household_id)
    require_belonging(household, work.actor)
    work.check_version(household)
    member = entry_of(household, work.actor)
    contact = {name: data.pop(field) for field, name in OF_MEMBER.items() if field in data}
    stood, side = standings(household), side_of(household, member)
    before, after = assign(household, data)
    member, contact_before, contact_after = update.put(work, household, member, contact)
    if effective_from:
        require_counting(work, household, effective_from, after.keys())
    if after or contact_after:
        before, after = before | contact_before, after | contact_after
        seen_by = side if contact_after else None
        update.record(
            work, household, check, before, after,
            side=seen_by, stood=stood, effective_from=effective_from,
        )  # fmt: skip
        update.follow_person(work, member)
    return views.household_view(household, work.actor)


def require_counting(work: UnitOfWork, household: Household, day: date, changed: Set[str]) -> None:
    """Raise `InvalidInput` for a day from which nothing counts, or may not (B16)."""
    if not counts(changed):
        raise InvalidInput("Neither type nor area nor vacancy changes.", field="effective_from")
    if wrong := wrong_day(work, household, day):
        raise InvalidInput(WRONG[wrong], field="effective_from")
