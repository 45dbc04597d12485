"""The group of pages for residents."""

from contracts.roles import Role
from gateway.web.pages import Entry, Pages
from gateway.web.translations import _l

pages = Pages(
    "resident",
    __name__,
    "/my",
    frozenset({Role.RESIDENT}),
    homes={Role.RESIDENT: "resident.home"},
    menu=(Entry("resident.home", _l("Home"), "house"),),
)
