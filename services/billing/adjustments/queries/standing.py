"""What stands on the bills of past periods, item by item (B16)."""

from dataclasses import replace

from sqlalchemy import select

from contracts.billing.bills import BillKind
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.adjustments.rules import TIMED, Past, Standing
from services.billing.bills.tables import Bill, BillLine
from services.billing.ledger.queries import CHARGING, RECEIVABLE, total
from services.billing.ledger.tables import LedgerEntry


def with_standing(uow: UnitOfWork, wanted: dict[str, list[Past]]) -> dict[str, list[Past]]:
    """The periods with what stands on bills, by item; what was cancelled stands no more."""
    if not wanted:
        return {}
    bills = {
        row.id: row
        for row in uow.session.execute(
            select(Bill.id, Bill.household_id, Bill.period)
            .where(Bill.household_id.in_(wanted), Bill.kind == BillKind.PERIOD)
            .order_by(Bill.number)
        )
    }
    sums = uow.session.execute(  # by bill: the index of the ledger holds all that it needs
        select(LedgerEntry.line_id, total(CHARGING))
        .where(LedgerEntry.bill_id.in_(bills), RECEIVABLE)
        .group_by(LedgerEntry.line_id)
    )
    charged = {row[0]: row[1] for row in sums}
    lines = uow.session.execute(
        select(BillLine.id, BillLine.bill_id, BillLine.for_period, BillLine.item, BillLine.item_en)
        .where(BillLine.bill_id.in_(bills), BillLine.basis.in_(TIMED))
    )  # fmt: skip
    stands: dict[tuple[str, str], dict[str, Standing]] = {}
    for line in lines:
        if amount := charged.get(line.id):
            bill = bills[line.bill_id]
            key = bill.household_id, line.for_period or bill.period
            mine = stands.setdefault(key, {})
            known = mine.get(line.item, Standing(line.item_en, ZERO, 0))
            mine[line.item] = Standing(line.item_en, known.amount + amount, known.lines + 1)
    return {
        household_id: [
            replace(past, stands=stands.get((household_id, past.period), {}))
            for past in sorted(pasts, key=lambda past: (past.months[0], past.period))
        ]
        for household_id, pasts in wanted.items()
    }
