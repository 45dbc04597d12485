"""Policy of billing: defaults of what managers may change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal

from contracts.billing.bills import Component
from contracts.billing.ladder import DunningStep
from contracts.billing.policy import VisitNotMade
from contracts.numbers import number
from foundation.errors import Contradiction, Said
from foundation.retention_policy import RetentionPolicy, require_years

STEPS_AFTER = (
    DunningStep.MESSAGE,
    DunningStep.VISIT,
    DunningStep.LETTER,
    DunningStep.LAWYER_LETTER,
)

EACH_ONCE = Said("每一项须列出且只列一次。", "Names each step or component once.")
IN_ORDER = Said("各步须依次推后，第一步不早于到期次日。", "Each step comes after the one before.")
DAILY = Said("日比例须在0与1之间。", "The rate per day is a number between 0 and 1.")
ONE = Said("不得小于1。", "Must be at least one.")
AMOUNTS = Said("须为0至1,000,000元的金额。", "Has amounts in yuan up to a million.")
HOURS = Said(
    "催缴开始时间须早于结束时间，且在同一天。", "Dunning begins before it ends, on one day."
)
NOT_MADE = Said("只能是继续或等待。", "It goes on or waits.")


@dataclass(frozen=True)
class BillingPolicy(RetentionPolicy):
    """Numbers of billing and dunning. Raises ValueError for values that contradict each other.

    What each value means, and what it may hold, stands in `contracts/billing/policy.py`.
    """

    keep_keys_days: int = 0  # a payment is known by its key for good (B10)
    keep_visits_days: int = 1_095
    allocation_order: tuple[str, ...] = (
        Component.COST, Component.LATE_CHARGE, Component.PRINCIPAL,
    )  # fmt: skip
    charge_due_days: int = 30
    late_charge_daily_percent: str = "0.05"
    late_charge_first_day: int = 31
    late_charge_cap_percent: int = 100
    late_charge_on_repairs: bool = False
    dunning_reminder_days_before: int = 7
    dunning_days_after: Mapping[str, int] = field(
        default_factory=lambda: {"message": 1, "visit": 2, "letter": 15, "lawyer_letter": 60}
    )
    dunning_least: Mapping[str, str] = field(
        default_factory=lambda: {
            "reminder": "1.00", "message": "1.00", "visit": "50.00", "letter": "100.00",
            "lawyer_letter": "500.00",
        }
    )  # fmt: skip
    dunning_from: str = "09:00"
    dunning_until: str = "20:00"
    dunning_on_holidays: bool = False
    visit_within_days: int = 2
    visit_hours: str = "09:00–20:00"
    visit_attempts: int = 3
    visit_again_after_days: int = 1
    visit_late_days: int = 1
    visit_not_made: str = "go_on"
    visit_waits_days: int = 10
    promise_longest_days: int = 60
    in_flight_days: int = 3
    reading_outlier_factor: int = 5
    reading_outlier_least: int = 100
    made_good_months: int = 12
    paper_account: str = ""
    paper_contract_clause: str = ""
    paper_ways_to_pay: str = "到物业服务中心前台缴纳，或银行转账"
    delivered_days_before: int = 7
    letter_days_to_pay: int = 15
    outlier_percent: int = 30
    import_max_rows: int = 20_000
    batch_size: int = 100
    file_max_mb: int = 5
    file_limit: int = 9

    def __post_init__(self) -> None:
        super().__post_init__()
        require_years(self.keep_visits_days, "keep_visits_days")
        if sorted(self.allocation_order) != sorted(Component):
            raise Contradiction(EACH_ONCE, "allocation_order")
        if set(self.dunning_days_after) != set(STEPS_AFTER):
            raise Contradiction(EACH_ONCE, "dunning_days_after")
        days = [self.dunning_days_after[step] for step in STEPS_AFTER]
        if days != sorted(set(days)) or days[0] < 1:
            raise Contradiction(IN_ORDER, "dunning_days_after")
        try:
            percent = number(self.late_charge_daily_percent)
        except ValueError:
            raise Contradiction(DAILY, "late_charge_daily_percent") from None
        if not 0 <= percent <= 1:
            raise Contradiction(DAILY, "late_charge_daily_percent")
        self.check_dunning()
        for name in ("batch_size", "visit_attempts", "reading_outlier_factor"):
            if getattr(self, name) < 1:
                raise Contradiction(ONE, name)

    def check_dunning(self) -> None:
        """Raise `Contradiction` for amounts and hours of dunning that are none."""
        if set(self.dunning_least) != set(DunningStep):
            raise Contradiction(EACH_ONCE, "dunning_least")
        if not all(0 <= amount <= 1_000_000 for amount in self.least_amounts().values()):
            raise Contradiction(AMOUNTS, "dunning_least")
        begin, end = self.dunning_hours()
        if not begin < end:
            raise Contradiction(HOURS, "dunning_from", "dunning_until")
        if self.visit_not_made not in list(VisitNotMade):
            raise Contradiction(NOT_MADE, "visit_not_made")

    def least_amounts(self) -> dict[DunningStep, Decimal]:
        """Yuan, per step; raise `Contradiction` for what is no amount."""
        try:
            return {
                DunningStep(step): number(str(each)) for step, each in self.dunning_least.items()
            }
        except ValueError:
            raise Contradiction(AMOUNTS, "dunning_least") from None

    def dunning_hours(self) -> tuple[time, time]:
        """From when until when steps are taken; raise ValueError for what is no time."""
        return time.fromisoformat(self.dunning_from), time.fromisoformat(self.dunning_until)

    def ladder(self) -> tuple[tuple[DunningStep, int], ...]:
        """The steps in their order, with the days after the due date (before: negative)."""
        after = ((step, self.dunning_days_after[step]) for step in STEPS_AFTER)
        return ((DunningStep.REMINDER, -self.dunning_reminder_days_before), *after)
