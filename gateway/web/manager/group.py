"""The group of pages for managers."""

from contracts.complaints import methods
from gateway.translations import _l
from gateway.web.pages import MenuItem, Pages

pages = Pages(
    "manager",
    __name__,
    "/manage",
    methods.ESCALATIONS.roles,
    menu=(
        MenuItem("manager.home", _l("Overview"), "speedometer2", also=("site.role_requests",)),
        MenuItem("manager.overdue", _l("Figures"), "graph-up"),
    ),
)
WAITING = (
    ("manager.home", _l("Overview")),
    ("manager.escalations", _l("Escalations")),
    ("manager.approvals", _l("Approvals")),
    ("manager.reviews", _l("Suspected concealment")),
    ("manager.roster", _l("Duty roster")),
    ("manager.looks", _l("Looks at numbers")),
    ("manager.untold", _l("Left untold")),
)
"""The pages under “Overview”."""
FIGURES = (
    ("manager.compared", _l("Communities side by side")),
    ("manager.overdue", _l("Overdue complaints")),
    ("manager.complaints", _l("Complaints")),
    ("manager.repairs", _l("Repairs")),
    ("finance.collection", _l("Collection")),
)
"""The pages under “Figures”."""
