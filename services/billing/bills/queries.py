"""Bills as they are shown: lines, what is owed, how they were delivered."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from contracts.billing.bills import BillStatus, Component
from foundation.clock import local_date
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill, BillLine
from services.billing.delivery.tables import Delivery
from services.billing.ledger.queries import CHARGING, RECEIVABLE, total
from services.billing.ledger.tables import LedgerEntry

Sums = dict[str, tuple[Decimal, Decimal]]
"""By line: charged, owed."""


def views(uow: UnitOfWork, bills: Sequence[Bill]) -> list[dict[str, Any]]:
    """Bills with their lines, amounts and deliveries."""
    ids = [bill.id for bill in bills]
    sums = line_sums(uow, ids)
    lines = rows_of(uow, BillLine, ids, BillLine.position)
    deliveries = rows_of(uow, Delivery, ids, Delivery.delivered_at)
    today = local_date(uow.now)
    return [
        view(bill, lines.get(bill.id, []), sums, deliveries.get(bill.id, []), today)
        for bill in bills
    ]


def view(
    bill: Bill, lines: Sequence[BillLine], sums: Sums, deliveries: Sequence[Delivery], today: date
) -> dict[str, Any]:
    """One bill."""
    if bill.cancelled_at:  # shown as the paper has it: nothing is charged or owed on it any more
        sums = {line.id: (line.amount, ZERO) for line in lines}
    shown = [line_view(line, *sums.get(line.id, (ZERO, ZERO))) for line in lines]
    amount = sum((line["amount"] for line in shown), ZERO)
    owed = sum((line["outstanding"] for line in shown), ZERO)
    return {
        "id": bill.id,
        "number": bill.number,
        "household_id": bill.household_id,
        "debtor_name": bill.debtor_name,
        "kind": bill.kind,
        "period": bill.period,
        "issued_on": bill.issued_on,
        "due_date": bill.due_date,
        "amount": amount,
        "issued_amount": issued_amount(lines),
        "outstanding": owed,
        "status": BillStatus.CANCELLED if bill.cancelled_at else status(amount, owed),
        "overdue": owed > 0 and bill.due_date < today,
        "source_reference": bill.source_reference,
        "cancelled": bill.cancelled_at and {"at": bill.cancelled_at, "reason": bill.cancel_reason},
        "lines": shown,
        "deliveries": deliveries,
    }


def issued_amount(lines: Sequence[BillLine]) -> Decimal:
    """What the paper said on the day on which it was issued: a late charge grows later."""
    late = Component.LATE_CHARGE
    return sum((line.amount for line in lines if line.component != late), ZERO)


def line_view(line: BillLine, charged: Decimal, owed: Decimal) -> dict[str, Any]:
    """One line; a late charge has the amount to which it has grown."""
    late = line.component == Component.LATE_CHARGE
    return {
        "id": line.id,
        "item": line.item,
        "item_en": line.item_en,
        "component": line.component,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": charged if late else line.unit_price,
        "amount": charged,
        "outstanding": owed,
        "for_period": line.for_period,
        "explanation": line.explanation,
        "explanation_en": line.explanation_en,
    }


def status(amount: Decimal, owed: Decimal) -> BillStatus:
    """How far a bill is paid."""
    if owed <= 0:
        return BillStatus.PAID
    return BillStatus.OPEN if owed == amount else BillStatus.PARTLY_PAID


def line_sums(uow: UnitOfWork, bill_ids: Sequence[str]) -> Sums:
    """What was charged and is owed, by line."""
    rows = uow.session.execute(
        select(LedgerEntry.line_id, total(CHARGING), total())
        .where(LedgerEntry.bill_id.in_(bill_ids), RECEIVABLE)
        .group_by(LedgerEntry.line_id)
    )
    return {line_id: (charged, owed) for line_id, charged, owed in rows if line_id}


def rows_of(
    uow: UnitOfWork, model: Any, bill_ids: Sequence[str], order: Any
) -> dict[str, list[Any]]:
    """Rows of a table by bill, in an order."""
    found: dict[str, list[Any]] = {}
    for row in uow.session.scalars(
        select(model).where(model.bill_id.in_(bill_ids)).order_by(order)
    ):
        found.setdefault(row.bill_id, []).append(row)
    return found
