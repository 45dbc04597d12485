"""Pages for the desk (前台) and whoever works on its cases."""

from gateway.web.desk import (
    archive,
    case_list,
    cases,
    contacts,
    households,
    loans,
    payments,
    platform,
    queue,
    repairing,
)
from gateway.web.desk.group import pages

__all__ = [
    "archive",
    "case_list",
    "cases",
    "contacts",
    "households",
    "loans",
    "pages",
    "payments",
    "platform",
    "queue",
    "repairing",
]
