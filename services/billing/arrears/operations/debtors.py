"""What follows when a household's debts change: cases, visits, pauses, and who is notified."""

from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select

from contracts.billing.cases import CaseStatus
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.arrears.operations import publishing as arrears
from services.billing.bills.tables import Bill
from services.billing.cases.tables import DunningCase
from services.billing.ledger import queries as balances
from services.billing.pauses import operations as pauses
from services.billing.visits.operations import following as visits


def reconsider(uow: UnitOfWork, household_id: str) -> None:
    """Bring dunning into line with what is owed now. The account must be locked.

    A case on which nothing is owed is settled; one that is owed again goes on where it was. A
    partial payment moves nothing (B12). What those owe who owned the home before is nobody's here
    to be asked for (B19).
    """
    owed = owed_by_due_date(uow, household_id, balances.of_present_owners())
    former = owed_by_due_date(uow, household_id, ~balances.of_present_owners())
    cases = uow.session.scalars(select(DunningCase).where(DunningCase.household_id == household_id))
    for case in cases:
        owes, left = owed.get(case.due_date, ZERO) > 0, former.get(case.due_date, ZERO) > 0
        if not owes and left:
            case.status = CaseStatus.FORMER
        elif case.status in (CaseStatus.RUNNING, CaseStatus.FORMER) and not owes:
            case.status = CaseStatus.SETTLED
        elif case.status in (CaseStatus.SETTLED, CaseStatus.FORMER) and owes:
            case.status = CaseStatus.RUNNING if case.next_step else CaseStatus.EXHAUSTED
    pauses.review(uow, household_id)
    visits.follow(uow, [household_id])
    arrears.publish_debt(uow, [household_id])


def owed_by_due_date(
    uow: UnitOfWork, household_id: str, whose: ColumnElement[bool]
) -> dict[date, Decimal]:
    """What a household owes on some bills, by due date."""
    each = balances.open_bills().where(Bill.household_id == household_id, whose).subquery()
    rows = uow.session.execute(
        select(each.c.due_date, func.sum(each.c.owed)).group_by(each.c.due_date)
    )
    return {row[0]: row[1] for row in rows}
