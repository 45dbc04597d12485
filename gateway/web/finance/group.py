"""The group of pages for finance; managers see the figures and lists that are theirs, too."""

from contracts.billing import methods as billing
from contracts.directory import methods as directory
from contracts.roles import ADMINS, MANAGERS
from gateway.translations import _, _l
from gateway.web.pages import MenuItem, Pages, Section
from gateway.web.visitor import visitor

WHO = billing.OVERSEERS | directory.IMPORT_HOUSEHOLDS.roles
"""Which of them may see which page is said by the methods that it asks."""
SECTIONS = (
    Section(billing.COLLECTION, "finance.collection", _l("Collection")),
    Section(billing.LIST_BILL_RUNS, "finance.bill_runs", _l("Bill runs")),
    Section(billing.LIST_UNDELIVERED, "finance.undelivered", _l("Not delivered")),
    Section(billing.LIST_FEE_ITEMS, "finance.fee_items", _l("Fee items")),
    Section(billing.IMPORT_READINGS, "desk.meter_sheets", _l("Meter readings")),
    Section(billing.LIST_PAYMENTS, "finance.payments", _l("Receipts")),
    Section(billing.LIST_JOURNAL, "finance.journal", _l("Journal")),
    Section(billing.LIST_VOID_REQUESTS, "finance.void_requests", _l("Void requests")),
    Section(billing.LIST_CANCEL_REQUESTS, "finance.cancel_requests", _l("Cancellations")),
    Section(billing.LIST_REFUNDS, "finance.refunds", _l("Refunds")),
    Section(billing.PREVIEW_DUNNING, "finance.dunning", _l("Dunning")),
    Section(billing.LIST_PAUSES, "finance.plans", _l("Promises and instalments")),
    Section(billing.LIST_FORMER_DEBTS, "finance.former_debts", _l("Former owners, tenants")),
    Section(billing.LIST_STEPS, "finance.dunning_steps", _l("Steps taken")),
    Section(directory.IMPORT_HOUSEHOLDS, "finance.households", _l("Import")),
)

pages = Pages(
    "finance",
    __name__,
    "/finance",
    WHO,
    menu=(
        MenuItem("finance.collection", _l("Finance"), "cash-stack", billing.LIST_BILL_RUNS.roles),
        MenuItem("finance.households", _l("Import"), "file-earmark-spreadsheet", ADMINS),
    ),
)


def sections() -> list[tuple[str, str]]:
    """The pages that the visitor may see, endpoint and name; managers get back to the figures."""
    person = visitor()
    figures = [("manager.overdue", _("Figures"))] if person.has(*MANAGERS) else []
    own = [(one.endpoint, one.label) for one in SECTIONS if person.has(*one.method.roles)]
    return figures + own
