"""Payments (缴费): applied once, to the oldest debt first; what is over becomes credit (B10)."""

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any

from sqlalchemy import select

from contracts.billing.codes import ONLINE_METHODS, PaymentMethod, PostingKind
from contracts.billing.events import PaymentReceived
from foundation import replica
from foundation.clock import at_local
from foundation.errors import NotFound
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain import posting
from services.billing.domain.allocation import allocate
from services.billing.domain.policy import BillingPolicy
from services.billing.errors import (
    BillOfAnotherHousehold,
    MethodNotOnline,
    UnknownBill,
    UnknownHousehold,
)
from services.billing.operations.bills import households
from services.billing.operations.debtors import reconsider
from services.billing.operations.ledger import Posting, lock_accounts, post
from services.billing.queries import balances
from services.billing.queries.payments import views
from services.billing.tables import Bill, Payment

SERIES = "SJ"


def take(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Take money: settle debts, keep the rest as credit, give a receipt.

    Residents pay for their own household, online; the platform is a sandbox that pays at once.
    """
    household = payer_household(work, data)
    method = PaymentMethod(data["method"])
    if not work.actor.is_staff and method not in ONLINE_METHODS:
        raise MethodNotOnline(field="method")
    check_bills(work, household.household_id, data["bill_ids"])
    lock_accounts(work, [household.household_id])
    debts = balances.debts(work, [household.household_id]).get(household.household_id, [])
    order = work.policy(BillingPolicy).allocation_order
    settled, over = allocate(data["amount"], debts, order, data["bill_ids"])
    number = work.number(SERIES)
    payment = Payment(
        id=work.new_id(),
        receipt_number=number,
        household_id=household.household_id,
        amount=data["amount"],
        method=method,
        payer=data["payer"] or household.owner_name,
        remark=data["remark"],
        taken_at=work.now,
        taken_by_id=work.actor.id,
        taken_by=work.actor.name,
        posting_id=post(
            work,
            Posting(
                PostingKind.PAYMENT,
                household.household_id,
                number,
                posting.pay(method, settled, over),
            ),
        ),
    )
    work.session.add(payment)
    work.session.flush()
    work.subject("payment", payment.id)
    work.emit(
        PaymentReceived,
        payment.id,
        {
            "payment_id": payment.id,
            "receipt_number": number,
            "household_id": household.household_id,
            "amount": payment.amount,
        },
    )
    reconsider(work, household.household_id)
    return views(work, [payment])[0]


def payer_household(work: UnitOfWork, data: dict[str, Any]) -> replica.Household:
    """The household that pays; raise `NotYourHousehold` or `UnknownHousehold`."""
    work.actor.require_household(data["household_id"])
    try:
        return replica.household(work, data["household_id"])
    except NotFound as error:
        raise UnknownHousehold(field="household_id") from error


def check_bills(work: UnitOfWork, household_id: str, bill_ids: Sequence[str]) -> None:
    """Raise for a bill that is not there, or that is another household's."""
    found = {
        bill.id: bill for bill in work.session.scalars(select(Bill).where(Bill.id.in_(bill_ids)))
    }
    for bill_id in bill_ids:
        bill = found.get(bill_id)
        if bill is None:
            raise UnknownBill(field="bill_ids", bill_id=bill_id)
        if bill.household_id != household_id:
            # residents learn no numbers of other households' bills
            shown = bill.number if work.actor.is_staff else bill_id
            raise BillOfAnotherHousehold(field="bill_ids", number=shown)


def get(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """One payment; a resident's own."""
    payment = work.load(Payment, data["payment_id"])
    work.actor.require_household(payment.household_id)
    return views(work, [payment])[0]


def list_payments(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Payments, newest first; residents see those of their households."""
    statement = select(Payment).where(*households(work, Payment.household_id, data["household_id"]))
    if data["method"]:
        statement = statement.where(Payment.method == data["method"])
    if day := data["taken_on"]:
        first, after = (at_local(one, time(0)) for one in (day, day + timedelta(days=1)))
        statement = statement.where(Payment.taken_at >= first, Payment.taken_at < after)
    found = page(work, statement, Payment.id, data)
    return found | {"items": views(work, found["items"])}
