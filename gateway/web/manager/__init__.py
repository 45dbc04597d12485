"""Pages for managers (主管、经理): what waits for them, what is late, how things go."""

from gateway.web.manager import (
    approvals,
    cases,
    compared,
    escalation,
    home,
    monthly_report,
    overdue,
    privacy,
    repairs,
    reviews,
    roster,
    untold,
)
from gateway.web.manager.group import pages

__all__ = [
    "approvals",
    "cases",
    "compared",
    "escalation",
    "home",
    "monthly_report",
    "overdue",
    "pages",
    "privacy",
    "repairs",
    "reviews",
    "roster",
    "untold",
]  # fmt: skip
