"""Paying, payments made, and receipts."""

from flask import Response, request
from wtforms import HiddenField, RadioField, StringField

from contracts.billing import methods
from contracts.billing.payments import PaymentMethod
from gateway.translations import _, _l
from gateway.web.calls import call, call_all
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.papers import money, paper_page
from gateway.web.papers.sources import paper_head, ways_to_pay
from gateway.web.resident import own
from gateway.web.resident.group import pages
from gateway.web.visitor import visitor
from gateway.words import choices


class Pay(PageForm):
    """How much, by what, and for which bill first."""

    calls = (methods.TAKE_PAYMENT,)

    amount = StringField(_l("Amount (yuan)"))
    method = RadioField(
        _l("Pay with"),
        choices=lambda: choices(PaymentMethod, PaymentMethod.WECHAT, PaymentMethod.ALIPAY),
        default=PaymentMethod.WECHAT,
    )
    bill = HiddenField()


@pages.get("/bills/pay/<household_id>")
def pay(household_id: str, form: PageForm | None = None) -> str:
    """What is to be paid: everything, or the bill that one came from; and how (B17)."""
    account, found = call_all(
        (methods.STATEMENT, {"household_id": household_id}),
        (methods.LIST_BILLS, {"household_id": household_id, "limit": 200}),
    )
    homes = own.households() if len(visitor().household_ids) > 1 else []
    shown = given(form, Pay)
    wanted = shown.bill.data or request.args.get("bill", "")
    open_bills = [each for each in found["items"] if not each["status"].is_settled]
    first = next((each for each in open_bills if each["id"] == wanted), None)
    owed = (first or account)["outstanding"]
    if not shown.is_submitted():
        shown.filled_with({"amount": owed, "bill": first["id"] if first else ""})
    return page(
        "resident/pay.html",
        form=shown,
        account=account,
        bill=first,
        owed=owed,
        homes=homes,
        ways=ways_to_pay(paper_head(None)),
    )


@pages.post("/bills/pay/<household_id>", Pay, otherwise=pay)
def send_payment(form: Pay, household_id: str) -> Response:
    """Pay; a form sent twice pays once (B10)."""
    bill = form.bill.data
    paid = form.call(
        methods.TAKE_PAYMENT,
        household_id=household_id,
        bill_ids=[bill] if bill else [],
        **form.values("amount", "method"),
    )
    said = _("Paid. This is your receipt.")
    return done(said, receipt, receipt_number=paid["receipt_number"])


@pages.get("/bills/payments")
def payments() -> str:
    """Payments made, newest first."""
    found = call(methods.LIST_PAYMENTS, limit=20, cursor=request.args.get("cursor"))
    return page("resident/payments.html", payments=found)


@pages.get("/bills/receipts/<receipt_number>")
def receipt(receipt_number: str) -> str | Response:
    """A receipt, made to be printed."""
    found = call(methods.GET_RECEIPT, receipt_number=receipt_number)
    return paper_page(
        "resident/receipt.html",
        found["community_id"],
        lambda head: money.receipt(found, head),
        receipt=found,
    )
