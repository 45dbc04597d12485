"""Pages for residents (住户), phone first."""

from gateway.web.resident import (
    bills,
    complaints,
    home,
    household,
    notices,
    payments,
    repair_actions,
    repairs,
)
from gateway.web.resident.group import pages

__all__ = [
    "bills", "complaints", "home", "household", "notices", "pages", "payments",
    "repair_actions", "repairs",
]  # fmt: skip
