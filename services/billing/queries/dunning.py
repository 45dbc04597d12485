"""Dunning cases with what their decisions need, for many households at once (B12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from contracts.billing.codes import DunningStep
from foundation import replica
from foundation.clock import local_date
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain.ladder import Case, Rest
from services.billing.domain.letters import Subject
from services.billing.queries import balances
from services.billing.queries.pauses import rests as running_rests
from services.billing.tables import Bill, DunningCase, StepTaken


@dataclass(frozen=True)
class Dossier:
    """A case as it stands, what is owed on it, and why it may rest."""

    row: DunningCase
    case: Case
    household: replica.Household
    owed: Decimal
    bill_numbers: Sequence[str]
    rests: Sequence[Rest]

    @property
    def subject(self) -> Subject:
        """What a text is about."""
        return Subject(self.household.label, self.case.due_date, self.owed, self.bill_numbers)


def dossiers(work: UnitOfWork, rows: Sequence[DunningCase]) -> list[Dossier]:
    """The cases, each with all that a decision depends on, in the same order."""
    if not rows:
        return []
    ids = list({row.household_id for row in rows})
    homes = {home.household_id: home for home in replica.households(work, ids=ids)}
    taken = steps_taken(work, [row.id for row in rows])
    owed = owed_by_case(work, ids)
    rests = running_rests(work, ids)
    return [
        Dossier(
            row=row,
            case=case_of(row, taken.get(row.id, [])),
            household=homes[row.household_id],
            owed=owed.get((row.household_id, row.due_date), (ZERO, []))[0],
            bill_numbers=owed.get((row.household_id, row.due_date), (ZERO, []))[1],
            rests=rests.get(row.household_id, []),
        )
        for row in rows
        if row.household_id in homes
    ]


def case_of(row: DunningCase, taken: Sequence[StepTaken]) -> Case:
    """A case as the ladder knows it."""
    return Case(
        due_date=row.due_date,
        taken=[DunningStep(step.step) for step in taken],
        last_taken_on=local_date(taken[-1].taken_at) if taken else None,
        shift_days=row.shift_days,
    )


def steps_taken(work: UnitOfWork, case_ids: Sequence[str]) -> dict[str, list[StepTaken]]:
    """Steps by case, oldest first."""
    found: dict[str, list[StepTaken]] = {}
    for step in work.session.scalars(
        select(StepTaken).where(StepTaken.case_id.in_(case_ids)).order_by(StepTaken.taken_at)
    ):
        found.setdefault(step.case_id, []).append(step)
    return found


def owed_by_case(
    work: UnitOfWork, household_ids: Sequence[str]
) -> dict[tuple[str, date], tuple[Decimal, list[str]]]:
    """What is owed by household and due date, and on which bills."""
    found: dict[tuple[str, date], tuple[Decimal, list[str]]] = {}
    statement = balances.open_bills().where(
        Bill.household_id.in_(household_ids), balances.may_owe()
    )
    for row in work.session.execute(statement.order_by(Bill.number)):
        key = (row.household_id, row.due_date)
        amount, numbers = found.get(key, (ZERO, []))
        found[key] = (amount + row.owed, [*numbers, row.number])
    return found
