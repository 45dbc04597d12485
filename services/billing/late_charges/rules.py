"""Late charge (违约金): by the day from day 31 after due, never above the principal (B11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from foundation.money import ZERO, round_fen

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rate:
    """The rule in numbers."""

    daily_percent: Decimal
    first_day: int
    """First day after the due date that is charged."""
    cap_percent: int
    """Percent of the principal that the charge does not pass."""


@dataclass(frozen=True)
class Owed:
    """The principal owed from some time on a day on, until the next one."""

    since: date
    principal: Decimal


def accrued(due_date: date, history: Sequence[Owed], on: date, rate: Rate) -> Decimal:
    """The late charge of a bill up to and including the day `on`, in yuan.

    Every charged day counts the principal that was owed at its beginning, so that what is booked
    in the morning stays right whatever is paid during the day. The sum is rounded once; the cap
    is that of the largest principal owed while it was charged.
    """
    first = due_date + timedelta(days=rate.first_day)
    steps = sorted(history, key=lambda step: step.since)
    exact = largest = ZERO
    for index, step in enumerate(steps):
        last = min(on, steps[index + 1].since if index + 1 < len(steps) else on)
        days = (last - max(step.since, first - DAY)).days
        if days > 0 and step.principal > 0:
            exact += step.principal * rate.daily_percent / 100 * days
            largest = max(largest, step.principal)
    return min(round_fen(exact), round_fen(largest * rate.cap_percent / 100))


def worded(due_date: date, rate: Rate) -> tuple[str, str]:
    """How the line explains itself, in Chinese and English."""
    begin = due_date + timedelta(days=rate.first_day)
    percent = f"{rate.daily_percent.normalize():f}%"
    return (
        f"逾期第 {rate.first_day} 天（{begin}）起，按每日未缴本金 × {percent} 累计，"
        f"不超过本金的 {rate.cap_percent}%",
        f"from day {rate.first_day} after due ({begin}): principal owed each day × {percent}, "
        f"at most {rate.cap_percent}% of the principal",
    )
