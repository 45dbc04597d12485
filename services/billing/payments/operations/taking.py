"""Payments (缴费): applied once, to the oldest debt first; what is over becomes credit (B10)."""

from collections.abc import Sequence
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, true

from contracts.billing.events import PaymentReceived
from contracts.billing.households import UnknownHousehold
from contracts.billing.ledger import PostingKind
from contracts.billing.payments import (
    ONLINE_METHODS,
    BillOfAnotherHousehold,
    MethodNotOnline,
    MoreThanOwed,
    OnlinePaymentNotConfigured,
    PaymentMethod,
    UnknownBill,
)
from contracts.billing.request_types import (
    GetPaymentRequest,
    ListPaymentsRequest,
    TakePaymentRequest,
)
from contracts.papers import SERIES as PAPER_SERIES
from contracts.papers import PaperKind
from contracts.roles import CASHIERS
from foundation import replica
from foundation.clock import at_local
from foundation.config import settings
from foundation.errors import NotFound, NotYourHousehold
from foundation.membership import NOBODY, OWNERS
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.arrears.operations.debtors import reconsider
from services.billing.bills.tables import Bill
from services.billing.ledger import queries as balances
from services.billing.ledger.operations.booking import Posting, lock_accounts, post
from services.billing.ledger.rules import posting
from services.billing.ledger.rules.allocation import allocate
from services.billing.ledger.rules.posting import LedgerLine
from services.billing.payments import rules as ways_to_pay
from services.billing.payments.queries import views
from services.billing.payments.tables import Payment
from services.billing.policy import BillingPolicy

SERIES = PAPER_SERIES[PaperKind.RECEIPT]


def take(uow: UnitOfWork, data: TakePaymentRequest) -> dict[str, Any]:
    """Take money: settle debts, keep the rest as credit, give a receipt.

    Money is counted by a person at the counter (B17). Residents pay for their own household, by
    the sandbox of demo mode, which pays at once; nothing else takes their money so far.
    """
    method = PaymentMethod(data["method"])
    household = payer_household(uow, data)
    if not uow.actor.has(*CASHIERS):
        require_online(uow, household, method)
    check_bills(uow, household.household_id, data["bill_ids"])
    lock_accounts(uow, [household.household_id])
    owed = balances.debts(uow, [household.household_id], only=payable(uow, data["bill_ids"]))
    debts = owed.get(household.household_id, [])
    order = uow.policy(BillingPolicy).allocation_order
    settled, over = allocate(data["amount"], debts, order, data["bill_ids"])
    require_no_more_than_owed(uow, household, over)
    whose = payer_of(uow, household, data["bill_ids"])
    number = uow.number(SERIES)
    payment = Payment(
        id=uow.new_id(),
        receipt_number=number,
        household_id=household.household_id,
        **whose,
        amount=data["amount"],
        method=method,
        payer=payer_name(uow, household, data),
        remark=data["remark"],
        taken_at=uow.now,
        online=not uow.actor.has(*CASHIERS),
        taken_by_id=uow.actor.id,
        taken_by=uow.actor.name,
        posting_id=book(uow, household, number, posting.pay(method, settled, over)),
    )
    uow.session.add(payment)
    uow.session.flush()
    uow.subject("payment", payment.id)
    uow.emit(
        PaymentReceived,
        payment.id,
        {
            "payment_id": payment.id,
            "receipt_number": number,
            "household_id": household.household_id,
            **whose,
            "since": uow.now,
            "amount": payment.amount,
        },
    )
    with uow.beyond_sight():
        reconsider(uow, household.household_id)
    return views(uow, [payment])[0]


def book(
    uow: UnitOfWork, household: replica.Household, number: str, entries: Sequence[LedgerLine]
) -> str:
    """Book a payment, of a resident as well: what is over meets the debts of whoever owns the
    home. Tell the posting."""
    with uow.beyond_sight():
        return post(uow, Posting(PostingKind.PAYMENT, household.household_id, number, entries))


def payable(uow: UnitOfWork, bill_ids: Sequence[str]) -> ColumnElement[bool]:
    """Bills that money is for: a resident's for those that are shown. What comes to the counter is
    for what those owe who own the home now, and for bills that are named (B19)."""
    if not uow.as_staff():
        return true()
    return or_(balances.of_present_owners(), Bill.id.in_(bill_ids))


def require_no_more_than_owed(uow: UnitOfWork, household: replica.Household, over: Decimal) -> None:
    """Raise `MoreThanOwed` where a tenant's money would become the owners' credit."""
    sides = {one.side for one in uow.actor.standings_in(household.household_id)}
    if over and sides and OWNERS not in sides:
        raise MoreThanOwed(field="amount", over=str(over))


def payer_of(
    uow: UnitOfWork, household: replica.Household, bill_ids: Sequence[str]
) -> dict[str, Any]:
    """`side` and `member_id` of who pays: the resident; at the counter, whoever owes the bills.

    What a former owner still pays is shown to none of those who live there now.
    """
    for standing in uow.actor.standings_in(household.household_id):
        return {"side": standing.side, "member_id": standing.member_id}
    named = list(uow.session.scalars(select(Bill).where(Bill.id.in_(bill_ids))))
    since = household.owner_since
    if named and since and all(bill.issued_at < since for bill in named):
        return {"side": NOBODY, "member_id": None}
    members = {bill.member_id for bill in named}
    sides = {bill.side for bill in named}
    return {
        "side": sides.pop() if len(sides) == 1 else OWNERS,
        "member_id": members.pop() if len(members) == 1 else None,
    }


def payer_name(uow: UnitOfWork, household: replica.Household, data: TakePaymentRequest) -> str:
    """Who paid (交款人): online whoever is logged in. At the counter who is named, else who owes
    the bills that are, else the owner."""
    if not uow.actor.has(*CASHIERS):
        return uow.actor.name
    owing = select(Bill.debtor_name).where(Bill.id.in_(data["bill_ids"])).distinct()
    names = list(uow.session.scalars(owing))
    return data["payer"] or (names[0] if len(names) == 1 and names[0] else household.owner_name)


def require_online(uow: UnitOfWork, household: replica.Household, method: PaymentMethod) -> None:
    """Let somebody pay without a cashier: for the own household, whatever else they may see.

    Raise `OnlinePaymentNotConfigured` where no platform could prove that money has moved.
    """
    if household.household_id not in uow.actor.household_ids:
        raise NotYourHousehold
    chosen = settings()
    if not chosen.takes_online_payments:
        ways = (chosen.pay_counter, chosen.pay_account, chosen.service_line)
        english = uow.actor.language == "en"
        how = ways_to_pay.in_english(*ways) if english else ways_to_pay.in_chinese(*ways)
        raise OnlinePaymentNotConfigured(how=how)
    if method not in ONLINE_METHODS:
        raise MethodNotOnline(field="method")


def payer_household(uow: UnitOfWork, data: TakePaymentRequest) -> replica.Household:
    """The household that pays; raise `UnknownHousehold`."""
    try:
        return replica.household(uow, data["household_id"])
    except NotFound as error:
        raise UnknownHousehold(field="household_id") from error


def check_bills(uow: UnitOfWork, household_id: str, bill_ids: Sequence[str]) -> None:
    """Raise for a bill that is not there, or that is another household's."""
    found = {
        bill.id: bill for bill in uow.session.scalars(select(Bill).where(Bill.id.in_(bill_ids)))
    }
    for bill_id in bill_ids:
        bill = found.get(bill_id)
        if bill is None:  # residents do not learn which bills of others there are
            raise UnknownBill(field="bill_ids", bill_id=bill_id)
        if bill.household_id != household_id:
            raise BillOfAnotherHousehold(field="bill_ids", number=bill.number)


def get(uow: UnitOfWork, data: GetPaymentRequest) -> dict[str, Any]:
    """One payment; a resident's own."""
    return views(uow, [uow.load(Payment, data["payment_id"])])[0]


PAYMENTS = listing(
    Payment,
    "household_id",
    "method",
    taken_on=and_(Payment.taken_at >= bindparam("first"), Payment.taken_at < bindparam("after")),
)


def list_payments(uow: UnitOfWork, data: ListPaymentsRequest) -> dict[str, Any]:
    """Payments, newest first; residents see those of their households."""
    bounds: dict[str, Any] = {}
    if day := data["taken_on"]:
        next_day = day + timedelta(days=1)
        bounds = {"first": at_local(day, time(0)), "after": at_local(next_day, time(0))}
    found = PAYMENTS.page(uow, data, **bounds)
    return found | {"items": views(uow, found["items"])}
