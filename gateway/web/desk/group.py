"""The group of pages for the desk, and for all of the staff who look at its cases."""

from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.repairs import methods as repairs
from contracts.roles import RESIDENTS, STAFF
from gateway.translations import _l
from gateway.web.pages import MenuItem, Pages

pages = Pages(
    "desk",
    __name__,
    "/desk",
    STAFF,
    menu=(
        MenuItem("desk.queue", _l("Queue"), "inboxes", complaints.RETURN_VISITS.roles),
        MenuItem("desk.inbox", _l("Inbox"), "inbox", complaints.TAKE_OVER.roles),
        MenuItem("desk.repairs", _l("All repairs"), "tools", repairs.FOLLOW_UP.roles - RESIDENTS),
        MenuItem("desk.find", _l("Find"), "search", directory.HOUSEHOLD_HISTORY.roles - RESIDENTS),
        MenuItem("desk.key_households", _l("Key households"), "heart-pulse", directory.CARERS),
        MenuItem("desk.contact", _l("New contact"), "telephone-plus", complaints.TRIAGE.roles),
    ),
)
