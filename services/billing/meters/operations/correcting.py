"""Corrections of meter readings (抄表更正): reversed and entered anew, never changed (B21)."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from contracts.billing.meters import (
    NothingCorrected,
    ReadingKind,
    ReadingNotRising,
    ReadingOutOfOrder,
    ReadingReversed,
)
from contracts.billing.request_types import CorrectReadingRequest
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import BillLine
from services.billing.ledger.operations.booking import lock_accounts
from services.billing.meters.operations.recording import new_reading, require_past, require_usual
from services.billing.meters.queries import chain, reading_view
from services.billing.meters.rules import NotRising, Wanted, rechained
from services.billing.meters.tables import MeterReading

Changes = dict[int, tuple[date, Decimal] | None]


def correct(uow: UnitOfWork, data: CorrectReadingRequest) -> dict[str, Any]:
    """Reverse a reading and enter what is right; the one after it counts from there.

    Without a value it is taken back; the end or start of a replaced meter takes the replacement
    back. What was billed of what is reversed is given back with the next bill.
    """
    wrong = uow.load(MeterReading, data["meter_reading_id"])
    lock_accounts(uow, [wrong.household_id])
    uow.session.refresh(wrong)
    if wrong.reversed_at:
        raise ReadingReversed
    known = chain(uow, wrong.household_id, wrong.name)
    place = known.index(wrong)
    if data["value"] is None:
        changes: Changes = dict.fromkeys(places_gone(known, place))
    else:
        day = data["read_on"] or wrong.read_on
        if (day, data["value"]) == (wrong.read_on, wrong.value):
            raise NothingCorrected(field="value")
        require_between(uow, known, place, day)
        if place and wrong.kind != ReadingKind.START:
            require_usual(uow, known[:place], day, data["value"], data["confirmed"], "value")
        changes = {place: (day, data["value"])}
    try:
        wanted = rechained(known, changes)
    except NotRising as error:
        raise ReadingNotRising(
            field="value",
            read_on=error.read_on.isoformat(),
            value=str(error.value),
            last=f"{error.before.value} ({error.before.read_on})",
        ) from error
    uow.subject("meter_readings", wrong.household_id)
    return book(uow, known, wanted, data["reason"])


def places_gone(known: list[MeterReading], place: int) -> list[int]:
    """What goes when a reading is taken back: itself, or both ends of a replacement."""
    kind = known[place].kind
    if kind == ReadingKind.END:
        return [place, place + 1]
    if kind == ReadingKind.START and place and known[place - 1].kind == ReadingKind.END:
        return [place - 1, place]
    return [place]


def require_between(uow: UnitOfWork, known: list[MeterReading], place: int, day: date) -> None:
    """Raise for a day that is not between the readings around it, or apart from a replacement."""
    reading = known[place]
    require_past(uow, day, "read_on")
    before = known[place - 1].read_on if place else None
    after = known[place + 1].read_on if place + 1 < len(known) else None
    if day == reading.read_on:
        return
    replaced = reading.kind != ReadingKind.READING
    if replaced or (before and day <= before) or (after and day >= after):
        raise ReadingOutOfOrder(
            field="read_on", read_on=day.isoformat(), after=str(before or "—"),
            before=str(after or "—"),
        )  # fmt: skip


def book(
    uow: UnitOfWork, known: list[MeterReading], wanted: list[Wanted], reason: str
) -> dict[str, Any]:
    """Reverse whatever says something else now, and enter that."""
    stays = {one.source: one for one in wanted}
    gone: list[MeterReading] = []
    anew: list[tuple[MeterReading, Wanted]] = []
    for place, row in enumerate(known):
        one = stays.get(place)
        if one and (one.read_on, one.value, one.previous) == (
            row.read_on, row.value, row.previous,
        ):  # fmt: skip
            continue
        gone.append(row)
        if one:
            anew.append((row, one))
    for row in gone:
        row.reversed_at, row.reversed_by, row.reason = uow.now, uow.actor.name, reason
        if row.bill_id and row.billed_price is None:
            row.billed_price = billed_price(uow, row)
    uow.session.flush()
    entered = [
        new_reading(
            uow,
            household_id=row.household_id,
            name=row.name,
            kind=row.kind,
            meter=row.meter,
            estimated=row.estimated and one.value == row.value,
            remark=row.remark,
            read_on=one.read_on,
            previous=one.previous,
            value=one.value,
            corrects_id=row.id if row.bill_id else row.corrects_id or row.id,
        )
        for row, one in anew
    ]
    return {
        "reversed": [reading_view(row) for row in gone],
        "entered": [reading_view(row) for row in entered],
    }


def billed_price(uow: UnitOfWork, row: MeterReading) -> Decimal | None:
    """With what price a reading was billed, where the release before has not written it down."""
    return uow.session.scalar(
        select(func.min(BillLine.unit_price)).where(
            BillLine.bill_id == row.bill_id, BillLine.item == row.name
        )
    )
