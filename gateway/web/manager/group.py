"""The group of pages for managers."""

from contracts.complaints import methods
from contracts.roles import Role
from gateway.web.pages import Entry, Pages
from gateway.web.translations import _l

pages = Pages(
    "manager",
    __name__,
    "/manage",
    methods.ESCALATIONS.who,
    homes={
        Role.DIRECTOR: "manager.home",
        Role.DEPUTY_MANAGER: "manager.home",
        Role.SUPERVISOR: "manager.home",
    },
    menu=(
        Entry("manager.home", _l("Overview"), "speedometer2"),
        Entry("manager.overdue", _l("Figures"), "graph-up"),
    ),
)
WAITING = (
    ("manager.home", _l("Overview")),
    ("manager.escalations", _l("Escalations")),
    ("manager.approvals", _l("Approvals")),
)
"""The pages under “Overview”."""
FIGURES = (
    ("manager.overdue", _l("Overdue complaints")),
    ("manager.complaints", _l("Complaints")),
    ("manager.repairs", _l("Repairs")),
    ("finance.collection", _l("Collection")),
)
"""The pages under “Figures”."""
