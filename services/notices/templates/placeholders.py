"""What may stand between the braces of a template, and facts to try it with."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from foundation.placeholders import names
from services.notices.templates.rules import TEMPLATES, Wording, payable, wanted_by

PARTS = ("title_zh", "title_en", "text_zh", "text_en")
CARRIES = frozenset({"text", "link_zh", "link_en"})
"""What a text is sent for: where it was shipped with one of these it keeps it."""
DAY, MOMENT = date(2026, 11, 30), datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
AMOUNT = Decimal("1509.30")
SAMPLE: Mapping[str, Any] = {
    "amount": AMOUNT,
    "bill_numbers": "ZD-2026-000123",
    "by": "黄淑芬",
    "count": 12,
    "day": DAY,
    "department": "工程部",
    "department_en": "Engineering",
    "due": MOMENT,
    "due_date": DAY,
    "due_on": DAY,
    "duty_en": "front desk",
    "duty_zh": "前台值班",
    "ends_at": MOMENT,
    "following_en": "The next engineer has been asked",
    "following_zh": "已转派下一位维修工",
    "greeting": "您好，",
    "link_en": "Open https://example.org/link to set one. ",
    "link_zh": "请打开 https://example.org/link 设置新密码。",
    "name": "王芳",
    "new": 3,
    "number": "TS-2026-000123",
    "oldest_by": DAY,
    "period": "2026-Q4",
    "place": "1栋1单元201室",
    "place_en": "1栋1单元201室",
    "places": "1栋、2栋",
    "priority_en": "emergency",
    "priority_zh": "紧急",
    "reason_en": "urgent",
    "reason_zh": "紧急",
    "receipt_number": "SJ-2026-000123",
    "relaxed_en": "finance: no second factor any more",
    "relaxed_zh": "财务不再须二次验证",
    "remark": "请补充停水时间",
    "requested_by": "黄淑芬",
    "respond_by": MOMENT,
    "roles_en": "Receptionist",
    "roles_zh": "客服专员",
    "rule_en": "rated poorly, no complaint",
    "rule_zh": "低分评价未立案",
    "shifts": 2,
    "stalled_en": "late",
    "stalled_zh": "逾期",
    "starts_at": MOMENT,
    "text": "此处为正文。",
    "tier_en": "supervisor",
    "tier_zh": "客服主管",
    "title": "关于停水的通知",
    "visit_date_by": DAY,
    "waits_since": MOMENT,
    "what_en": "a role",
    "what_zh": "岗位",
    "whom_en": "nobody in particular",
    "whom_zh": "请安排人员接办",
    **payable(AMOUNT, DAY),
    **wanted_by(MOMENT),
}
"""A fact for every placeholder that is shipped."""


def names_in(texts: Iterable[str]) -> set[str]:
    """The placeholders of several texts."""
    return {name for text in texts for name in names(text)}


def parts(wording: Wording) -> dict[str, str]:
    """Titles and texts by name."""
    return {name: getattr(wording, name) for name in PARTS}


def allowed(purpose: Any) -> set[str]:
    """The facts that a message of a purpose has."""
    return names_in(parts(TEMPLATES[purpose]).values())


def needed(purpose: Any, part: str) -> set[str]:
    """What a part must name: without it the message would say nothing."""
    return names(parts(TEMPLATES[purpose])[part]) & CARRIES


def fits(purpose: Any, wording: Wording) -> bool:
    """Whether a wording can be filled in, by what this release knows of the message."""
    try:
        return names_in(parts(wording).values()) <= allowed(purpose)
    except ValueError:
        return False
