"""Bills as they are shown: lines, what is owed, how they were delivered."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Select, bindparam, select

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
IDS: Final[Any] = bindparam("ids", expanding=True)
SUMS: Final = (
    select(LedgerEntry.line_id, total(CHARGING), total())
    .where(LedgerEntry.bill_id.in_(IDS), RECEIVABLE)
    .group_by(LedgerEntry.line_id)
)


def of_bills(table: Any, order: str) -> Select[Any]:
    """Rows of a table that are of some bills, in an order."""
    return select(table).where(table.c.bill_id.in_(IDS)).order_by(table.c[order])


LINES: Final = of_bills(BillLine.__table__, "position")
DELIVERIES: Final = of_bills(Delivery.__table__, "delivered_at")


def views(uow: UnitOfWork, bills: Sequence[Bill]) -> list[dict[str, Any]]:
    """Bills with their lines, amounts and deliveries."""
    ids = [bill.id for bill in bills]
    sums = line_sums(uow, ids)
    lines = by_bill(uow.rows(LINES, ids=ids))
    deliveries = by_bill(uow.rows(DELIVERIES, ids=ids))
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
        "community_id": bill.community_id,
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
    rows = uow.rows(SUMS, ids=bill_ids)
    return {line_id: (charged, owed) for line_id, charged, owed in rows if line_id}


def by_bill(rows: Sequence[Any]) -> dict[str, list[Any]]:
    """Rows by the bill that they are of."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.bill_id, []).append(row)
    return found
