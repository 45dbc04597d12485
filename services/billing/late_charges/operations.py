"""Late charges (违约金): grown once a day by a booking, waived by a supervisor (B11)."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import insert

from contracts.billing.bills import Component
from contracts.billing.late_charges import NothingToWaive
from contracts.billing.ledger import PostingKind
from contracts.billing.request_types import WaiveLateChargeRequest
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.arrears.operations.debtors import reconsider
from services.billing.bills.queries import views
from services.billing.bills.rules import Line
from services.billing.bills.tables import Bill, BillLine
from services.billing.daily.operations import today
from services.billing.issuing.operations import line_row
from services.billing.late_charges import queries
from services.billing.late_charges.rules import Rate, accrued, worded
from services.billing.ledger import queries as balances
from services.billing.ledger.operations.booking import Posting, lock_accounts, post, post_many
from services.billing.ledger.rules import posting
from services.billing.ledger.rules.allocation import allocate
from services.billing.policy import BillingPolicy


def rate(uow: UnitOfWork) -> Rate:
    """The rule in force."""
    policy = uow.policy(BillingPolicy)
    return Rate(
        Decimal(policy.late_charge_daily_percent),
        policy.late_charge_first_day,
        policy.late_charge_cap_percent,
    )


def accrue(uow: UnitOfWork, household_ids: Sequence[str]) -> None:
    """Book what the late charges of households' overdue bills have grown by up to today. Their
    accounts must be locked."""
    rule, day = rate(uow), today(uow)
    bills = queries.overdue_bills(
        uow,
        household_ids,
        day - timedelta(days=rule.first_day),
        repairs=uow.policy(BillingPolicy).late_charge_on_repairs,
    )
    if not bills:
        return
    ids = [bill.id for bill in bills]
    histories = queries.principal_histories(uow, ids)
    booked = queries.booked(uow, ids)
    grown = {}
    for bill in bills:
        history = histories.get(bill.id, [])
        growth = accrued(bill.due_date, history, day, rule) - booked.get(bill.id, ZERO)
        if growth > 0 and history[-1].principal:
            grown[bill.id] = growth
    growing = [bill for bill in bills if bill.id in grown]
    lines = late_lines(uow, growing, rule)
    post_many(uow, [growth_of(bill, lines[bill.id], grown[bill.id], day) for bill in growing])


def growth_of(bill: Bill, line_id: str, amount: Decimal, day: date) -> Posting:
    """What a late charge has grown by; once per bill and day."""
    line = posting.Charged(bill.id, line_id, Component.LATE_CHARGE, amount)
    return Posting(
        PostingKind.LATE_CHARGE,
        bill.household_id,
        bill.number,
        posting.charge([line]),
        source=f"late:{bill.id}:{day}",
    )


def late_lines(uow: UnitOfWork, bills: Sequence[Bill], rule: Rate) -> dict[str, str]:
    """By bill, its own line for the late charge; made where there is none yet."""
    found, places = queries.late_lines(uow, [bill.id for bill in bills])
    rows = []
    for bill in bills:
        if bill.id not in found:
            found[bill.id] = uow.new_id()
            line = late_line(bill.due_date, rule)
            rows.append(line_row(bill.id, found[bill.id], places[bill.id], line))
    if rows:
        uow.session.execute(insert(BillLine), rows)
    return found


def late_line(due_date: date, rule: Rate) -> Line:
    """The line as it is printed; its amount grows in the ledger."""
    zh, en = worded(due_date, rule)
    return Line(
        item="违约金",
        item_en="Late charge",
        quantity=Decimal(1),
        unit="项",
        unit_price=ZERO,
        amount=ZERO,
        explanation=zh,
        explanation_en=en,
        component=Component.LATE_CHARGE,
    )


def waive(uow: UnitOfWork, data: WaiveLateChargeRequest) -> dict[str, Any]:
    """Waive the late charge of a bill, or a part of it, with a reason."""
    bill = uow.load(Bill, data["bill_id"])
    lock_accounts(uow, [bill.household_id])
    debts = balances.debts(
        uow, [bill.household_id], bill_id=bill.id, component=Component.LATE_CHARGE
    ).get(bill.household_id, [])
    owed = sum((debt.owed for debt in debts), ZERO)
    amount = data["amount"] or owed
    if not owed or amount > owed:
        raise NothingToWaive(field="amount", owed=str(owed))
    given_up, _ = allocate(amount, debts, [Component.LATE_CHARGE])
    post(
        uow,
        Posting(
            PostingKind.WAIVER,
            bill.household_id,
            bill.number,
            posting.waive(given_up),
            reason=data["reason"],
        ),
    )
    uow.subject("bill", bill.id)
    uow.trail.note("bills", bill.id, late_charge_waived=amount, reason=data["reason"])
    reconsider(uow, bill.household_id)
    return views(uow, [bill])[0]
