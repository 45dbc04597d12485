"""Numbers of repairs that a manager can change without a release."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from contracts.repairs.priority import Priority
from contracts.repairs.requests import RepairCategory
from foundation.calendar import ServiceCalendar
from foundation.errors import Contradiction, Said
from foundation.retention_policy import RetentionPolicy, require_years
from services.repairs.first_check.rules import Question, default_questions

ONE = Said("至少派给一名维修工。", "One engineer at least is asked.")
FOLLOW_UP = Said("回访开始不得晚于截止。", "The follow-up begins before it ends.")
EACH = Said("须为每一级设定时限。", "Name a limit for each priority.")
PER_CATEGORY = Said("最低级别按报修类别设定。", "Floors are set per category.")
NO_PRIORITY = Said("没有这一级别。", "There is no such priority.")
HOURS = Said("开始时间须早于结束时间，且在同一天。", "Repairs open before they close, on one day.")


def _response_hours() -> dict[str, int]:
    return {Priority.EMERGENCY: 2, Priority.SERIOUS: 24, Priority.GENERAL: 48}


def _accept_minutes() -> dict[str, int]:
    return {Priority.EMERGENCY: 10, Priority.SERIOUS: 60, Priority.GENERAL: 60}


def _priority_floors() -> dict[str, str]:
    return {
        RepairCategory.GAS: Priority.EMERGENCY,
        RepairCategory.LIFT: Priority.SERIOUS,
        RepairCategory.STRUCTURE: Priority.SERIOUS,
    }


def _skills() -> dict[str, tuple[str, ...]]:
    return {}


@dataclass(frozen=True)
class RepairPolicy(RetentionPolicy):
    """Clocks, floors, words and questions of repairs.

    What each value means, and what it may hold, stands in `contracts/repairs/policy.py`.
    """

    keep_looks_days: int = 1_095
    keep_repairs_days: int = 1_825
    response_hours: Mapping[str, int] = field(default_factory=_response_hours)
    around_the_clock: tuple[str, ...] = (Priority.EMERGENCY,)
    accept_minutes: Mapping[str, int] = field(default_factory=_accept_minutes)
    engineers_asked: int = 5
    service_opens: str = "08:00"
    service_closes: str = "20:00"
    priority_floors: Mapping[str, str] = field(default_factory=_priority_floors)
    emergency_words: tuple[str, ...] = (
        "燃气泄漏", "天然气泄漏", "煤气泄漏", "漏气", "煤气味", "燃气味",
        "触电", "漏电", "冒烟", "起火", "着火", "火花",
        "困梯", "困在电梯", "电梯困人", "被困", "爆管", "水管爆", "大量漏水", "坠落",
        "gas leak", "smell of gas", "smell gas", "electric shock", "on fire", "smoke", "sparks",
        "trapped", "burst pipe", "flooding",
    )  # fmt: skip
    skills: Mapping[str, tuple[str, ...]] = field(default_factory=_skills)
    follow_up_from_day: int = 2
    follow_up_by_day: int = 3
    unreached_days: int = 3
    photo_max_mb: int = 5
    photo_limit: int = 9
    first_check_questions: Mapping[str, tuple[Question, ...]] = field(
        default_factory=default_questions
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        require_years(self.keep_repairs_days, "keep_repairs_days")
        if self.engineers_asked < 1:
            raise Contradiction(ONE, "engineers_asked")
        if self.follow_up_from_day > self.follow_up_by_day:
            raise Contradiction(FOLLOW_UP, "follow_up_from_day", "follow_up_by_day")
        for name in ("response_hours", "accept_minutes"):
            if set(getattr(self, name)) != set(Priority):
                raise Contradiction(EACH, name)
        if not set(self.priority_floors) <= set(RepairCategory):
            raise Contradiction(PER_CATEGORY, "priority_floors")
        for name, given in (
            ("priority_floors", self.priority_floors.values()),
            ("around_the_clock", self.around_the_clock),
        ):
            if not set(given) <= set(Priority):
                raise Contradiction(NO_PRIORITY, name)
        if not time.fromisoformat(self.service_opens) < time.fromisoformat(self.service_closes):
            raise Contradiction(HOURS, "service_opens", "service_closes")

    @property
    def calendar(self) -> ServiceCalendar:
        """The service calendar with these opening times."""
        return ServiceCalendar(
            opening=time.fromisoformat(self.service_opens),
            closing=time.fromisoformat(self.service_closes),
        )
