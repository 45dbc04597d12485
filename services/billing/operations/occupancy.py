"""The state of units over time, from the directory's events: what bills prorate by (B01)."""

from typing import Any

from sqlalchemy import delete, insert, select

from foundation.clock import local_date
from foundation.replica.handlers import put
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.queries.units import ALWAYS
from services.billing.tables import OccupancyChange


def on_household_changed(work: UnitOfWork, event: Any) -> None:
    """Keep the household, and from which day on its type, area or vacancy is another one."""
    data = event.data
    before = work.session.execute(
        select(household_replica).where(household_replica.c.household_id == data["household_id"])
    ).first()
    if not put(work, household_replica, data):
        return
    if before:
        keep_first(work, before)
    last = work.session.scalar(
        select(OccupancyChange)
        .where(OccupancyChange.household_id == data["household_id"])
        .order_by(OccupancyChange.since.desc())
        .limit(1)
    )
    state = {key: data[key] for key in ("unit_type", "area_m2", "vacant")}
    if last and all(getattr(last, key) == value for key, value in state.items()):
        return
    since = local_date(event.occurred_at) if last else ALWAYS
    key = (
        OccupancyChange.household_id == data["household_id"],
        OccupancyChange.since == since,
    )
    work.session.execute(delete(OccupancyChange).where(*key))
    work.session.execute(
        insert(OccupancyChange).values(household_id=data["household_id"], since=since, **state)
    )


def keep_first(work: UnitOfWork, before: Any) -> None:
    """What a replica filled at once said is the state from the beginning."""
    work.session.execute(
        work.insert_ignoring(OccupancyChange.__table__).values(
            household_id=before.household_id,
            since=ALWAYS,
            unit_type=before.unit_type,
            area_m2=before.area_m2,
            vacant=before.vacant,
        )
    )
