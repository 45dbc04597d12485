"""The group of pages for residents."""

from contracts.roles import RESIDENTS
from gateway.translations import _l
from gateway.web.pages import MenuItem, Pages

pages = Pages(
    "resident",
    __name__,
    "/my",
    RESIDENTS,
    menu=(
        MenuItem("resident.home", _l("Home"), "house"),
        MenuItem("resident.bills", _l("Bills"), "receipt"),
        MenuItem("resident.repairs", _l("Repairs"), "tools"),
        MenuItem("resident.complaints", _l("Complaints"), "chat-left-text"),
        MenuItem("resident.notices", _l("Notices"), "megaphone"),
    ),
)
