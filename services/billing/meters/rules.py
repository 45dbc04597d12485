"""Meters (表计): what follows one reading from another, and what is far from usual (B21)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from contracts.billing.meters import ReadingKind


class Known(Protocol):
    """A reading that is there."""

    kind: str
    read_on: date
    previous: Decimal
    value: Decimal
    estimated: bool


@dataclass(frozen=True)
class Wanted:
    """What a reading is to say; `source` is its place in the chain as it was."""

    source: int
    kind: str
    read_on: date
    value: Decimal
    previous: Decimal


class NotRising(ValueError):
    """A reading is below the one before it: `place` in the chain."""

    def __init__(self, value: Decimal, read_on: date, before: "Wanted") -> None:
        super().__init__(f"{value} ({read_on})")
        self.value, self.read_on, self.before = value, read_on, before


def position(reading: Known) -> tuple[date, bool]:
    """By what readings of a meter are ordered: a new meter starts after the old one's end."""
    return reading.read_on, reading.kind == ReadingKind.START


def rechained(
    chain: Sequence[Known], changes: dict[int, tuple[date, Decimal] | None]
) -> list[Wanted]:
    """The readings of a meter after changes, by their place: a day and value, or None for gone.

    A real reading may be below the estimates before it, which it makes good. Raises `NotRising`.
    """
    found: list[Wanted] = []
    real: list[Wanted] = []
    for place, reading in enumerate(chain):
        change = changes.get(place, (reading.read_on, reading.value))
        if change is None:
            continue
        read_on, value = change
        opens = not found or reading.kind == ReadingKind.START
        previous = value if opens else found[-1].value
        estimated = reading.estimated and place not in changes
        one = Wanted(place, reading.kind, read_on, value, previous)
        before = (found if estimated else real)[-1:]
        if not opens and before and value < before[0].value:
            raise NotRising(value, read_on, before[0])
        found.append(one)
        if not estimated:
            real.append(one)
    return found


def last_real(chain: Sequence[Known]) -> Known | None:
    """The last reading that is no estimate: the next real one must not be below it."""
    return next((one for one in reversed(chain) if not one.estimated), None)


def usual_per_day(chain: Sequence[Known]) -> Decimal | None:
    """What a meter counts a day, of all its readings; None before there are two."""
    if len(chain) < 2:
        return None
    days = (chain[-1].read_on - chain[0].read_on).days
    counted = sum((reading.value - reading.previous for reading in chain), Decimal(0))
    return counted / days if days else None


def outlying(
    chain: Sequence[Known], read_on: date, consumption: Decimal, factor: int, least: int
) -> Decimal | None:
    """What would be usual since the last reading, if this is far more; else None."""
    usual = usual_per_day(chain)
    if not usual or consumption <= least:
        return None
    expected = usual * max((read_on - chain[-1].read_on).days, 1)
    return round(expected, 2) if consumption > factor * expected else None
