"""Pages for managers (主管、经理): what waits for them, what is late, how things go."""

from gateway.web.manager import approvals, cases, complaints, escalations, home, overdue, repairs
from gateway.web.manager.group import pages

__all__ = [
    "approvals", "cases", "complaints", "escalations", "home", "overdue", "pages", "repairs",
]  # fmt: skip
