"""Everything that bills of some households are worked out from (B01)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from contracts.billing.codes import Basis, PricePeriod
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain import fees
from services.billing.tables import FeeAssignment, FeeItem, MeterReading, OccupancyChange


def fee_items(work: UnitOfWork, until: date) -> list[fees.FeeItem]:
    """All fee items with prices that come into force up to a day."""
    rows = work.session.scalars(select(FeeItem).where(FeeItem.effective_from <= until))
    return fees.grouped([price(row) for row in rows])


def price(row: FeeItem) -> fees.Price:
    """A price as the rules know it."""
    return fees.Price(
        id=row.id,
        name=row.name,
        name_en=row.name_en,
        unit_type=row.unit_type,
        basis=Basis(row.basis),
        price=row.price,
        period=PricePeriod(row.period),
        since=row.effective_from,
        assigned_only=row.assigned_only,
        vacant_percent=row.vacant_percent,
        unit=row.unit,
    )


def units(work: UnitOfWork, household_ids: Sequence[str] | None = None) -> list[fees.Unit]:
    """Households as the rules of billing know them, by building, floor and unit."""
    homes = replica.households(work, ids=household_ids)
    told = (OccupancyChange.version, OccupancyChange.since)
    states = gathered(work, OccupancyChange, household_ids, told)
    assigned = gathered(work, FeeAssignment, household_ids, (FeeAssignment.starts_on,))
    readings = gathered(
        work, MeterReading, household_ids, (MeterReading.read_on,), MeterReading.bill_id.is_(None)
    )
    return [
        fees.Unit(
            household_id=home.household_id,
            billing_from=home.billing_from,
            occupancies=fees.history(
                fees.Occupancy(row.since, row.unit_type, row.area_m2, row.vacant)
                for row in states.get(home.household_id, ())
            )
            or (fees.Occupancy(fees.ALWAYS, home.unit_type, home.area_m2, home.vacant),),
            assignments=tuple(
                fees.Assignment(row.name, row.quantity, row.starts_on, row.ends_on)
                for row in assigned.get(home.household_id, ())
            ),
            readings=tuple(
                fees.Reading(row.id, row.name, row.read_on, row.previous, row.value)
                for row in readings.get(home.household_id, ())
            ),
        )
        for home in homes
    ]


def gathered(
    work: UnitOfWork,
    model: Any,
    household_ids: Sequence[str] | None,
    order: tuple[Any, ...],
    *where: Any,
) -> dict[str, list[Any]]:
    """Rows of a table by household, in an order."""
    statement = select(model).where(*where).order_by(*order)
    if household_ids is not None:
        statement = statement.where(model.household_id.in_(household_ids))
    found: dict[str, list[Any]] = {}
    for row in work.session.scalars(statement):
        found.setdefault(row.household_id, []).append(row)
    return found
