"""The group of pages for residents."""

from contracts.roles import Role
from gateway.translations import _l
from gateway.web.pages import Entry, Pages

pages = Pages(
    "resident",
    __name__,
    "/my",
    frozenset({Role.RESIDENT}),
    homes={Role.RESIDENT: "resident.home"},
    menu=(
        Entry("resident.home", _l("Home"), "house"),
        Entry("resident.bills", _l("Bills"), "receipt"),
        Entry("resident.repairs", _l("Repairs"), "tools"),
        Entry("resident.complaints", _l("Complaints"), "chat-left-text"),
        Entry("resident.notices", _l("Notices"), "megaphone"),
    ),
)
