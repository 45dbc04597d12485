"""Requests to cancel bills and bill runs (取消申请): and the second person's word (B16)."""

from typing import Any

from flask import Response, request, url_for

from contracts.billing import methods
from contracts.billing.cancellations import CancelKind, CancelStatus
from gateway.translations import _, _l
from gateway.web import decisions, formats, tables
from gateway.web.calls import call
from gateway.web.finance.group import pages
from gateway.web.finance.requests import requests_page
from gateway.web.forms import PageForm
from gateway.web.pages import done, page
from gateway.web.tables import Table, placed
from gateway.web.visitor import visitor

DecideCancel = decisions.decision(
    methods.DECIDE_CANCEL, _l("Shall it be cancelled?"), _l("Yes, cancel it"), _l("No, keep it")
)


@pages.get("/cancel-requests")
def cancel_requests() -> str | Response:
    """All requests, newest first."""
    return requests_page("cancel-requests", methods.LIST_CANCEL_REQUESTS, CancelStatus, table_of)


@pages.get("/cancel-requests/<cancel_request_id>")
def cancel_request(cancel_request_id: str, form: PageForm | None = None) -> str:
    """One request, with the form of who may decide."""
    found = call(methods.GET_CANCEL_REQUEST, cancel_request_id=cancel_request_id)
    return page(
        "finance/cancel_request.html",
        requested=found,
        target=target_of(found),
        form=decisions.offered(form, DecideCancel, found),
    )


def target_of(found: dict[str, Any]) -> str | None:
    """The page of what is to be cancelled, if the visitor may see it."""
    if found["kind"] == CancelKind.BILL:
        return url_for("finance.bill", bill_id=found["target_id"])
    if visitor().has(*methods.GET_BILL_RUN.roles):
        return url_for("finance.bill_run", bill_run_id=found["target_id"])
    return None


@pages.post("/cancel-requests/<cancel_request_id>", DecideCancel, otherwise=cancel_request)
def decide_cancel(form: PageForm, cancel_request_id: str) -> Response:
    """Cancel it, or not; never by who asked for it."""
    said = decisions.decide(form, cancel_request_id=cancel_request_id)
    return done(said, cancel_request, cancel_request_id=cancel_request_id)


def table_of(items: list[dict[str, Any]]) -> Table:
    """The requests as a list."""
    rows = [
        placed(
            item,
            tables.text(
                item["number"] or formats.period(item["period"]),
                url_for("finance.cancel_request", cancel_request_id=item["id"]),
            ),
            tables.coded(item["kind"]),
            tables.count(item["bills"]),
            tables.yuan(item["amount"]),
            tables.coded(item["status"]),
            tables.text(item["reason"]),
            *decisions.columns(item),
        )
        for item in items
    ]
    headings = [
        _("About"), _("What"), _("Bills"), _("Amount"), _("State"), _("Why"),
        *decisions.headings(),
    ]  # fmt: skip
    nothing = (
        _("No such request") if request.args.get("status") else _("No cancellation was asked for")
    )
    hint = _("Finance asks for it on the page of the bill run or of the bill.")
    return Table(_("Cancellations"), headings, rows, nothing, hint)
