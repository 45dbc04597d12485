"""Promises to pay and instalment plans: kept, broken, or still running (B13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from contracts.billing.pauses import PauseEnd
from foundation.money import ZERO


@dataclass(frozen=True)
class Instalment:
    """An amount by a day; a promise is a plan of one."""

    due_on: date
    amount: Decimal


def judge(plan: Sequence[Instalment], paid: Decimal, owed: Decimal, today: date) -> PauseEnd | None:
    """Whether a plan is kept or broken; None while it goes on.

    `paid` is what has been paid since it was agreed, `owed` what is still owed. An instalment
    may be paid until the end of its day.
    """
    if owed <= 0 or paid >= sum((item.amount for item in plan), ZERO):
        return PauseEnd.KEPT
    past = sum((item.amount for item in plan if item.due_on < today), ZERO)
    return PauseEnd.BROKEN if paid < past else None


def next_check(plan: Sequence[Instalment], today: date) -> date | None:
    """The day on which the next instalment must have been paid the day before."""
    coming = [item.due_on for item in plan if item.due_on >= today]
    return min(coming) + timedelta(days=1) if coming else None
