"""Pages for the desk (前台) and whoever works on its cases."""

from gateway.web.desk import (
    archive,
    assignments,
    case_list,
    cases,
    contacts,
    households,
    loans,
    meter_sheets,
    meters,
    payments,
    plans,
    platform,
    queue,
    repairing,
)
from gateway.web.desk.group import pages

__all__ = [
    "archive",
    "assignments",
    "case_list",
    "cases",
    "contacts",
    "households",
    "loans",
    "meter_sheets",
    "meters",
    "pages",
    "payments",
    "plans",
    "platform",
    "queue",
    "repairing",
]
