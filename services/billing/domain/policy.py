"""Policy of billing: defaults of what managers may change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from contracts.billing.codes import Component, DunningStep

STEPS_AFTER = (
    DunningStep.MESSAGE,
    DunningStep.VISIT,
    DunningStep.LETTER,
    DunningStep.LAWYER_LETTER,
)


@dataclass(frozen=True)
class BillingPolicy:
    """Numbers of billing and dunning. Raises ValueError for values that contradict each other."""

    allocation_order: tuple[str, ...] = (
        Component.COST, Component.LATE_CHARGE, Component.PRINCIPAL,
    )  # fmt: skip
    """Which debts of one bill a payment settles first (B10)."""
    charge_due_days: int = 30
    """Days until a single charge is due (B14)."""
    late_charge_daily_percent: str = "0.05"
    """Percent of the principal per day (B11)."""
    late_charge_first_day: int = 31
    """First day after the due date that is charged."""
    late_charge_cap_percent: int = 100
    """Percent of the principal above which a late charge does not grow."""
    dunning_reminder_days_before: int = 7
    """Days before the due date at which the friendly reminder goes out (B12)."""
    dunning_days_after: Mapping[str, int] = field(
        default_factory=lambda: {"message": 1, "visit": 2, "letter": 15, "lawyer_letter": 60}
    )
    """Days after the due date, per step; each later than the one before."""
    visit_within_days: int = 2
    """Visits are made within so many days after they are assigned (B04)."""
    visit_hours: str = "09:00–20:00"
    visit_attempts: int = 3
    """Visits at which nobody was in, before the ladder goes on."""
    visit_again_after_days: int = 1
    promise_longest_days: int = 60
    """How far ahead a promise to pay may be."""
    in_flight_days: int = 3
    """How long dunning rests for money that is said to be under way (B13)."""
    batch_size: int = 100
    """Households per transaction of a bill run."""

    def __post_init__(self) -> None:
        if sorted(self.allocation_order) != sorted(Component):
            raise ValueError("allocation_order names each component once")
        if set(self.dunning_days_after) != set(STEPS_AFTER):
            raise ValueError("dunning_days_after names each step after the due date once")
        days = [self.dunning_days_after[step] for step in STEPS_AFTER]
        if days != sorted(set(days)) or days[0] < 1:
            raise ValueError("each step comes after the one before")
        try:
            percent = Decimal(self.late_charge_daily_percent)
        except InvalidOperation:
            raise ValueError("late_charge_daily_percent is a number") from None
        if not (percent.is_finite() and 0 <= percent <= 1):
            raise ValueError("late_charge_daily_percent is between 0 and 1")
        if self.batch_size < 1 or self.visit_attempts < 1:
            raise ValueError("must be at least one")

    def ladder(self) -> tuple[tuple[DunningStep, int], ...]:
        """The steps in their order, with the days after the due date (before: negative)."""
        after = ((step, self.dunning_days_after[step]) for step in STEPS_AFTER)
        return ((DunningStep.REMINDER, -self.dunning_reminder_days_before), *after)
