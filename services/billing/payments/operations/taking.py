"""Payments (缴费): applied once, to the oldest debt first; what is over becomes credit (B10)."""

from collections.abc import Sequence
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from contracts.billing.codes import ONLINE_METHODS, PaymentMethod, PostingKind
from contracts.billing.events import PaymentReceived
from contracts.billing.refusals import (
    BillOfAnotherHousehold,
    MethodNotOnline,
    MoreThanOwed,
    OnlinePaymentNotConfigured,
    UnknownBill,
    UnknownHousehold,
)
from contracts.papers import SERIES as PAPER_SERIES
from contracts.papers import PaperKind
from contracts.roles import CASHIERS
from foundation import replica
from foundation.actor import Actor
from foundation.clock import at_local
from foundation.config import settings
from foundation.errors import NotFound, NotYourHousehold
from foundation.standing import NOBODY, OWNERS
from foundation.storage.belonging import shown_to
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.arrears.operations.debtors import reconsider
from services.billing.bills.operations import bills_of, households
from services.billing.bills.tables import Bill
from services.billing.ledger import queries as balances
from services.billing.ledger.operations.booking import Posting, lock_accounts, post
from services.billing.ledger.rules import posting
from services.billing.ledger.rules.allocation import allocate
from services.billing.payments import rules as ways_to_pay
from services.billing.payments.queries import views
from services.billing.payments.tables import Payment
from services.billing.policy import BillingPolicy

SERIES = PAPER_SERIES[PaperKind.RECEIPT]


def take(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Take money: settle debts, keep the rest as credit, give a receipt.

    Money is counted by a person at the counter (B17). Residents pay for their own household, by
    the sandbox of demo mode, which pays at once; nothing else takes their money so far.
    """
    method = PaymentMethod(data["method"])
    if work.actor.has(*CASHIERS):
        household = payer_household(work, data)
    else:
        household = own_household(work, data, method)
    check_bills(work, household.household_id, data["bill_ids"])
    lock_accounts(work, [household.household_id])
    owed = balances.debts(work, [household.household_id], only=payable(work, data["bill_ids"]))
    debts = owed.get(household.household_id, [])
    order = work.policy(BillingPolicy).allocation_order
    settled, over = allocate(data["amount"], debts, order, data["bill_ids"])
    require_no_more_than_owed(work, household, over)
    whose = payer_of(work, household, data["bill_ids"])
    number = work.number(SERIES)
    payment = Payment(
        id=work.new_id(),
        receipt_number=number,
        household_id=household.household_id,
        **whose,
        amount=data["amount"],
        method=method,
        payer=payer_name(work, household, data),
        remark=data["remark"],
        taken_at=work.now,
        online=not work.actor.has(*CASHIERS),
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
            **whose,
            "since": work.now,
            "amount": payment.amount,
        },
    )
    reconsider(work, household.household_id)
    return views(work, [payment])[0]


def payable(work: UnitOfWork, bill_ids: Sequence[str]) -> ColumnElement[bool]:
    """Bills that money is for: a resident's are the own ones. What comes to the counter is for
    what those owe who own the home now, and for bills that are named (B19)."""
    if not work.actor.is_staff:
        return bills_of(work.actor)
    return or_(balances.of_present_owners(), Bill.id.in_(bill_ids))


def require_no_more_than_owed(
    work: UnitOfWork, household: replica.Household, over: Decimal
) -> None:
    """Raise `MoreThanOwed` where a tenant's money would become the owners' credit."""
    sides = {one.side for one in work.actor.standings_in(household.household_id)}
    if over and sides and OWNERS not in sides:
        raise MoreThanOwed(field="amount", over=str(over))


def payer_of(
    work: UnitOfWork, household: replica.Household, bill_ids: Sequence[str]
) -> dict[str, Any]:
    """`side` and `member_id` of who pays: the resident; at the counter, whoever owes the bills.

    What a former owner still pays is shown to none of those who live there now.
    """
    for standing in work.actor.standings_in(household.household_id):
        return {"side": standing.side, "member_id": standing.member_id}
    named = list(work.session.scalars(select(Bill).where(Bill.id.in_(bill_ids))))
    since = household.owner_since
    if named and since and all(bill.issued_at < since for bill in named):
        return {"side": NOBODY, "member_id": None}
    members = {bill.member_id for bill in named}
    sides = {bill.side for bill in named}
    return {
        "side": sides.pop() if len(sides) == 1 else OWNERS,
        "member_id": members.pop() if len(members) == 1 else None,
    }


def payer_name(work: UnitOfWork, household: replica.Household, data: dict[str, Any]) -> str:
    """Who paid (交款人): online whoever is logged in. At the counter who is named, else who owes
    the bills that are, else the owner."""
    if not work.actor.has(*CASHIERS):
        return work.actor.name
    owing = select(Bill.debtor_name).where(Bill.id.in_(data["bill_ids"])).distinct()
    names = list(work.session.scalars(owing))
    return data["payer"] or (names[0] if len(names) == 1 and names[0] else household.owner_name)


def own_household(
    work: UnitOfWork, data: dict[str, Any], method: PaymentMethod
) -> replica.Household:
    """The household of who pays without a cashier: their own, whatever else they may see.

    Raise `OnlinePaymentNotConfigured` where no platform could prove that money has moved.
    """
    if data["household_id"] not in work.actor.household_ids:
        raise NotYourHousehold
    household = payer_household(work, data)
    chosen = settings()
    if not chosen.takes_online_payments:
        ways = (chosen.pay_counter, chosen.pay_account, chosen.service_line)
        english = work.actor.language == "en"
        how = ways_to_pay.in_english(*ways) if english else ways_to_pay.in_chinese(*ways)
        raise OnlinePaymentNotConfigured(how=how)
    if method not in ONLINE_METHODS:
        raise MethodNotOnline(field="method")
    return household


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
        if bill is None or not work.actor.sees(
            bill.household_id, bill.side, bill.member_id, bill.issued_at
        ):
            # residents do not learn which bills of others there are
            raise UnknownBill(field="bill_ids", bill_id=bill_id)
        if bill.household_id != household_id:
            raise BillOfAnotherHousehold(field="bill_ids", number=bill.number)


def require_shown(work: UnitOfWork, payment: Payment) -> None:
    """Raise `NotFound` for a payment of another side of the household, or from before (D06)."""
    if not work.actor.sees(payment.household_id, payment.side, payment.member_id, payment.taken_at):
        raise NotFound


def get(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """One payment; a resident's own."""
    payment = work.load(Payment, data["payment_id"])
    work.actor.require_sight(payment.household_id)
    require_shown(work, payment)
    return views(work, [payment])[0]


def list_payments(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Payments, newest first; residents see those of their households."""
    statement = select(Payment).where(*households(work, Payment.household_id, data["household_id"]))
    if not work.actor.is_staff:
        statement = statement.where(payments_of(work.actor))
    if data["method"]:
        statement = statement.where(Payment.method == data["method"])
    if day := data["taken_on"]:
        first, after = (at_local(one, time(0)) for one in (day, day + timedelta(days=1)))
        statement = statement.where(Payment.taken_at >= first, Payment.taken_at < after)
    found = page(work, statement, Payment.id, data)
    return found | {"items": views(work, found["items"])}


def payments_of(actor: Actor) -> ColumnElement[bool]:
    """Payments that a resident sees."""
    return shown_to(actor, Payment.household_id, Payment.side, Payment.member_id, Payment.taken_at)
