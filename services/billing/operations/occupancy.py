"""The state of units over time, from the directory's events: what bills prorate by (B01)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from foundation.clock import local_date
from foundation.replica.handlers import put
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain.fees import ALWAYS
from services.billing.tables import OccupancyChange


def on_household_changed(work: UnitOfWork, event: Any) -> None:
    """Keep the household, and from which day on its type, area and vacancy are what it says.

    A version that comes late changes the household no more, but the days before the newer ones.
    """
    data = event.data
    before = work.session.execute(
        select(household_replica).where(household_replica.c.household_id == data["household_id"])
    ).first()
    if before:  # a replica filled at once has told of no version: its state is the first one
        keep(work, dict(before._mapping), ALWAYS)
    keep(work, data, local_date(event.occurred_at))
    put(work, household_replica, data)


def keep(work: UnitOfWork, told: Mapping[str, Any], since: date) -> None:
    """Write down what a version tells of the unit, unless that is known."""
    names = ("household_id", "version", "unit_type", "area_m2", "vacant")
    row = {name: told[name] for name in names} | {"since": since}
    known = select(OccupancyChange.since).where(
        OccupancyChange.household_id == row["household_id"],
        OccupancyChange.version == row["version"],
    )
    if work.session.scalar(known) is None:
        work.session.execute(work.insert_ignoring(OccupancyChange.__table__), row)
