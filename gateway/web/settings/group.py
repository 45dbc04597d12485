"""The group of pages by which a company is set up and run (设置): what may be changed by whom."""

from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.notices import methods as notices
from contracts.service_admin import READERS, audit_trail, retention_nights
from gateway.translations import _l
from gateway.web.pages import MenuItem, Pages, Section
from gateway.web.visitor import visitor

OPENING = "settings.opening"
SECTIONS = (
    Section(directory.OPENING, OPENING, _l("Opening")),
    Section(directory.CHANGE_COMPANY, "settings.company", _l("Company")),
    Section(directory.LIST_COMMUNITIES, "settings.communities", _l("Communities")),
    Section(directory.FIND_PEOPLE, "settings.people", _l("Staff")),
    Section(directory.LIST_POLICIES, "settings.policies", _l("Policies")),
    Section(notices.CHANGE_OUTLET, "settings.channels", _l("Channels")),
    Section(directory.LIST_API_KEYS, "settings.api_keys", _l("API keys")),
    Section(notices.LIST_WEBHOOKS, "settings.webhooks", _l("Webhooks")),
    Section(complaints.CREATE_CATEGORY, "settings.categories", _l("Categories")),
    Section(complaints.CREATE_DEPARTMENT, "settings.departments", _l("Departments")),
    Section(complaints.CREATE_QUICK_REPLY, "settings.quick_replies", _l("Quick replies")),
    Section(notices.LIST_TEMPLATES, "settings.templates", _l("Message templates")),
    Section(audit_trail("directory"), "settings.audit", _l("Audit trail")),
    Section(retention_nights("directory"), "settings.retention", _l("Retention")),
)
"""The pages, each with the method that says who may see it."""

pages = Pages(
    "settings",
    __name__,
    "/settings",
    READERS,
    menu=(MenuItem("settings.start", _l("Settings"), "gear"),),
)


def sections() -> list[tuple[str, str]]:
    """The pages that the visitor may see, endpoint and name."""
    person = visitor()
    return [(one.endpoint, one.label) for one in SECTIONS if person.has(*one.method.roles)]
