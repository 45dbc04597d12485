"""Pages for residents (住户), phone first."""

from gateway.web.resident import (
    bills,
    complaints,
    home,
    household,
    let_in,
    notices,
    payments,
    repair_actions,
    repairs,
)
from gateway.web.resident.group import pages

__all__ = [
    "bills", "complaints", "home", "household", "let_in", "notices", "pages", "payments",
    "repair_actions", "repairs",
]  # fmt: skip
