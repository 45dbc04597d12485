"""What a row of a sheet of readings comes to, beside what is recorded of its meter (B21)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from contracts.billing.reading_sheets import ReadingMark, ReadingOutcome
from services.billing.meters.rules import Known, last_real, outlying
from services.billing.reading_sheets.rules.rows import ReadingRow, RowError


@dataclass(frozen=True)
class Judged:
    """What a good row comes to; `begin` is where a meter that was never read began."""

    outcome: ReadingOutcome
    previous: Decimal | None = None
    previous_on: date | None = None
    begin: tuple[date, Decimal] | None = None
    consumption: Decimal | None = None
    usual: Decimal | None = None
    marks: tuple[ReadingMark, ...] = ()


def judge(
    row: ReadingRow, chain: Sequence[Known], today: date, limits: tuple[int, int]
) -> Judged | RowError:
    """What the row comes to, or what is wrong with it; `limits` say what is far above the usual."""
    last = chain[-1] if chain else None
    before = Judged(
        ReadingOutcome.RECORDED, last.value if last else None, last.read_on if last else None
    )
    if row.value is None or row.read_on is None:
        return replace(before, outcome=ReadingOutcome.UNREAD)
    if any((one.read_on, one.value) == (row.read_on, row.value) for one in chain):
        return replace(before, outcome=ReadingOutcome.UNCHANGED)
    if row.read_on > today:
        return RowError(row.row, "read_on", "future")
    if last is None:
        return first(row)
    if row.previous is not None and row.previous != last.value:
        return RowError(row.row, "previous", "previous", {"last": with_day(last)})
    bound = last if row.estimated else last_real(chain)
    if row.read_on <= last.read_on:
        return RowError(row.row, "read_on", "not_rising", {"last": with_day(last)})
    if bound and row.value < bound.value:
        return RowError(row.row, "value", "not_rising", {"last": with_day(bound)})
    used = row.value - last.value
    usual = outlying(chain, row.read_on, used, *limits)
    return replace(
        before,
        consumption=used,
        usual=usual,
        marks=marks_of(row, used, outlier=usual is not None),
    )


def first(row: ReadingRow) -> Judged | RowError:
    """The first reading of a meter: where it stands, or what it counted since it began."""
    marks = (ReadingMark.FIRST,)
    if row.previous is None and row.previous_on is None:
        return Judged(ReadingOutcome.RECORDED, consumption=Decimal(0), marks=marks)
    if row.previous is None or row.previous_on is None:
        name = "previous" if row.previous is None else "previous_on"
        return RowError(row.row, name, "previous_day")
    assert row.value is not None and row.read_on is not None
    began = f"{row.previous} ({row.previous_on})"
    if row.read_on <= row.previous_on:
        return RowError(row.row, "read_on", "not_rising", {"last": began})
    if row.value < row.previous:
        return RowError(row.row, "value", "not_rising", {"last": began})
    used = row.value - row.previous
    return Judged(
        ReadingOutcome.RECORDED, row.previous, row.previous_on,
        begin=(row.previous_on, row.previous), consumption=used,
        marks=(*marks, *marks_of(row, used, outlier=False)),
    )  # fmt: skip


def marks_of(row: ReadingRow, used: Decimal, *, outlier: bool) -> tuple[ReadingMark, ...]:
    """What is to be looked at."""
    found = {
        ReadingMark.ZERO: used == 0,
        ReadingMark.ESTIMATED: row.estimated,
        ReadingMark.TOO_HIGH: used < 0,
        ReadingMark.OUTLIER: outlier,
    }
    return tuple(mark for mark, holds in found.items() if holds)


def with_day(reading: Known) -> str:
    """A reading with its day."""
    return f"{reading.value.normalize():f} ({reading.read_on})"
