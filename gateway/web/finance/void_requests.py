"""Requests to void receipts (作废申请): the list, and the second person's word (B07)."""

from typing import Any

from flask import Response, request, url_for
from wtforms import RadioField, TextAreaField

from contracts.billing import methods
from contracts.billing.codes import VoidRequestStatus
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.asking import ask
from gateway.web.finance.group import pages, sections
from gateway.web.finance.household import household
from gateway.web.forms import PageForm, given
from gateway.web.manager.period import named
from gateway.web.pages import done, page
from gateway.web.tables import Table, sheets
from gateway.web.visitor import visitor
from gateway.words import choices


class DecideVoid(PageForm):
    """Whether the receipt is voided."""

    calls = (methods.DECIDE_VOID,)
    needed = frozenset({"remark"})
    approve = RadioField(
        _l("Shall the receipt be voided?"),
        choices=lambda: [("true", _("Yes, void it")), ("false", _("No, it stays"))],
    )
    remark = TextAreaField(_l("Remark"), render_kw={"rows": 2})


@pages.get("/void-requests")
def void_requests() -> str | Response:
    """All requests, newest first."""
    found = tables.listed(methods.LIST_VOID_REQUESTS, **named("status"))
    return sheets(
        "finance/void_requests.html",
        "void-requests",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        options=choices(VoidRequestStatus),
        sections=sections(),
    )


@pages.get("/void-requests/<void_request_id>")
def void_request(void_request_id: str, form: PageForm | None = None) -> str:
    """One request, with the form of who may decide."""
    found = ask(methods.GET_VOID_REQUEST, void_request_id=void_request_id)
    waits = found["status"] == VoidRequestStatus.REQUESTED
    may = waits and visitor().has(*methods.DECIDE_VOID.who)
    return page(
        "finance/void_request.html", asked=found, form=given(form, DecideVoid) if may else None
    )


@pages.post("/void-requests/<void_request_id>", DecideVoid, otherwise=void_request)
def decide_void(form: DecideVoid, void_request_id: str) -> Response:
    """Void the receipt, or not; never by who asked for it or took the money."""
    form.ask(
        methods.DECIDE_VOID,
        void_request_id=void_request_id,
        approve=form.approve.data,
        **form.values("remark"),
    )
    return done(_("Your decision is recorded."), void_requests)


def table_of(items: list[dict[str, Any]]) -> Table:
    """The requests as a list."""
    rows = [
        [
            tables.text(
                item["receipt_number"],
                url_for("finance.void_request", void_request_id=item["id"]),
            ),
            household(item),
            tables.yuan(item["amount"]),
            tables.coded(item["status"], "billing.VoidRequestStatus"),
            tables.text(item["reason"]),
            tables.text(item["requested_by"]),
            tables.moment(item["requested_at"]),
            tables.text(item["decided_by"]),
            tables.moment(item["decided_at"]),
        ]
        for item in items
    ]
    headings = [
        _("Receipt"), _("Unit"), _("Amount"), _("State"), _("Why"), _("Asked by"), _("Asked"),
        _("Decided by"), _("Decided"),
    ]  # fmt: skip
    nothing = _("No such request") if request.args.get("status") else _("No void was asked for")
    hint = _("The desk asks for a void on the page of the receipt.")
    return Table(_("Void requests"), headings, rows, nothing, hint)
