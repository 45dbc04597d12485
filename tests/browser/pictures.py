"""Which pictures are taken: one of every page that somebody reaches, in Chinese and English."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.browser import cases
from tests.browser.reader import Manner, Reader
from tests.support.product import Product
from tests.support.reached import kind_of

PHONE = (Manner("zh", 360), Manner("en", 360))
DESK = (Manner("zh", 1280), Manner("en", 1280))
BOTH = (*DESK, PHONE[0])
"""For pages of staff that are used on the way, too."""
DARK = (Manner("zh", 360, scheme="dark"),)
DARK_DESK = (Manner("zh", 1280, scheme="dark"),)

Find = Callable[[Product], str]


@dataclass(frozen=True)
class Picture:
    """A page, who looks at it, and how."""

    name: str
    login: str | None
    page: str
    """Its address; `…` stands for one of many."""
    manners: tuple[Manner, ...]
    find: str | Find = ""
    """Where a link to it stands, or how to find it, if it is one of many."""

    def address(self, product: Product, reader: Reader) -> str:
        """Where it is."""
        if callable(self.find):
            return self.find(product)
        if not self.find:
            return self.page
        source = reader.context.request.get(self.find, headers={"Accept": "text/html"}).text()
        links = re.findall(r'href="(/[^"#]*)"', source)
        found = [link for link in links if kind_of(link) == self.page]
        assert found, f"{self.find} leads to no {self.page}"
        return found[0].replace("&amp;", "&")


def quoted(product: Product) -> str:
    """A repair with a quote that waits for its answer."""
    return f"/my/repairs/{cases.quoted(product, 'resident4')['id']}"


def pay(product: Product) -> str:
    """Where a resident pays."""
    return f"/my/bills/pay/{cases.household_of(product, 'resident1')}"


def accepted(product: Product) -> str:
    """A complaint that the desk is at."""
    found = product.as_("receptionist").get("/complaints?status=accepted")
    return f"/desk/cases/{found['items'][-1]['id']}"


def waiting(product: Product) -> str:
    """The inbox with a case that waits there."""
    case = cases.transferred(product, "排水管堵塞")
    return f"/desk/inbox/{case['id']}"


def dispatching(product: Product) -> str:
    """A repair that an engineer is to be sent to."""
    found = product.as_("receptionist").get("/repairs?status=verified")
    return f"/desk/repairs/{found['items'][-1]['id']}"


def reviewed(product: Product) -> str:
    """A case that triage made lighter without a reason."""
    return f"/manage/concealment/{cases.lightened(product)['id']}"


def household(product: Product) -> str:
    """A household that has something open."""
    return f"/desk/households/{cases.household_of(product, 'resident3')}"


def file(product: Product) -> str:
    """What is kept of that household, with its changes."""
    return f"{household(product)}/file"


def one_visit(product: Product) -> str:
    """A visit of a steward, with its photos and papers."""
    visit = product.as_("steward").get("/visits")["items"][0]
    return f"/field/visits/{visit['household_id']}/{visit['id']}"


def member(product: Product) -> str:
    """Somebody who belongs to it."""
    home = cases.household_of(product, "resident3")
    found = product.as_("receptionist").get(f"/households/{home}")
    return f"/desk/households/{home}/members/{found['members'][0]['id']}"


def contact(product: Product) -> str:
    """Somebody of that household calls."""
    return f"/desk/contact?household_id={cases.household_of(product, 'resident3')}"


def counter(product: Product) -> str:
    """Where the desk takes money."""
    return f"/desk/households/{cases.household_of(product, 'resident1')}/pay"


def receipt(product: Product) -> str:
    """A receipt that the desk has handed out."""
    paid = product.as_("resident1").get("/payments")["items"][0]
    return f"/desk/receipts/{paid['receipt_number']}"


def reach(product: Product) -> str:
    """Whom a notice has reached."""
    found = product.as_("supervisor").get("/notices", status="published")
    return f"/notices/{found['items'][-1]['id']}/reach"


def draft(product: Product) -> str:
    """A notice that is still written on."""
    found = product.as_("supervisor").get("/notices", status="draft")
    return f"/notices/{found['items'][0]['id']}/edit"


def metered(product: Product) -> str:
    """The meters of a household that has some."""
    return f"{household(product)}/meters"


def assigned(product: Product) -> str:
    """The fees that a household has to itself."""
    return f"{household(product)}/assignments"


def cancelling(product: Product) -> str:
    """A bill whose cancelling waits for a second person."""
    finance = product.as_("finance")
    requested = {"reason": "面积登记有误，更正后重新出账"}
    made = finance.post(f"/bills/{latest_bill(product)['id']}/cancel", requested)
    return f"/finance/cancel-requests/{made['id']}"


def billed(product: Product) -> str:
    """A bill, as finance sees it."""
    return f"/finance/bills/{latest_bill(product)['id']}"


def latest_bill(product: Product) -> dict[str, Any]:
    """The bill that a household got last."""
    home = cases.household_of(product, "resident3")
    found = product.as_("finance").get("/bills", household_id=home)["items"]
    return max(found, key=lambda bill: bill["due_date"])


def raised(product: Product) -> str:
    """A role that a second person is to give."""
    director = product.as_("director")
    director.post("/people", {"name": "邓敏", "roles": ["finance"]}, 201)
    requested = director.get("/role-requests")["items"]
    return f"/role-requests/{requested[0]['id']}"


def refund(product: Product) -> str:
    """A refund that waits for a second person."""
    made = product.as_("receptionist").post(
        "/refunds",
        {
            "household_id": cases.household_of(product, "resident3"),
            "amount": "120.00",
            "method": "transfer",
            "reason": "住户申请退还预存款",
        },
        201,
    )
    return f"/finance/refunds/{made['id']}"


def plan(product: Product) -> str:
    """Where instalments are agreed on with a household that owes."""
    return f"/desk/households/{cases.household_of(product, 'resident1')}/instalments"


def letter(product: Product) -> str:
    """A formal letter, and how it was delivered."""
    cursor: str | None = ""
    while cursor is not None:
        page = product.as_("finance").get("/dunning/steps", limit=200, cursor=cursor or None)
        cursor = page["next_cursor"]
        for step in page["items"]:
            if step["letter_number"]:
                return f"/finance/dunning/steps/{step['id']}/letter"
    raise AssertionError("the demonstration has no letter")


def letters(product: Product) -> str:
    """The day on which those who have not paid the last quarter get a letter."""
    now = datetime.fromisoformat(product.as_("admin").get("/demo/clock")["now"])
    return f"/finance/dunning?on={now + timedelta(days=13):%F}&only=1"


def on_site(product: Product) -> str:
    """An order whose engineer is on site."""
    return f"/field/orders/{cases.arrived(product, 'resident5', chargeable=True)['id']}"


def paper(product: Product) -> str:
    """A work order as it is printed."""
    return f"/desk/repairs/{cases.arrived(product, 'resident5')['id']}/paper"


def answered(product: Product) -> str:
    """The written answer to a complaint that the desk has answered."""
    found = product.as_("receptionist").get("/complaints?status=answered&kind=complaint")
    return f"/desk/cases/{found['items'][-1]['id']}/answer-letter"


def own_answer(product: Product) -> str:
    """The same, as a resident keeps it."""
    found = product.as_("resident3").get("/complaints")["items"]
    answered = next(one for one in found if one["answered_at"])
    return f"/my/complaints/{answered['id']}/answer-letter"


def order_paper(product: Product) -> str:
    """The same, as its engineer prints it."""
    return f"{on_site(product)}/paper"


RESIDENTS = (
    Picture("resident-home", "resident1", "/my/", (*PHONE, DESK[0], *DARK)),
    Picture("resident-bills", "resident1", "/my/bills", PHONE),
    Picture("resident-bill", "resident1", "/my/bills/…", PHONE, "/my/bills"),
    Picture("resident-account", "resident1", "/my/bills/account/…", PHONE, "/my/bills"),
    Picture("resident-pay", "resident1", "/my/bills/pay/…", PHONE, pay),
    Picture("resident-payments", "resident1", "/my/bills/payments", PHONE),
    Picture("resident-receipt", "resident1", "/my/bills/receipts/…", PHONE, "/my/bills/payments"),
    Picture("resident-repairs", "resident3", "/my/repairs", PHONE),
    Picture("resident-repair-new", "resident2", "/my/repairs/new?category=plumbing", PHONE),
    Picture("resident-repair", "resident4", "/my/repairs/…", PHONE, quoted),
    Picture("resident-complaints", "resident3", "/my/complaints", PHONE),
    Picture("resident-complaint-new", "resident4", "/my/complaints/new", PHONE),
    Picture("resident-complaint", "resident3", "/my/complaints/…", PHONE, "/my/complaints"),
    Picture(
        "resident-answer", "resident3", "/my/complaints/…/answer-letter", PHONE[:1], own_answer
    ),
    Picture("resident-notices", "resident2", "/my/notices", PHONE),
    Picture("resident-notice", "resident2", "/my/notices/…", PHONE, "/my/notices"),
    Picture("resident-messages", "resident3", "/messages", PHONE),
    Picture("resident-message", "resident3", "/messages/…", PHONE, "/messages"),
    Picture("resident-households", "resident3", "/my/households", PHONE[:1]),
    Picture("resident-household", "resident3", "/my/households/…", PHONE, "/my/households"),
)
DESKS = (
    Picture("desk-queue", "receptionist", "/desk/", BOTH),
    Picture("desk-contact", "receptionist", "/desk/contact", DESK, contact),
    Picture("desk-cases", "receptionist", "/desk/cases", BOTH),
    Picture("desk-case", "receptionist", "/desk/cases/…", BOTH, accepted),
    Picture("desk-hot-issues", "receptionist", "/desk/hot-issues", ()),
    Picture("desk-answer", "receptionist", "/desk/cases/…/answer-letter", DESK[:1], answered),
    Picture("desk-repairs", "receptionist", "/desk/repairs", DESK),
    Picture("desk-repair", "receptionist", "/desk/repairs/…", DESK, dispatching),
    Picture("desk-repair-paper", "receptionist", "/desk/repairs/…/paper", DESK[:1], paper),
    Picture("desk-households", "receptionist", "/desk/households?q=3栋", DESK),
    Picture("desk-household", "receptionist", "/desk/households/…", BOTH, household),
    Picture("desk-file", "receptionist", "/desk/households/…/file", DESK, file),
    Picture("desk-member", "receptionist", "/desk/households/…/members/…", DESK, member),
    Picture("desk-holdings", "receptionist", "/desk/households/…/holdings", ()),
    Picture("desk-vehicle", "receptionist", "/desk/households/…/vehicles/…", ()),
    Picture("desk-card", "receptionist", "/desk/households/…/cards/…", ()),
    Picture("desk-pet", "receptionist", "/desk/households/…/pets/…", ()),
    Picture("desk-key-households", "receptionist", "/desk/key-households", ()),
    Picture("desk-key-household", "receptionist", "/desk/households/…/key", ()),
    Picture("desk-notes", "receptionist", "/desk/households/…/notes", ()),
    Picture("desk-inbox", "director", "/desk/inbox", ()),
    Picture("desk-inbox-one", "engineer", "/desk/inbox/…", (), waiting),
    Picture("desk-loans", "receptionist", "/desk/loans", DESK),
    Picture("desk-handover", "receptionist", "/desk/handover", ()),
    Picture("desk-platform", "receptionist", "/desk/platform", DESK),
    Picture("desk-payment", "receptionist", "/desk/households/…/pay", DESK, counter),
    Picture("desk-meters", "finance", "/desk/households/…/meters", DESK, metered),
    Picture("desk-readings", "finance", "/desk/meters", DESK[:1]),
    Picture("desk-plan", "supervisor", "/desk/households/…/instalments", DESK[:1], plan),
    Picture("desk-assignments", "finance", "/desk/households/…/assignments", DESK, assigned),
    Picture("desk-receipt", "receptionist", "/desk/receipts/…", DESK, receipt),
)
FIELD = (
    Picture("steward-visits", "steward", "/field/visits", PHONE),
    Picture("steward-visits-list", "steward", "/field/visits-list", ()),
    Picture("steward-visit", "steward", "/field/visits/…", PHONE, "/field/visits"),
    Picture("steward-one-visit", "steward", "/field/visits/…/…", (), one_visit),
    Picture("engineer-orders", "engineer", "/field/orders", PHONE),
    Picture("engineer-order", "engineer", "/field/orders/…", PHONE, on_site),
    Picture("doors", "steward", "/doors/", PHONE),
    Picture("doors-building", "steward", "/doors/buildings/…", PHONE, "/doors/"),
    Picture("doors-home", "steward", "/doors/homes/…", PHONE, "/doors/buildings/1栋"),
    Picture("doors-print", "steward", "/doors/buildings/…/print", DESK[:1], "/doors/buildings/1栋"),
    Picture("engineer-paper", "engineer", "/field/orders/…/paper", PHONE[:1], order_paper),
    Picture("engineer-done", "engineer", "/field/orders/done", PHONE),
)
MANAGERS = (
    Picture("manager-home", "director", "/manage/", (*BOTH, *DARK_DESK)),
    Picture("manager-escalations", "director", "/manage/escalations", BOTH),
    Picture("manager-approvals", "director", "/manage/approvals", BOTH),
    Picture("manager-reviews", "director", "/manage/concealment", ()),
    Picture("manager-review", "director", "/manage/concealment/…", (), reviewed),
    Picture("manager-overdue", "director", "/manage/figures", DESK),
    Picture("manager-complaints", "director", "/manage/figures/complaints", DESK),
    Picture("manager-repairs", "director", "/manage/figures/repairs", DESK),
    Picture("manager-cases", "director", "/manage/figures/cases", DESK[:1]),
    Picture("settings-categories", "director", "/settings/categories", ()),
    Picture("settings-departments", "director", "/settings/departments", ()),
    Picture(
        "settings-department", "director", "/settings/departments/…", (), "/settings/departments"
    ),
    Picture("settings-quick-replies", "director", "/settings/quick-replies", ()),
    Picture(
        "settings-quick-reply",
        "director",
        "/settings/quick-replies/…",
        (),
        "/settings/quick-replies",
    ),
    Picture("settings-templates", "director", "/settings/message-templates", ()),
    Picture(
        "settings-template",
        "director",
        "/settings/message-templates/…",
        (),
        "/settings/message-templates",
    ),
    Picture("settings-category", "director", "/settings/categories/…", (), "/settings/categories"),
    Picture("manager-roster", "director", "/manage/roster", BOTH),
    Picture("manager-looks", "director", "/manage/looks", DESK[:1]),
    Picture("manager-untold", "director", "/manage/untold", DESK[:1]),
    Picture("manager-roles", "director", "/role-requests", DESK[:1]),
    Picture("manager-role", "director", "/role-requests/…", DESK, raised),
    Picture("manager-collection", "director", "/finance/", DARK_DESK),
)
FINANCE = (
    Picture("finance-collection", "finance", "/finance/", DESK),
    Picture("finance-bill-runs", "finance", "/finance/bill-runs", DESK),
    Picture("finance-bill-run", "finance", "/finance/bill-runs/…", DESK, "/finance/bill-runs"),
    Picture("finance-bill", "finance", "/finance/bills/…", DESK, billed),
    Picture("finance-cancels", "finance", "/finance/cancel-requests", DESK[:1]),
    Picture("finance-cancel", "finance", "/finance/cancel-requests/…", DESK, cancelling),
    Picture("finance-fee-items", "finance", "/finance/fee-items", DESK),
    Picture("finance-journal", "finance", "/finance/journal", ()),
    Picture("finance-receipts", "finance", "/finance/receipts", DESK[:1]),
    Picture("finance-receipt", "finance", "/finance/receipts/…", DESK[:1], "/finance/receipts"),
    Picture("finance-refund", "finance", "/finance/refunds/…", DESK, refund),
    Picture("finance-refunds", "finance", "/finance/refunds", DESK),
    Picture("finance-void", "finance", "/finance/void-requests/…", DESK, "/finance/void-requests"),
    Picture("finance-voids", "finance", "/finance/void-requests", DESK),
    Picture("finance-dunning", "finance", "/finance/dunning", DESK, letters),
    Picture("finance-steps", "finance", "/finance/dunning/steps", DESK[:1], "/finance/dunning"),
    Picture("finance-plans", "finance", "/finance/plans", DESK[:1]),
    Picture("finance-letter", "finance", "/finance/dunning/steps/…/letter", DESK[:1], letter),
    Picture("finance-undelivered", "finance", "/finance/undelivered", DESK[:1]),
    Picture("finance-former", "finance", "/finance/former-debts", DESK[:1]),
    Picture("finance-import", "finance", "/finance/import", DESK),
)
NOTICES = (
    Picture("notices", "supervisor", "/notices/", DESK),
    Picture("notice", "supervisor", "/notices/…", DESK, "/notices/"),
    Picture("notice-reach", "supervisor", "/notices/…/reach", DESK, reach),
    Picture("notice-edit", "supervisor", "/notices/…/edit", DESK, draft),
    Picture("notice-outage", "supervisor", "/notices/new/outage", DESK),
    Picture("notice-new", "supervisor", "/notices/new", DESK),
)
POLICIES = (
    Picture("policies", "director", "/settings/policies", ()),
    Picture("policy", "director", "/settings/policies/…", (), "/settings/policies"),
    Picture("audit", "director", "/settings/audit", ()),
    Picture("audit-check", "director", "/settings/audit/verify", ()),
)
"""Looked at, but not kept."""
ALL = (
    Picture("login", None, "/", (*PHONE, *DESK)),
    *RESIDENTS,
    *DESKS,
    *FIELD,
    *MANAGERS,
    *FINANCE,
    *NOTICES,
    *POLICIES,
    Picture("account", "finance", "/account", BOTH),
    Picture("compared", "company_director", "/manage/figures/communities", ()),
    Picture("settings-company", "company_admin", "/settings/company", ()),
    Picture("settings-opening", "admin", "/settings/opening", ()),
    Picture("settings-channels", "company_admin", "/settings/channels", ()),
    Picture("settings-channel", "company_admin", "/settings/channels/…", (), "/settings/channels"),
    Picture("settings-api-keys", "company_admin", "/settings/api-keys", ()),
    Picture("settings-retention", "director", "/settings/retention", ()),
    Picture("settings-webhooks", "company_admin", "/settings/webhooks", ()),
    Picture("settings-communities", "company_admin", "/settings/communities", ()),
    Picture("settings-community", "company_admin", "/settings/communities/…", ()),
    Picture("settings", "admin", "/settings/", ()),
    Picture("settings-people", "admin", "/settings/people", ()),
    Picture("settings-person", "admin", "/settings/people/…", ()),
    Picture("second-factor", "finance", "/account/second-factor", ()),
    Picture("contact", "finance", "/account/contact", ()),
    Picture("invitations", "steward", "/doors/invitations", ()),
    Picture("let-in", "resident3", "/my/households/…/let-in", ()),
    Picture("search", "receptionist", "/search", ()),
    Picture("verify", None, "/verify", PHONE[:1]),
    Picture("problem", "finance", "/problems/forbidden", DESK),
)
