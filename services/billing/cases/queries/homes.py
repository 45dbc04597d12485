"""Households with their dunning cases and all that decisions need, for many at once (B12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select

from contracts.billing.cases import CaseStatus
from contracts.billing.ladder import DunningStep
from contracts.billing.visit_outcomes import NextStep
from contracts.billing.visits import VisitStatus
from foundation import replica
from foundation.clock import local_date
from foundation.money import ZERO
from foundation.storage.filtered import Filtered
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.cases.queries.rests import rests as running_rests
from services.billing.cases.rules import Household, Standing
from services.billing.cases.tables import DunningCase
from services.billing.ladder.rules import Case, Rest
from services.billing.ledger import queries as balances
from services.billing.steps.tables import StepTaken
from services.billing.visits.tables import Visit

Owed = tuple[Decimal, list[str], datetime | None]
"""How much, on which bills, and when the oldest of them was issued."""
NOTHING: Owed = (ZERO, [], None)
IDS: Final[Any] = bindparam("ids", expanding=True)
NOT_SETTLED: Final = DunningCase.status != CaseStatus.SETTLED
CASES: Final = Filtered(
    select(DunningCase)
    .where(DunningCase.household_id.in_(IDS))
    .order_by(DunningCase.due_date, DunningCase.id),
    {
        "not settled": NOT_SETTLED,
        "also": or_(NOT_SETTLED, DunningCase.id.in_(bindparam("also", expanding=True))),
    },
)
STEPS: Final = (
    select(StepTaken.case_id, StepTaken.step, StepTaken.taken_at)
    .where(StepTaken.case_id.in_(IDS))
    .order_by(StepTaken.taken_at)
)


def owed_on(whose: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Bills of some households on which something is owed, of such."""
    found: Select[*tuple[Any, ...]] = (
        balances.open_bills()
        .add_columns(Bill.issued_at)
        .group_by(Bill.issued_at)
        .where(Bill.household_id.in_(IDS), balances.may_owe(), whose)
        .order_by(Bill.number)
    )
    return found


OWED: Final = owed_on(balances.of_present_owners())
VISITED: Final = (
    select(Visit.household_id, func.max(Visit.visited_at))
    .where(Visit.household_id.in_(IDS), Visit.status == VisitStatus.DONE)
    .where(Visit.next_step != NextStep.VISIT_AGAIN)
    .group_by(Visit.household_id)
)
ASSIGNED: Final = (
    select(Visit.household_id, func.max(Visit.visit_by))
    .where(Visit.household_id.in_(IDS), Visit.status == VisitStatus.ASSIGNED)
    .group_by(Visit.household_id)
)


@dataclass(frozen=True)
class Dossier:
    """A case as it stands, and what is owed on it."""

    row: DunningCase
    case: Case
    owed: Decimal
    bill_numbers: Sequence[str]
    since: datetime | None
    """When the oldest of the bills was issued."""


@dataclass(frozen=True)
class Home:
    """A household with its cases, oldest first."""

    replica: replica.Household
    dossiers: Sequence[Dossier]
    rests: Sequence[Rest]
    credit: Decimal

    @property
    def household(self) -> Household:
        """As the rules know it."""
        standings = [Standing(one.case, one.owed) for one in self.dossiers]
        return Household(standings, self.rests, self.credit)


def homes(uow: UnitOfWork, household_ids: Sequence[str], *, also: Sequence[str] = ()) -> list[Home]:
    """Households with all their cases that are not settled, by id; `also` names settled ones."""
    ids = sorted(set(household_ids))
    if not ids:
        return []
    known = {home.household_id: home for home in replica.households(uow, ids=ids)}
    rows = cases_of(uow, ids, also)
    taken = steps_taken(uow, [row.id for row in rows])
    owed = owed_by_case(uow, ids)
    rests = running_rests(uow, ids)
    credit = balances.credits_of(uow, ids, present=True)
    visits = visiting(uow, ids)
    by_household: dict[str, list[Dossier]] = {}
    for row in rows:
        amount, numbers, since = owed.get((row.household_id, row.due_date), NOTHING)
        case = case_of(row, taken.get(row.id, []), visits.get(row.household_id, (None, None)))
        by_household.setdefault(row.household_id, []).append(
            Dossier(row, case, amount, numbers, since)
        )
    return [
        Home(known[key], by_household.get(key, []), rests.get(key, []), credit.get(key, ZERO))
        for key in ids
        if key in known
    ]


def cases_of(
    uow: UnitOfWork, household_ids: Sequence[str], also: Sequence[str]
) -> list[DunningCase]:
    """Cases that are not settled, and those named, oldest first."""
    statement = CASES.by(["also" if also else "not settled"])
    return list(uow.session.scalars(statement, {"ids": household_ids, "also": also}))


def case_of(
    row: DunningCase, taken: Sequence[StepTaken], visits: tuple[date | None, date | None]
) -> Case:
    """A case as the ladder knows it."""
    visited_on, visit_by = visits
    return Case(
        due_date=row.due_date,
        taken=[DunningStep(step.step) for step in taken],
        last_taken_on=local_date(taken[-1].taken_at) if taken else None,
        shift_days=row.shift_days,
        visited=visited_on is not None and visited_on > row.due_date,
        visit_by=visit_by,
    )


def visiting(
    uow: UnitOfWork, household_ids: Sequence[str]
) -> dict[str, tuple[date | None, date | None]]:
    """By household: when somebody was last at the door, and the last day of what is assigned.

    A door at which nobody opened counts once the attempts are used up (B04).
    """
    visited = {key: local_date(at) for key, at in uow.rows(VISITED, ids=household_ids) if at}
    due = {row[0]: row[1] for row in uow.rows(ASSIGNED, ids=household_ids)}
    return {key: (visited.get(key), due.get(key)) for key in {*visited, *due}}


def steps_taken(uow: UnitOfWork, case_ids: Sequence[str]) -> dict[str, list[StepTaken]]:
    """Steps by case, oldest first: which, and when."""
    found: dict[str, list[StepTaken]] = {}
    for step in uow.rows(STEPS, ids=case_ids):
        found.setdefault(step.case_id, []).append(step)
    return found


def owed_by_case(uow: UnitOfWork, household_ids: Sequence[str]) -> dict[tuple[str, date], Owed]:
    """What those who own the homes now owe, by household and due date, on which bills (B19)."""
    found: dict[tuple[str, date], Owed] = {}
    for row in uow.rows(OWED, ids=household_ids):
        key = (row.household_id, row.due_date)
        amount, numbers, since = found.get(key, NOTHING)
        oldest = min(since or row.issued_at, row.issued_at)
        found[key] = (amount + row.owed, [*numbers, row.number], oldest)
    return found
