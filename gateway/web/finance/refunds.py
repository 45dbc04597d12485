"""Refunds (退款): the list, and the second person's word (B10)."""

from typing import Any

from flask import Response, request, url_for
from wtforms import RadioField, TextAreaField

from contracts.billing import methods
from contracts.billing.codes import RefundStatus
from foundation.errors import NotFound
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.finance.group import pages, sections
from gateway.web.finance.household import household
from gateway.web.forms import PageForm, given
from gateway.web.manager.period import named
from gateway.web.pages import done, page
from gateway.web.tables import Table, every, linked, sheets
from gateway.web.visitor import visitor
from gateway.words import choices


class Decide(PageForm):
    """Whether the money is paid back."""

    calls = (methods.DECIDE_REFUND,)
    approve = RadioField(
        _l("Shall it be paid back?"),
        choices=lambda: [("true", _("Yes, pay it back")), ("false", _("No"))],
    )
    remark = TextAreaField(_l("Remark"), render_kw={"rows": 2})


@pages.get("/refunds")
def refunds() -> str | Response:
    """All refunds, newest first."""
    found = tables.listed(methods.LIST_REFUNDS, **named("status"))
    return sheets(
        "finance/refunds.html",
        "refunds",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        options=choices(RefundStatus),
        sections=sections(),
    )


@pages.get("/refunds/<refund_id>")
def refund(refund_id: str, form: PageForm | None = None) -> str:
    """One refund, with the form of who may decide."""
    found = next((each for each in every(methods.LIST_REFUNDS) if each["id"] == refund_id), None)
    if found is None:
        raise NotFound
    may = visitor().has(*methods.DECIDE_REFUND.who) and found["status"] == RefundStatus.REQUESTED
    return page("finance/refund.html", refund=found, form=given(form, Decide) if may else None)


@pages.post("/refunds/<refund_id>", Decide, otherwise=refund)
def decide(form: Decide, refund_id: str) -> Response:
    """Pay it back, or not; never by who asked for it."""
    form.ask(
        methods.DECIDE_REFUND,
        refund_id=refund_id,
        approve=form.approve.data,
        **form.values("remark"),
    )
    return done(_("Your decision is recorded."), refunds)


def table_of(items: list[dict[str, Any]]) -> Table:
    """The refunds as a list."""
    rows = [
        [
            household(item),
            linked(tables.yuan(item["amount"]), url_for("finance.refund", refund_id=item["id"])),
            tables.coded(item["status"], "billing.RefundStatus"),
            tables.text(item["reason"]),
            tables.text(item["requested_by"]),
            tables.moment(item["requested_at"]),
            tables.text(item["decided_by"]),
            tables.moment(item["decided_at"]),
        ]
        for item in items
    ]
    headings = [
        _("Unit"), _("Amount"), _("State"), _("Why"), _("Asked by"), _("Asked"),
        _("Decided by"), _("Decided"),
    ]  # fmt: skip
    nothing = _("No refund waits") if request.args.get("status") else _("No refund so far")
    hint = _("Credit that a household wants back is asked for at the counter.")
    return Table(_("Refunds"), headings, rows, nothing, hint)
