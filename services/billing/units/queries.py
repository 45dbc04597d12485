"""Everything that bills of some households are worked out from (B01)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, select

from contracts.billing.fees import Basis, PricePeriod
from contracts.billing.meters import ReadingKind
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.fees import rules as fees
from services.billing.fees.tables import FeeAssignment, FeeItem
from services.billing.households.rules import ALWAYS, Occupancy, history
from services.billing.households.tables import OccupancyChange
from services.billing.meters.tables import MeterReading
from services.billing.units.rules.units import Assignment, Reading, Unit


def fee_items(uow: UnitOfWork, until: date) -> list[fees.FeeItem]:
    """All fee items with prices that come into force up to a day, as the community that the unit is
    in has them."""
    rows = uow.session.scalars(select(FeeItem).where(FeeItem.effective_from <= until))
    of_item: dict[tuple[str, str], list[FeeItem]] = {}
    for row in rows:
        of_item.setdefault((row.unit_type, row.name), []).append(row)
    held = [one for prices in of_item.values() for one in fees.in_place(prices, uow.community)]
    return fees.grouped([price(row, since) for since, row in held])


def price(row: FeeItem, since: date) -> fees.Price:
    """A price as the rules know it, from the day on which it holds."""
    return fees.Price(
        id=row.id,
        name=row.name,
        name_en=row.name_en,
        unit_type=row.unit_type,
        basis=Basis(row.basis),
        price=row.price,
        period=PricePeriod(row.period),
        since=since,
        assigned_only=row.assigned_only,
        vacant_percent=row.vacant_percent,
        unit=row.unit,
    )


def reading(row: MeterReading) -> Reading:
    """A reading as the rules know it."""
    return Reading(
        id=row.id,
        name=row.name,
        read_on=row.read_on,
        previous=row.previous,
        value=row.value,
        estimated=row.estimated,
        corrects=row.corrects_id,
        reversed_at_price=row.billed_price if row.reversed_at and row.bill_id else None,
        charged_again_at=row.billed_price if row.reversed_at and not row.bill_id else None,
    )


def units(uow: UnitOfWork, household_ids: Sequence[str] | None = None) -> list[Unit]:
    """Households as the rules of billing know them, by building, floor and unit."""
    homes = replica.households(uow, ids=household_ids)
    by_version = (OccupancyChange.version, OccupancyChange.since)
    states = gathered(uow, OccupancyChange, household_ids, by_version)
    assigned = gathered(uow, FeeAssignment, household_ids, (FeeAssignment.starts_on,))
    order = (MeterReading.read_on, MeterReading.kind == ReadingKind.START)
    readings = gathered(uow, MeterReading, household_ids, order, to_settle())
    return [
        Unit(
            household_id=home.household_id,
            billing_from=home.billing_from,
            occupancies=history(
                Occupancy(row.since, row.unit_type, row.area_m2, row.vacant)
                for row in states.get(home.household_id, ())
            )
            or (Occupancy(ALWAYS, home.unit_type, home.area_m2, home.vacant),),
            assignments=tuple(
                Assignment(row.name, row.quantity, row.starts_on, row.ends_on)
                for row in assigned.get(home.household_id, ())
            ),
            readings=tuple(reading(row) for row in readings.get(home.household_id, ())),
        )
        for home in homes
    ]


def to_settle() -> ColumnElement[bool]:
    """Readings of which the next bill takes account: not billed yet, or billed and reversed.

    A reversed one is charged and given back, or neither: what has gone back is charged where the
    bill that had done so was cancelled.
    """
    charged, given_back = (
        column.is_not(None) for column in (MeterReading.bill_id, MeterReading.credit_bill_id)
    )
    stands = MeterReading.reversed_at.is_(None)
    return case((stands, ~charged), else_=(charged & ~given_back) | (~charged & given_back))


def gathered(
    uow: UnitOfWork,
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
    for row in uow.session.scalars(statement):
        found.setdefault(row.household_id, []).append(row)
    return found
