"""A deadline in words (C11), Chinese or English."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from contracts.complaints.deadlines import DeadlineClass
from foundation.calendar import DayKind
from foundation.clock import SHANGHAI


@dataclass(frozen=True)
class DeadlineFacts:
    """How a due time came about."""

    limit: DeadlineClass
    days: int
    day_kind: DayKind
    lodged_at: datetime
    counted_from: datetime
    limit_at: datetime
    """Where the limit ends if the clock never stands still."""
    stood: timedelta
    """Service time during which it stood still."""
    due_at: datetime
    """Where it ends with what the clock stood still."""
    own_due_at: datetime | None
    """The limit that the case came with (C12)."""
    provisional: bool

    @property
    def stood_minutes(self) -> int:
        """Whole minutes."""
        return int(self.stood / timedelta(minutes=1))


def explain(facts: DeadlineFacts, language: str) -> str:
    """The due time, sentence by sentence."""
    return english(facts) if language == "en" else chinese(facts)


def chinese(facts: DeadlineFacts) -> str:
    """`本部门职责范围内，当日办结：自11月02日 10:00起计，至11月02日 20:00下班止。`"""
    scope = {
        DeadlineClass.OWN_SCOPE: "本部门职责范围内",
        DeadlineClass.TRANSFERRED: "已转职能部门",
        DeadlineClass.URGENT: "紧急事项",
    }[facts.limit]
    unit = "个工作日" if facts.day_kind == "working" else "日"
    span = "当日办结" if facts.days == 0 else f"{facts.days}{unit}内办结"
    late = "" if facts.counted_from == facts.lodged_at else "登记时为非服务时间，"
    text = f"{scope}，{span}：{late}自{zh(facts.counted_from)}起计，至{zh(facts.limit_at)}下班止。"
    if facts.stood_minutes:
        text += f"其间停计{facts.stood_minutes}分钟服务时间，顺延至{zh(facts.due_at)}。"
    if own := facts.own_due_at:
        rules = "以来件时限为准" if own < facts.due_at else "以本规定为准"
        text += f"来件时限为{zh(own)}，{rules}。"
    if facts.provisional:
        text += "该年度节假日安排尚未公布，为暂定时限。"
    return text


def english(facts: DeadlineFacts) -> str:
    """`Within the desk's own scope, the same day: counted from 11-02 10:00 to closing at …`"""
    scope = {
        DeadlineClass.OWN_SCOPE: "Within the desk's own scope",
        DeadlineClass.TRANSFERRED: "Transferred to a department",
        DeadlineClass.URGENT: "Urgent",
    }[facts.limit]
    unit = "working day" if facts.day_kind == "working" else "day"
    plural = "s" if facts.days > 1 else ""
    span = "the same day" if facts.days == 0 else f"within {facts.days} {unit}{plural}"
    late = "" if facts.counted_from == facts.lodged_at else "it came outside service hours; "
    since, until = en(facts.counted_from), en(facts.limit_at)
    text = f"{scope}, {span}: {late}counted from {since} to closing at {until}."
    if facts.stood_minutes:
        text += (
            f" The clock stood still for {facts.stood_minutes} service minutes:"
            f" due at {en(facts.due_at)}."
        )
    if own := facts.own_due_at:
        rules = "that one rules" if own < facts.due_at else "ours rules"
        text += f" It came with a limit of its own, {en(own)}: {rules}."
    if facts.provisional:
        text += " Provisional: the holidays of that year are not announced yet."
    return text


def zh(at: datetime) -> str:
    """`11月02日 10:00`"""
    return f"{at.astimezone(SHANGHAI):%m月%d日 %H:%M}"


def en(at: datetime) -> str:
    """`11-02 10:00`"""
    return f"{at.astimezone(SHANGHAI):%m-%d %H:%M}"
