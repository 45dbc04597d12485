"""What a household owes, bill by bill, as texts and papers name it (B12)."""

from collections.abc import Sequence

from sqlalchemy import select

from contracts.billing.bills import BillKind, Component
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill, BillLine
from services.billing.ledger import queries as balances
from services.billing.ledger.tables import LedgerEntry
from services.billing.letters.rules.debts import Debt, Item


def debts(uow: UnitOfWork, household_ids: Sequence[str]) -> dict[str, list[Debt]]:
    """By household, the bills on which something is owed, the oldest first, line by line."""
    rows = uow.session.execute(
        select(
            Bill.household_id, Bill.number, Bill.kind, Bill.period, Bill.due_date,
            BillLine.item, BillLine.component, BillLine.explanation,
            balances.total().label("owed"),
        )
        .join(LedgerEntry, LedgerEntry.line_id == BillLine.id)
        .join(Bill, Bill.id == BillLine.bill_id)
        .where(balances.RECEIVABLE, LedgerEntry.household_id.in_(household_ids))
        .where(balances.may_owe(), balances.of_present_owners())
        .group_by(Bill.id, BillLine.id)
        .having(balances.total() != 0)
        .order_by(Bill.due_date, Bill.number, BillLine.position)
    )  # fmt: skip
    bills: dict[tuple[str, str], Debt] = {}
    for row in rows:
        key = (row.household_id, row.number)
        if key not in bills:
            kind = BillKind(row.kind)
            bills[key] = Debt(row.number, kind, row.period, row.due_date, [])
        item = Item(row.item, Component(row.component), row.owed, row.explanation)
        bills[key].items.append(item)
    found: dict[str, list[Debt]] = {}
    for (household_id, _), debt in bills.items():
        if debt.amount > 0:
            found.setdefault(household_id, []).append(debt)
    return found
