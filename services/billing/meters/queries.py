"""Meters and what they have shown (B21)."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.billing.fees import Basis
from contracts.billing.meters import ReadingKind
from contracts.billing.request_types import ListMetersRequest, ListReadingsRequest
from foundation import replica
from foundation.storage.filtered import Filtered
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.fees.tables import FeeItem
from services.billing.meters.rules import usual_per_day
from services.billing.meters.tables import MeterReading

PORTION = 500
"""Households asked for at once."""
CHAINS: Final = Filtered(
    select(MeterReading)
    .where(MeterReading.name == bindparam("name"), MeterReading.reversed_at.is_(None))
    .order_by(MeterReading.read_on, MeterReading.kind == ReadingKind.START),
    {
        "household_id": MeterReading.household_id == bindparam("household_id"),
        "ids": MeterReading.household_id.in_(bindparam("ids", expanding=True)),
    },
)
METERED: Final = (
    select(FeeItem.name, FeeItem.name_en, FeeItem.unit)
    .where(FeeItem.unit_type == bindparam("unit_type"), FeeItem.basis == Basis.METER)
    .order_by(FeeItem.effective_from)
)


def chain(uow: UnitOfWork, household_id: str, name: str) -> list[MeterReading]:
    """The readings of a meter that stand, and of the meters before it; oldest first."""
    values = {"household_id": household_id, "name": name}
    return list(uow.session.scalars(CHAINS.by(["household_id"]), values))


def chains(
    uow: UnitOfWork, name: str, household_ids: Sequence[str]
) -> dict[str, list[MeterReading]]:
    """The chains of many households, by household; those never read have none."""
    found: dict[str, list[MeterReading]] = {}
    for begin in range(0, len(household_ids), PORTION):
        values = {"ids": household_ids[begin : begin + PORTION], "name": name}
        for row in uow.session.scalars(CHAINS.by(["ids"]), values):
            found.setdefault(row.household_id, []).append(row)
    return found


READINGS = listing(MeterReading, "household_id", "name")


def list_readings(uow: UnitOfWork, data: ListReadingsRequest) -> dict[str, Any]:
    """Readings, last entered first."""
    found = READINGS.page(uow, data)
    return found | {"items": [reading_view(row) for row in found["items"]]}


def reading_view(row: MeterReading) -> dict[str, Any]:
    """A reading as it is shown."""
    shown = {column.key: getattr(row, column.key) for column in MeterReading.__table__.columns}
    return shown | {"consumption": row.value - row.previous}


def list_meters(uow: UnitOfWork, data: ListMetersRequest) -> dict[str, Any]:
    """The meters of a household."""
    household = replica.household(uow, data["household_id"])
    latest = {item.name: item for item in uow.rows(METERED, unit_type=household.unit_type)}
    return {"items": [meter_view(uow, household.household_id, latest[name]) for name in latest]}


def meter_view(uow: UnitOfWork, household_id: str, item: FeeItem) -> dict[str, Any]:
    """A meter and where it stands."""
    readings = chain(uow, household_id, item.name)
    last = readings[-1] if readings else None
    usual = usual_per_day(readings)
    return {
        "household_id": household_id,
        "name": item.name,
        "name_en": item.name_en,
        "unit": item.unit,
        "meter": last.meter if last else "",
        "read_on": last.read_on if last else None,
        "value": last.value if last else None,
        "usual_per_day": None if usual is None else round(usual, 2),
    }
