"""Requests to void receipts (作废申请): the list, and the second person's word (B07)."""

from typing import Any

from flask import Response, request, url_for

from contracts.billing import methods
from contracts.billing.voids import VoidRequestStatus
from gateway.translations import _, _l
from gateway.web import decisions, tables
from gateway.web.calls import call
from gateway.web.finance.group import pages
from gateway.web.finance.household import household
from gateway.web.finance.requests import requests_page
from gateway.web.forms import PageForm
from gateway.web.pages import done, page
from gateway.web.tables import Table, placed

DecideVoid = decisions.decision(
    methods.DECIDE_VOID,
    _l("Shall the receipt be voided?"),
    _l("Yes, void it"),
    _l("No, it stays"),
)


@pages.get("/void-requests")
def void_requests() -> str | Response:
    """All requests, newest first."""
    return requests_page("void-requests", methods.LIST_VOID_REQUESTS, VoidRequestStatus, table_of)


@pages.get("/void-requests/<void_request_id>")
def void_request(void_request_id: str, form: PageForm | None = None) -> str:
    """One request, with the form of who may decide."""
    found = call(methods.GET_VOID_REQUEST, void_request_id=void_request_id)
    decide = decisions.offered(form, DecideVoid, found)
    return page("finance/void_request.html", requested=found, form=decide)


@pages.post("/void-requests/<void_request_id>", DecideVoid, otherwise=void_request)
def decide_void(form: PageForm, void_request_id: str) -> Response:
    """Void the receipt, or not; never by who asked for it or took the money."""
    said = decisions.decide(form, void_request_id=void_request_id)
    return done(said, void_requests)


def table_of(items: list[dict[str, Any]]) -> Table:
    """The requests as a list."""
    rows = [
        placed(
            item,
            tables.text(
                item["receipt_number"],
                url_for("finance.void_request", void_request_id=item["id"]),
            ),
            household(item),
            tables.yuan(item["amount"]),
            tables.coded(item["status"]),
            tables.text(item["reason"]),
            *decisions.columns(item),
        )
        for item in items
    ]
    headings = [
        _("Receipt"), _("Unit"), _("Amount"), _("State"), _("Why"), *decisions.headings(),
    ]  # fmt: skip
    nothing = _("No such request") if request.args.get("status") else _("No void was asked for")
    hint = _("The desk asks for a void on the page of the receipt.")
    return Table(_("Void requests"), headings, rows, nothing, hint)
