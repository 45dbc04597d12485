"""Which households are in arrears, as billing publishes it (audience `in_arrears`, N03)."""

from typing import Any

from sqlalchemy import select

from foundation.storage.unit_of_work import UnitOfWork
from services.notices.audience.tables import HouseholdArrears


def keep(uow: UnitOfWork, event: Any) -> None:
    """Keep what a household owes overdue; an older event changes nothing.

    Who owes nothing keeps a row too, else an older event that comes late would be believed.
    """
    data = event.data
    known = uow.session.scalar(
        select(HouseholdArrears)
        .where(HouseholdArrears.household_id == data["household_id"])
        .with_for_update()
    )
    if known and known.changed_at > event.occurred_at:
        return
    if known is None:
        known = HouseholdArrears(household_id=data["household_id"])
        uow.session.add(known)
    known.overdue_amount = data["overdue_amount"]
    known.oldest_due_date = data["oldest_due_date"]
    known.changed_at = event.occurred_at
