"""Money at the counter, and the receipt that goes over it (B07, B10)."""

from typing import Any

from flask import Response
from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from contracts.billing import methods
from contracts.billing.payments import PaymentMethod
from contracts.billing.voids import VoidRequestStatus
from contracts.directory import methods as directory
from gateway.translations import _, _l
from gateway.web import formats
from gateway.web.calls import call, call_all
from gateway.web.desk.group import pages
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.papers import money, paper_page
from gateway.web.visitor import visitor


class Pay(PageForm):
    """How much, by what, from whom, and what for."""

    calls = (methods.TAKE_PAYMENT,)

    amount = StringField(_l("Amount (yuan)"))
    method = RadioField(
        _l("Paid with"), default=PaymentMethod.CASH,
    )  # fmt: skip
    bill_ids = SelectMultipleField(
        _l("What for"), choices=[],
        option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False),
    )  # fmt: skip
    payer = StringField(_l("Paid by"), render_kw={"autocomplete": "off"})
    remark = StringField(_l("Remark"))


class AskVoid(PageForm):
    """Why the receipt should not hold."""

    calls = (methods.REQUEST_VOID,)

    reason = TextAreaField(_l("Why should it be voided?"), render_kw={"rows": 2})


@pages.get("/households/<household_id>/pay")
def pay(household_id: str, form: PageForm | None = None) -> str:
    """What is owed, and the form; only for who may take money."""
    visitor().require(*methods.TAKE_PAYMENT.roles)
    home, account, found = call_all(
        (directory.GET_HOUSEHOLD, {"household_id": household_id}),
        (methods.STATEMENT, {"household_id": household_id}),
        (methods.LIST_BILLS, {"household_id": household_id, "limit": 200}),
    )
    shown = given(form, Pay)
    owed = [bill for bill in found["items"] if not bill["status"].is_settled]
    shown.bill_ids.choices = [(bill["id"], named(bill)) for bill in owed]
    if shown is not form:
        owed_now = account["outstanding"]
        shown.amount.data = "" if formats.is_zero(owed_now) else owed_now
    debtors = list(dict.fromkeys(bill["debtor_name"] for bill in reversed(owed)))
    return page("desk/pay.html", form=shown, home=home, account=account, debtors=debtors)


def named(bill: dict[str, Any]) -> str:
    """An open bill: its period, what is owed, and by whom."""
    parts = (formats.period(bill["period"]), formats.money(bill["outstanding"]))
    return " · ".join((*parts, bill["debtor_name"]))


@pages.post("/households/<household_id>/pay", Pay, otherwise=pay)
def take_payment(form: Pay, household_id: str) -> Response:
    """Take it; a form sent twice is paid once (B10)."""
    paid = form.call(methods.TAKE_PAYMENT, household_id=household_id, **form.values())
    number = paid["receipt_number"]
    return done(_("The payment is recorded. Print the receipt."), receipt, receipt_number=number)


@pages.get("/receipts/<receipt_number>")
def receipt(receipt_number: str, form: PageForm | None = None) -> str | Response:
    """A receipt, made to be printed; and how far a void of it is that somebody has asked for."""
    found = call(methods.GET_RECEIPT, receipt_number=receipt_number)
    requests = call(methods.LIST_VOID_REQUESTS, payment_id=found["id"], limit=1)
    last = next(iter(requests["items"]), None)
    waits = last is not None and last["status"] == VoidRequestStatus.REQUESTED
    may = visitor().has(*methods.REQUEST_VOID.roles) and not found["voided"] and not waits
    return paper_page(
        "desk/receipt.html",
        found["community_id"],
        lambda head: money.receipt(found, head),
        receipt=found,
        requested=last,
        waits=waits,
        decides=waits and visitor().has(*methods.DECIDE_VOID.roles),
        form=given(form, AskVoid) if may else None,
    )


@pages.post("/receipts/<receipt_number>/ask-void", AskVoid, otherwise=receipt)
def ask_void(form: AskVoid, receipt_number: str) -> Response:
    """Ask for it to be voided; a second person decides (B07)."""
    found = call(methods.GET_RECEIPT, receipt_number=receipt_number)
    form.call(methods.REQUEST_VOID, payment_id=found["id"], **form.values())
    return done(_("The void is asked for."), receipt, receipt_number=receipt_number)
