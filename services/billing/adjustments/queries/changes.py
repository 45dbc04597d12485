"""What bills depend on that has changed since they were worked out (B16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from foundation.storage.unit_of_work import UnitOfWork
from services.billing.adjustments.rules import TIMED
from services.billing.fees.tables import FeeAssignment, FeeItem
from services.billing.households.tables import OccupancyChange

WRITTEN_AT_ONCE = timedelta(hours=1)
"""What was changed so shortly before a bill may have been written after the bill was worked out."""


@dataclass(frozen=True)
class Changed:
    """When what the bills of some households depend on has changed last."""

    homes: dict[str, datetime]
    prices: Sequence[tuple[datetime, date]]
    """Prices of items by time: when entered, from when in force."""

    def since(self, household_id: str, at: datetime, last: date) -> bool:
        """Whether something has changed since `at` that may concern days up to `last`."""
        since = at - WRITTEN_AT_ONCE
        mine = self.homes.get(household_id)
        return (mine is not None and mine > since) or any(
            entered > since and from_day <= last for entered, from_day in self.prices
        )


def changes(uow: UnitOfWork, household_ids: Sequence[str], since: datetime) -> Changed:
    """What was entered, published or priced since a moment."""
    since -= WRITTEN_AT_ONCE
    homes: dict[str, datetime] = {}
    for model in (OccupancyChange, FeeAssignment):
        table: Any = model
        rows = uow.session.execute(
            select(table.household_id, func.max(table.changed_at))
            .where(table.household_id.in_(household_ids), table.changed_at > since)
            .group_by(table.household_id)
        )
        for household_id, at in rows:
            homes[household_id] = max(homes.get(household_id, at), at)
    prices = uow.session.execute(
        select(FeeItem.created_at, FeeItem.effective_from)
        .where(FeeItem.basis.in_(TIMED), FeeItem.created_at > since)
    )  # fmt: skip
    return Changed(homes, [(row[0], row[1]) for row in prices])
