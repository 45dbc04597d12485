"""The group of pages for whoever brings paper to doors."""

from contracts.notices import methods
from contracts.roles import SUPERVISORS, Task, who
from gateway.translations import _l
from gateway.web.pages import MenuItem, Pages

pages = Pages(
    "doors",
    __name__,
    "/doors",
    methods.DOOR_DELIVERIES.roles,
    menu=(
        MenuItem(
            "doors.buildings",
            _l("Paper to deliver"),
            "envelope",
            who(Task.BRINGS_PAPER) - SUPERVISORS,
        ),
        MenuItem(
            "doors.invitations",
            _l("Invitation papers"),
            "envelope",
            who(Task.BRINGS_PAPER),
        ),
    ),
)
