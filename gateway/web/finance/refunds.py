"""Refunds (退款): the list, and the second person's word (B10)."""

from typing import Any

from flask import Response, request, url_for

from contracts.billing import methods
from contracts.billing.refunds import RefundStatus
from foundation.errors import NotFound
from gateway.translations import _, _l
from gateway.web import decisions, tables
from gateway.web.finance.group import pages
from gateway.web.finance.household import household
from gateway.web.finance.requests import requests_page
from gateway.web.forms import PageForm
from gateway.web.pages import done, page
from gateway.web.tables import Table, every, linked, placed

Decide = decisions.decision(
    methods.DECIDE_REFUND, _l("Shall it be paid back?"), _l("Yes, pay it back"), _l("No")
)


@pages.get("/refunds")
def refunds() -> str | Response:
    """All refunds, newest first."""
    return requests_page("refunds", methods.LIST_REFUNDS, RefundStatus, table_of)


@pages.get("/refunds/<refund_id>")
def refund(refund_id: str, form: PageForm | None = None) -> str:
    """One refund, with the form of who may decide."""
    found = next((each for each in every(methods.LIST_REFUNDS) if each["id"] == refund_id), None)
    if found is None:
        raise NotFound
    offered = decisions.offered(form, Decide, found)
    return page("finance/refund.html", refund=found, form=offered)


@pages.post("/refunds/<refund_id>", Decide, otherwise=refund)
def decide(form: PageForm, refund_id: str) -> Response:
    """Pay it back, or not; never by who asked for it."""
    return done(decisions.decide(form, refund_id=refund_id), refunds)


def table_of(items: list[dict[str, Any]]) -> Table:
    """The refunds as a list."""
    rows = [
        placed(
            item,
            household(item),
            linked(tables.yuan(item["amount"]), url_for("finance.refund", refund_id=item["id"])),
            tables.coded(item["status"]),
            tables.text(item["reason"]),
            *decisions.columns(item),
        )
        for item in items
    ]
    headings = [
        _("Unit"), _("Amount"), _("State"), _("Why"), *decisions.headings(),
    ]  # fmt: skip
    nothing = _("No refund waits") if request.args.get("status") else _("No refund so far")
    hint = _("Credit that a household wants back is asked for at the counter.")
    return Table(_("Refunds"), headings, rows, nothing, hint)
