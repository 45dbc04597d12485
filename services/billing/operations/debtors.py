"""What follows when a household's debts change: cases, visits, pauses, and who is told."""

from datetime import date
from decimal import Decimal

from sqlalchemy import func, select, update

from contracts.billing.codes import CaseStatus, VisitStatus
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.operations import arrears, pauses
from services.billing.operations.daily import today
from services.billing.queries import balances
from services.billing.tables import Bill, DunningCase, Visit


def reconsider(work: UnitOfWork, household_id: str) -> None:
    """Bring dunning into line with what is owed now. The account must be locked.

    A case on which nothing is owed is settled; one that is owed again goes on where it was. A
    partial payment moves nothing (B12).
    """
    owed = owed_by_due_date(work, household_id)
    cases = work.session.scalars(
        select(DunningCase).where(DunningCase.household_id == household_id)
    )
    for case in cases:
        owes = owed.get(case.due_date, ZERO) > 0
        if case.status == CaseStatus.RUNNING and not owes:
            case.status = CaseStatus.SETTLED
        elif case.status == CaseStatus.SETTLED and owes:
            case.status = CaseStatus.RUNNING if case.next_step else CaseStatus.EXHAUSTED
    pauses.review(work, household_id)
    if not balances.overdue(work, household_id, today(work)):
        work.session.execute(
            update(Visit)
            .where(Visit.household_id == household_id, Visit.status == VisitStatus.ASSIGNED)
            .values(status=VisitStatus.CANCELLED)
        )
    arrears.announce(work, [household_id])


def owed_by_due_date(work: UnitOfWork, household_id: str) -> dict[date, Decimal]:
    """What a household owes, by due date."""
    each = balances.open_bills().where(Bill.household_id == household_id).subquery()
    rows = work.session.execute(
        select(each.c.due_date, func.sum(each.c.owed)).group_by(each.c.due_date)
    )
    return {row[0]: row[1] for row in rows}
