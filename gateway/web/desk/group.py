"""The group of pages for the desk, and for all of the staff who look at its cases."""

from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.repairs import methods as repairs
from contracts.roles import STAFF, Role
from gateway.translations import _l
from gateway.web.pages import Entry, Pages

RESIDENTS = frozenset({Role.RESIDENT})

pages = Pages(
    "desk",
    __name__,
    "/desk",
    STAFF,
    homes={Role.RECEPTIONIST: "desk.queue", Role.INSPECTOR: "desk.queue"},
    menu=(
        Entry("desk.queue", _l("Queue"), "inboxes", complaints.RETURN_VISITS.who),
        Entry("desk.repairs", _l("All repairs"), "tools", repairs.FOLLOW_UP.who - RESIDENTS),
        Entry("desk.find", _l("Find"), "search", directory.HOUSEHOLD_HISTORY.who - RESIDENTS),
        Entry("desk.contact", _l("New contact"), "telephone-plus", complaints.TRIAGE.who),
    ),
)
