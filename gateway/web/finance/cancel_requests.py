"""Requests to cancel bills and bill runs (取消申请): and the second person's word (B16)."""

from typing import Any

from flask import Response, request, url_for
from wtforms import RadioField, TextAreaField

from contracts.billing import methods
from contracts.billing.codes import CancelKind, CancelStatus
from gateway.translations import _, _l
from gateway.web import formats, tables
from gateway.web.asking import ask
from gateway.web.finance.group import pages, sections
from gateway.web.forms import PageForm, given
from gateway.web.manager.period import named
from gateway.web.pages import done, page
from gateway.web.tables import Table, sheets
from gateway.web.visitor import visitor
from gateway.words import choices


class DecideCancel(PageForm):
    """Whether it is cancelled."""

    calls = (methods.DECIDE_CANCEL,)
    needed = frozenset({"remark"})
    approve = RadioField(
        _l("Shall it be cancelled?"),
        choices=lambda: [("true", _("Yes, cancel it")), ("false", _("No, keep it"))],
    )
    remark = TextAreaField(_l("Remark"), render_kw={"rows": 2})


@pages.get("/cancel-requests")
def cancel_requests() -> str | Response:
    """All requests, newest first."""
    found = tables.listed(methods.LIST_CANCEL_REQUESTS, **named("status"))
    return sheets(
        "finance/cancel_requests.html",
        "cancel-requests",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        options=choices(CancelStatus),
        sections=sections(),
    )


@pages.get("/cancel-requests/<cancel_request_id>")
def cancel_request(cancel_request_id: str, form: PageForm | None = None) -> str:
    """One request, with the form of who may decide."""
    found = ask(methods.GET_CANCEL_REQUEST, cancel_request_id=cancel_request_id)
    waits = found["status"] == CancelStatus.REQUESTED
    may = waits and visitor().has(*methods.DECIDE_CANCEL.who)
    return page(
        "finance/cancel_request.html",
        asked=found,
        target=target_of(found),
        form=given(form, DecideCancel) if may else None,
    )


def target_of(found: dict[str, Any]) -> str | None:
    """The page of what is to be cancelled, if the visitor may see it."""
    if found["kind"] == CancelKind.BILL:
        return url_for("finance.bill", bill_id=found["target_id"])
    if visitor().has(*methods.GET_BILL_RUN.who):
        return url_for("finance.bill_run", bill_run_id=found["target_id"])
    return None


@pages.post("/cancel-requests/<cancel_request_id>", DecideCancel, otherwise=cancel_request)
def decide_cancel(form: DecideCancel, cancel_request_id: str) -> Response:
    """Cancel it, or not; never by who asked for it."""
    form.ask(
        methods.DECIDE_CANCEL,
        cancel_request_id=cancel_request_id,
        approve=form.approve.data,
        **form.values("remark"),
    )
    return done(
        _("Your decision is recorded."), cancel_request, cancel_request_id=cancel_request_id
    )


def table_of(items: list[dict[str, Any]]) -> Table:
    """The requests as a list."""
    rows = [
        [
            tables.text(
                item["number"] or formats.period(item["period"]),
                url_for("finance.cancel_request", cancel_request_id=item["id"]),
            ),
            tables.coded(item["kind"], "billing.CancelKind"),
            tables.count(item["bills"]),
            tables.yuan(item["amount"]),
            tables.coded(item["status"], "billing.CancelStatus"),
            tables.text(item["reason"]),
            tables.text(item["requested_by"]),
            tables.moment(item["requested_at"]),
            tables.text(item["decided_by"]),
            tables.moment(item["decided_at"]),
        ]
        for item in items
    ]
    headings = [
        _("About"), _("What"), _("Bills"), _("Amount"), _("State"), _("Why"), _("Asked by"),
        _("Asked"), _("Decided by"), _("Decided"),
    ]  # fmt: skip
    nothing = (
        _("No such request") if request.args.get("status") else _("No cancellation was asked for")
    )
    hint = _("Finance asks for it on the page of the bill run or of the bill.")
    return Table(_("Cancellations"), headings, rows, nothing, hint)
