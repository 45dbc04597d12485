"""Pages for the desk (前台) and whoever works on its cases."""

from gateway.web.desk import case_list, cases, contacts, households, payments, queue, repairing
from gateway.web.desk.group import pages

__all__ = [
    "case_list",
    "cases",
    "contacts",
    "households",
    "pages",
    "payments",
    "queue",
    "repairing",
]
