"""Receipts (收据): the list, one of them, and voiding by a second person (B07)."""

from typing import Any

from flask import Response, url_for
from wtforms import TextAreaField

from contracts.billing import methods
from contracts.billing.payments import PaymentMethod
from contracts.billing.voids import VoidRequestStatus
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.calls import call
from gateway.web.finance.group import pages, sections
from gateway.web.finance.household import household
from gateway.web.forms import PageForm, given
from gateway.web.manager.period import named
from gateway.web.pages import done
from gateway.web.papers import money, paper_page
from gateway.web.tables import Table, placed, sheets
from gateway.web.visitor import visitor
from gateway.words import choices


class Void(PageForm):
    """Why the receipt does not hold."""

    calls = (methods.VOID_PAYMENT,)

    reason = TextAreaField(_l("Why is it void?"), render_kw={"rows": 2})


@pages.get("/receipts")
def payments() -> str | Response:
    """All receipts, newest first."""
    found = tables.listed(methods.LIST_PAYMENTS, **named("method", "taken_on"))
    return sheets(
        "finance/payments.html",
        "receipts",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        options=choices(PaymentMethod),
        sections=sections(),
    )


@pages.get("/receipts/<receipt_number>")
def receipt(receipt_number: str, form: PageForm | None = None) -> str | Response:
    """One receipt, with the form of who may void it."""
    found = call(methods.GET_RECEIPT, receipt_number=receipt_number)
    waiting = VoidRequestStatus.REQUESTED
    requests = call(methods.LIST_VOID_REQUESTS, payment_id=found["id"], status=waiting, limit=1)
    may = visitor().has(*methods.VOID_PAYMENT.roles) and not found["voided"]
    return paper_page(
        "finance/receipt.html",
        found["community_id"],
        lambda head: money.receipt(found, head),
        receipt=found,
        requested=next(iter(requests["items"]), None),
        form=given(form, Void) if may else None,
    )


@pages.post("/receipts/<receipt_number>/void", Void, otherwise=receipt)
def void(form: Void, receipt_number: str) -> Response:
    """Void it; what it had paid is owed again, its number stays used."""
    found = call(methods.GET_RECEIPT, receipt_number=receipt_number)
    form.call(methods.VOID_PAYMENT, payment_id=found["id"], reason=form.reason.data)
    said = _("Receipt %(number)s is void.", number=receipt_number)
    return done(said, receipt, receipt_number=receipt_number)


def table_of(items: list[dict[str, Any]]) -> Table:
    """The receipts as a list."""
    rows = [
        placed(
            item,
            tables.text(
                item["receipt_number"],
                url_for("finance.receipt", receipt_number=item["receipt_number"]),
            ),
            tables.moment(item["taken_at"]),
            household(item),
            tables.text(item["payer"]),
            tables.yuan(item["amount"]),
            tables.coded(item["method"]),
            tables.text(item["taken_by"] or _("Paid online")),
            tables.text(_("void: %(reason)s", reason=voided["reason"]))
            if (voided := item["voided"])
            else tables.text(""),
        )
        for item in items
    ]
    headings = [
        _("Receipt"), _("When"), _("Unit"), _("Paid by"), _("Amount"), _("Paid with"),
        _("Taken by"), _("Void"),
    ]  # fmt: skip
    return Table(
        _("Receipts"), headings, rows, _("No receipt is like that"),
        _("Choose another day or another way of paying."),
    )  # fmt: skip
