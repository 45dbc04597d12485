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
        Entry("manager.escalations", _l("Escalations"), "bell"),
        Entry("manager.approvals", _l("Approvals"), "check2-square"),
        Entry("manager.overdue", _l("Figures"), "graph-up"),
    ),
)
FIGURES = (
    ("manager.overdue", _l("Overdue")),
    ("manager.complaints", _l("Complaints")),
    ("manager.repairs", _l("Repairs")),
    ("finance.collection", _l("Collection")),
)
"""The pages under “Figures”."""
