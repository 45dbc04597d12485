"""Meter readings (抄表): what was counted waits for the next bill (B01)."""

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from contracts.billing.codes import Basis
from foundation import replica
from foundation.errors import InvalidInput, NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.errors import ReadingNotRising, UnknownFeeItem, UnknownHousehold
from services.billing.operations.daily import today
from services.billing.operations.ledger import lock_accounts
from services.billing.tables import FeeItem, MeterReading


def record(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Record readings, all or none; the first one of a meter only sets where it stands."""
    lock_accounts(work, [reading["household_id"] for reading in data["readings"]])
    consumption = Decimal(0)
    ordered = sorted(data["readings"], key=lambda reading: reading["read_on"])
    for reading in ordered:
        consumption += record_one(work, reading)
    work.subject("meter_readings", ordered[0]["household_id"])
    return {
        "recorded": len(ordered),
        "consumption": consumption,
        "recorded_at": work.now,
    }


def record_one(work: UnitOfWork, data: dict[str, Any]) -> Decimal:
    """Record one reading; tell what the meter has counted since the one before."""
    if data["read_on"] > today(work):
        raise InvalidInput("Must not be in the future.", field="read_on")
    require_meter(work, data["household_id"], data["name"])
    last = work.session.scalar(
        select(MeterReading)
        .where(MeterReading.household_id == data["household_id"])
        .where(MeterReading.name == data["name"])
        .order_by(MeterReading.read_on.desc())
        .limit(1)
    )
    if last and (last.read_on >= data["read_on"] or last.value > data["value"]):
        raise ReadingNotRising(
            field="value",
            read_on=data["read_on"].isoformat(),
            value=str(data["value"]),
            last=f"{last.value} ({last.read_on})",
        )
    previous = last.value if last else data["value"]
    work.session.add(
        MeterReading(
            id=work.new_id(),
            household_id=data["household_id"],
            name=data["name"],
            read_on=data["read_on"],
            previous=previous,
            value=data["value"],
            bill_id=None,
            recorded_by=work.actor.id,
            recorded_at=work.now,
        )
    )
    work.session.flush()
    return Decimal(data["value"] - previous)


def require_meter(work: UnitOfWork, household_id: str, name: str) -> None:
    """Raise unless the household is known and its unit type has such a metered item."""
    try:
        household = replica.household(work, household_id)
    except NotFound as error:
        raise UnknownHousehold(field="household_id") from error
    item = (
        select(FeeItem.id)
        .where(FeeItem.name == name, FeeItem.unit_type == household.unit_type)
        .where(FeeItem.basis == Basis.METER)
        .limit(1)
    )
    if work.session.scalar(item) is None:
        raise UnknownFeeItem(field="name", name=name)
