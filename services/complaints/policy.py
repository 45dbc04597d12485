"""Policy (制度) of complaints: what a manager can change without a release."""

from dataclasses import dataclass
from datetime import timedelta

from contracts.complaints.deadlines import DeadlineClass
from contracts.complaints.policy import LONGEST_DAYS
from foundation.calendar import DayKind, ServiceHours
from foundation.errors import Contradiction, Said
from foundation.retention_policy import RetentionPolicy, require_years

DAY_KINDS: tuple[DayKind, ...] = ("calendar", "working")
LADDER = Said(
    "升级阶梯须有三个时间，后一级不早于前一级。",
    "A ladder has three times, each not before the one below.",
)
A_YEAR = Said("时限最长一年。", "A limit is at most a year.")
COUNTED = Said("只能按日历日或工作日计算。", "Days are counted as calendar or working days.")


@dataclass(frozen=True)
class ComplaintPolicy(ServiceHours, RetentionPolicy):
    """Numbers of X05 to X12, C05. Minutes are minutes of service time; days end at closing.

    What each value means, and what it may hold, stands in `contracts/complaints/policy.py`.
    """

    own_scope_days: int = 0
    own_scope_day_kind: str = "calendar"
    transferred_days: int = 3
    transferred_day_kind: str = "calendar"
    urgent_days: int = 3
    urgent_day_kind: str = "calendar"

    first_answer_hours: int = 24
    desk_wait_minutes: int = 3
    online_wait_minutes: int = 30

    overdue_ladder_minutes: tuple[int, ...] = (0, 720, 1440)
    major_ladder_minutes: tuple[int, ...] = (240, 720, 1440)
    acknowledge_minutes: int = 120
    take_over_minutes: int = 120

    max_pauses: int = 2
    max_pause_minutes: int = 2160

    failed_visits_for_repeat: int = 2
    unreached_days: int = 3

    concealment_repeat_days: int = 30
    concealment_case_days: int = 3
    concealment_close_minutes: int = 10
    concealment_words: tuple[str, ...] = (
        "投诉", "举报", "曝光", "骗", "没人管", "无人管", "没人理", "不作为", "推诿", "敷衍",
        "多次", "拖延", "拖着", "拖了", "在拖", "直拖", "再拖", "12345",
        "complain", "cheat", "nobody cares",
    )  # fmt: skip

    import_max_rows: int = 1000
    file_max_mb: int = 5
    file_limit: int = 9

    keep_looks_days: int = 1_095
    keep_desk_waits_days: int = 183
    keep_cases_days: int = 1_825
    keep_platform_messages_days: int = 1_825

    def __post_init__(self) -> None:
        ServiceHours.__post_init__(self)
        RetentionPolicy.__post_init__(self)
        for name in ("keep_cases_days", "keep_platform_messages_days"):
            require_years(getattr(self, name), name)
        for name in ("overdue_ladder_minutes", "major_ladder_minutes"):
            ladder = getattr(self, name)
            if len(ladder) != 3 or list(ladder) != sorted(ladder):
                raise Contradiction(LADDER, name)
        for of in DeadlineClass:
            if getattr(self, f"{of}_days") > LONGEST_DAYS:
                raise Contradiction(A_YEAR, f"{of}_days")
            if getattr(self, f"{of}_day_kind") not in DAY_KINDS:
                raise Contradiction(COUNTED, f"{of}_day_kind")

    def limit(self, of: DeadlineClass) -> tuple[int, DayKind]:
        """Days allowed, and how they are counted (X05)."""
        days, kind = {
            DeadlineClass.OWN_SCOPE: (self.own_scope_days, self.own_scope_day_kind),
            DeadlineClass.TRANSFERRED: (self.transferred_days, self.transferred_day_kind),
            DeadlineClass.URGENT: (self.urgent_days, self.urgent_day_kind),
        }[of]
        return days, "working" if kind == "working" else "calendar"

    @property
    def acknowledge_within(self) -> timedelta:
        """Service time that a tier has to acknowledge."""
        return timedelta(minutes=self.acknowledge_minutes)

    @property
    def take_over_within(self) -> timedelta:
        """Service time that a department has to take a case over (C14)."""
        return timedelta(minutes=self.take_over_minutes)

    @property
    def pause_allowance(self) -> timedelta:
        """Service time that all pauses of a case may take together."""
        return timedelta(minutes=self.max_pause_minutes)
