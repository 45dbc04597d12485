"""Meter readings (抄表): what was counted waits for the next bill (B01, B21)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from contracts.billing.fees import Basis, UnknownFeeItem
from contracts.billing.households import UnknownHousehold
from contracts.billing.meters import MeterNotRead, ReadingKind, ReadingNotRising, ReadingOutlier
from contracts.billing.request_types import Reading, RecordReadingsRequest, ReplaceMeterRequest
from foundation import replica
from foundation.errors import InvalidInput, NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.daily.operations import today
from services.billing.fees.tables import FeeItem
from services.billing.ledger.operations.booking import lock_accounts
from services.billing.meters.queries import chain, meter_view
from services.billing.meters.rules import Known, last_real, outlying
from services.billing.meters.tables import MeterReading
from services.billing.policy import BillingPolicy


def record(uow: UnitOfWork, data: RecordReadingsRequest) -> dict[str, Any]:
    """Record readings, all or none; the first one of a meter only sets where it stands."""
    lock_accounts(uow, [reading["household_id"] for reading in data["readings"]])
    consumption = Decimal(0)
    ordered = sorted(data["readings"], key=lambda reading: reading["read_on"])
    for reading in ordered:
        consumption += record_one(uow, reading)
    uow.subject("meter_readings", ordered[0]["household_id"])
    return {
        "recorded": len(ordered),
        "consumption": consumption,
        "recorded_at": uow.now,
    }


def record_one(uow: UnitOfWork, data: Reading) -> Decimal:
    """Record one reading; return what the meter has counted since the one before."""
    require_past(uow, data["read_on"], "read_on")
    require_meter(uow, data["household_id"], data["name"])
    known = chain(uow, data["household_id"], data["name"])
    last = known[-1] if known else None
    if last:
        estimated = data["estimated"]
        require_rising(known, data["read_on"], data["value"], "value", estimated=estimated)
        if last.read_on == data["read_on"]:
            raise not_rising(last, data["read_on"], data["value"], "value")
        require_usual(uow, known, data["read_on"], data["value"], data["confirmed"], "value")
    row = new_reading(
        uow,
        household_id=data["household_id"],
        name=data["name"],
        read_on=data["read_on"],
        previous=last.value if last else data["value"],
        value=data["value"],
        meter=last.meter if last else "",
        estimated=data["estimated"],
        remark=data["remark"],
    )
    return row.value - row.previous


def replace(uow: UnitOfWork, data: ReplaceMeterRequest) -> dict[str, Any]:
    """A new meter: the old one counts up to its end, the new one from its start (B21).

    An end that was read on the same day needs no reading of its own.
    """
    household_id, name, day = data["household_id"], data["name"], data["replaced_on"]
    lock_accounts(uow, [household_id])
    require_past(uow, day, "replaced_on")
    item = require_meter(uow, household_id, name)
    known = chain(uow, household_id, name)
    if not known:
        raise MeterNotRead(field="name", name=name)
    last = known[-1]
    require_rising(known, day, data["old_end"], "old_end")
    more = {"household_id": household_id, "name": name, "read_on": day, "reason": data["reason"]}
    if last.read_on < day:
        require_usual(uow, known, day, data["old_end"], data["confirmed"], "old_end")
        end = more | {"kind": ReadingKind.END, "meter": last.meter}
        new_reading(uow, previous=last.value, value=data["old_end"], **end)
    elif last.value != data["old_end"] or last.kind == ReadingKind.START:
        raise not_rising(last, day, data["old_end"], "old_end")
    start = more | {"kind": ReadingKind.START, "meter": data["meter"] or ""}
    new_reading(uow, previous=data["new_start"], value=data["new_start"], **start)
    uow.subject("meter_readings", household_id)
    return meter_view(uow, household_id, item)


def new_reading(uow: UnitOfWork, **values: Any) -> MeterReading:
    """Enter a reading that waits for the next bill."""
    row = MeterReading(
        id=uow.new_id(),
        **{"kind": ReadingKind.READING, "reason": None, "estimated": False, "remark": None}
        | values,
        recorded_by=uow.actor.id,
        recorded_at=uow.now,
    )
    uow.session.add(row)
    uow.session.flush()
    return row


def require_past(uow: UnitOfWork, day: date, field: str) -> None:
    """Raise for a day to come."""
    if day > today(uow):
        raise InvalidInput("Must not be in the future.", field=field)


def require_rising(
    known: Sequence[MeterReading], day: date, value: Decimal, field: str, *, estimated: bool = False
) -> None:
    """Raise for what is before the last reading or below it; a real one for what is below the last
    real one: estimates after that are made good by it (B21).
    """
    last = known[-1]
    bound = last if estimated else last_real(known)
    if last.read_on > day:
        raise not_rising(last, day, value, field)
    if bound and bound.value > value:
        raise not_rising(bound, day, value, field)


def not_rising(last: Known, day: date, value: Decimal, field: str) -> ReadingNotRising:
    """The refusal of what is not above and after the last reading."""
    shown = f"{last.value} ({last.read_on})"
    return ReadingNotRising(field=field, read_on=day.isoformat(), value=str(value), last=shown)


def require_usual(
    uow: UnitOfWork,
    known: Sequence[MeterReading],
    day: date,
    value: Decimal,
    confirmed: bool,
    field: str,
) -> None:
    """Raise for a use far above the usual, unless somebody has looked at it again."""
    policy = uow.policy(BillingPolicy)
    limits = policy.reading_outlier_factor, policy.reading_outlier_least
    consumption = value - known[-1].value
    usual = outlying(known, day, consumption, *limits)
    if usual is not None and not confirmed:
        raise ReadingOutlier(
            field=field, read_on=day.isoformat(), consumption=str(consumption), usual=str(usual)
        )


def require_meter(uow: UnitOfWork, household_id: str, name: str) -> FeeItem:
    """The metered item; raise unless the household is known and its unit type has it."""
    try:
        household = replica.household(uow, household_id)
    except NotFound as error:
        raise UnknownHousehold(field="household_id") from error
    item = uow.session.scalar(
        select(FeeItem)
        .where(FeeItem.name == name, FeeItem.unit_type == household.unit_type)
        .where(FeeItem.basis == Basis.METER)
        .order_by(FeeItem.effective_from.desc())
        .limit(1)
    )
    if item is None:
        raise UnknownFeeItem(field="name", name=name)
    return item
