"""Pages for the desk (前台) and whoever works on its cases."""

from gateway.web.desk import (
    cases,
    changes,
    equipment,
    fees,
    holdings,
    households,
    intake,
    key_households,
    listing,
    meters,
    notes,
    pauses,
    payments,
    platform_import,
    queue,
    reading_sheets,
    repairs,
)
from gateway.web.desk.group import pages

__all__ = [
    "cases",
    "changes",
    "equipment",
    "fees",
    "holdings",
    "households",
    "intake",
    "key_households",
    "listing",
    "meters",
    "notes",
    "pages",
    "pauses",
    "payments",
    "platform_import",
    "queue",
    "reading_sheets",
    "repairs",
]
