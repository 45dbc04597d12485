"""A household changed after an identity check (D02)."""

from collections.abc import Set
from datetime import date
from typing import Any

from contracts.directory.request_types import ChangeHouseholdRequest
from foundation.errors import InvalidInput
from foundation.payload import rest
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.operations import update
from services.directory.changes.operations.assign import assign
from services.directory.changes.queries.effective import WRONG, wrong_day
from services.directory.changes.rules import counts
from services.directory.households.operations.create import require_once
from services.directory.households.queries import views
from services.directory.households.queries.entries import entry_of, require_belonging
from services.directory.households.queries.sides import side_of, standings
from services.directory.households.rules import OF_MEMBER
from services.directory.households.tables import Household


def change(uow: UnitOfWork, data: ChangeHouseholdRequest) -> dict[str, Any]:
    """Change a household after an identity check; before and after are kept (D02).

    Raise `FieldNotEditable` naming what the role may not change. Values that are what they were
    change nothing and publish nothing. Another name and phone are another owner
    (D06); raise `MemberTwice` for who belongs to the household already.
    """
    household_id, effective_from = data["household_id"], data["effective_from"]
    changes = rest(data, "household_id", "identity_check", "effective_from")
    household = uow.load(Household, household_id)
    require_belonging(uow, household)
    update.require_editable(uow.actor, changes.keys())
    uow.check_version(household)
    member = entry_of(uow, household)
    contact = {name: changes.pop(field) for field, name in OF_MEMBER.items() if field in changes}
    stood, side = standings(household), side_of(household, member)
    before, after = assign(household, changes)
    member, contact_before, contact_after = update.put(uow, household, member, contact)
    if contact_after.keys() & {"name", "phone"}:
        require_once(household, member)
    if effective_from:
        require_counting(uow, household, effective_from, after.keys())
    if after or contact_after:
        before, after = before | contact_before, after | contact_after
        seen_by = side if contact_after else None
        update.record(
            uow, household, data["identity_check"], before, after,
            side=seen_by, stood=stood, effective_from=effective_from,
        )  # fmt: skip
        update.follow_person(uow, member)
    return views.household_view(uow, household)


def require_counting(uow: UnitOfWork, household: Household, day: date, changed: Set[str]) -> None:
    """Raise `InvalidInput` for a day from which nothing counts, or may not (B16)."""
    if not counts(changed):
        raise InvalidInput("Neither type nor area nor vacancy changes.", field="effective_from")
    if wrong := wrong_day(uow, household, day):
        raise InvalidInput(WRONG[wrong], field="effective_from")
