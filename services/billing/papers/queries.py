"""The record of the dunning of some bills, one fact after the other (B12)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, select

from contracts.billing.bills import Component
from contracts.billing.ladder import DunningStep
from contracts.billing.pauses import PauseKind
from contracts.billing.visit_outcomes import VisitOutcome
from contracts.billing.visits import VisitStatus
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill, BillLine
from services.billing.delivery.tables import Delivery
from services.billing.letters.rules.debts import Debt
from services.billing.papers.rules import evidence
from services.billing.papers.rules.evidence import Evidence
from services.billing.papers.tables import DunningPaper, LetterReceipt
from services.billing.pauses.tables import DunningPause
from services.billing.steps.tables import StepTaken
from services.billing.visits.tables import Visit

AGREED = (PauseKind.PROMISE, PauseKind.INSTALMENTS, PauseKind.DISPUTE)
SAID = ("outcome", "received_by", "relation", "item_number", "brought_by", "remark")
NOTIFYING = (DunningStep.REMINDER, DunningStep.MESSAGE, DunningStep.LETTER)


def gathered(uow: UnitOfWork, household_id: str, debts: Sequence[Debt]) -> list[Evidence]:
    """All that the record has of some debts of a household, the oldest first."""
    numbers = {debt.number: debt for debt in debts}
    bills = list(uow.session.scalars(select(Bill).where(Bill.number.in_(numbers))))
    if not bills:
        return []
    since = min(bill.issued_at for bill in bills)
    found = [
        *issued(uow, bills, numbers),
        *delivered(uow, bills),
        *notified(uow, household_id, set(numbers)),
        *served(uow, household_id, since),
        *visited(uow, household_id, since),
        *rested(uow, household_id, since),
    ]
    return sorted(found, key=lambda one: one.at)


def issued(uow: UnitOfWork, bills: Sequence[Bill], debts: dict[str, Debt]) -> Iterator[Evidence]:
    """The bills as they were made, without what grew on them later."""
    amounts = dict(
        uow.session.execute(
            select(BillLine.bill_id, func.sum(BillLine.amount))
            .where(BillLine.bill_id.in_([bill.id for bill in bills]))
            .where(BillLine.component != Component.LATE_CHARGE)
            .group_by(BillLine.bill_id)
        )
        .tuples()
        .all()
    )
    for bill in bills:
        named = debts[bill.number].named
        yield evidence.bill_issued(
            bill.issued_at, bill.number, named, amounts[bill.id], bill.due_date
        )


def delivered(uow: UnitOfWork, bills: Sequence[Bill]) -> Iterator[Evidence]:
    """How they reached the household."""
    numbers = {bill.id: bill.number for bill in bills}
    for row in uow.session.scalars(select(Delivery).where(Delivery.bill_id.in_(numbers))):
        yield evidence.bill_delivered(
            row.delivered_at, numbers[row.bill_id], row.channel, row.delivered_by, row.receipt
        )


def notified(uow: UnitOfWork, household_id: str, numbers: set[str]) -> Iterator[Evidence]:
    """Steps by whose own text the household was notified of these bills."""
    for row in uow.session.scalars(
        select(StepTaken)
        .where(StepTaken.household_id == household_id, StepTaken.step.in_(NOTIFYING))
        .where(StepTaken.told_by.is_(None))
    ):
        if about := [number for number in row.bill_numbers if number in numbers]:
            yield evidence.notified(row.taken_at, row.step, row.amount, about, row.letter_number)


def served(uow: UnitOfWork, household_id: str, since: datetime) -> Iterator[Evidence]:
    """How letters to the household were delivered."""
    for row, number in uow.session.execute(
        select(LetterReceipt, DunningPaper.number)
        .join(DunningPaper, DunningPaper.id == LetterReceipt.paper_id)
        .where(DunningPaper.household_id == household_id, LetterReceipt.delivered_at >= since)
    ):
        said = {name: getattr(row, name) for name in SAID}
        yield evidence.served(row.delivered_at, number, said)


def visited(uow: UnitOfWork, household_id: str, since: datetime) -> Iterator[Evidence]:
    """Visits that were made, also those at which nobody opened."""
    for row in uow.session.scalars(
        select(Visit)
        .where(Visit.household_id == household_id, Visit.status == VisitStatus.DONE)
        .where(Visit.visited_at >= since)
    ):
        if row.visited_at:
            outcome = VisitOutcome(row.outcome).word.zh if row.outcome else ""
            by = row.steward_name or ""
            yield evidence.visited(row.visited_at, row.number, by, outcome, row.remark)


def rested(uow: UnitOfWork, household_id: str, since: datetime) -> Iterator[Evidence]:
    """Promises, plans and disputes."""
    for row in uow.session.scalars(
        select(DunningPause)
        .where(DunningPause.household_id == household_id, DunningPause.kind.in_(AGREED))
        .where(DunningPause.starts_at >= since)
    ):
        ended = (row.ended_as, row.ended_at)
        yield evidence.rested(row.starts_at, row.kind, row.instalments, row.reason, ended)
