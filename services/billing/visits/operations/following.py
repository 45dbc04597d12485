"""Door visits (上门催缴): they follow the ladder both ways, and the buildings' stewards (B04).

A household that owes past its due date, and does not rest, has a visit on its steward's list until
somebody has been at the door. Where it pays, or its dunning rests, the visit is taken off the list;
where it owes again, or the rest is over, the same visit comes back (B13).
"""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import func, insert, select, union

from contracts.billing.cases import CaseStatus
from contracts.billing.events import VisitsAssigned, VisitsWithdrawn
from contracts.billing.ladder import DunningStep
from contracts.billing.visits import VisitStatus
from contracts.roles import Role
from foundation import replica
from foundation.natural_sort import natural_key
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.cases.queries.homes import Dossier, Home, homes
from services.billing.cases.rules import needs_visit, overdue, visit_span
from services.billing.cases.tables import DunningCase
from services.billing.daily.operations import today
from services.billing.ladder.queries import rules
from services.billing.ledger.operations.booking import lock_accounts
from services.billing.steps.tables import StepTaken
from services.billing.visits.rules import Door, Steward, assign
from services.billing.visits.tables import Visit

SERIES = "SF"
Wanted = tuple[Home, Dossier]
"""A household, and the oldest case for which somebody should call."""


def assign_new(
    uow: UnitOfWork, after: str | None, first: int, most: int
) -> tuple[str | None, int] | None:
    """Bring the visits of some buildings into line with the list of arrears: of those that come
    behind `after` in walking order (None: of the first), up to about `most` households, which are
    `first` and following of all. Tell what to go on with; None where nobody is left.
    """
    left = [one for one in concerned(uow).items() if after is None or one[0] > after]
    ids: list[str] = []
    for building, households in left:
        ids += households
        after, left = building, left[1:]
        if len(ids) >= most:
            break
    lock_accounts(uow, ids)
    follow(uow, sorted(ids), first=first)
    return (after, first + len(ids)) if left else None


def concerned(uow: UnitOfWork) -> dict[str, list[str]]:
    """Households that owe and have had no visit, or are on a list: by building, as one walks."""
    stepped = select(StepTaken.id).where(
        StepTaken.case_id == DunningCase.id, StepTaken.step == DunningStep.VISIT
    )
    owing = select(DunningCase.household_id).where(
        DunningCase.status != CaseStatus.SETTLED, DunningCase.due_date < today(uow),
        ~stepped.exists(),
    )  # fmt: skip
    listed = select(Visit.household_id).where(Visit.status == VisitStatus.ASSIGNED)
    homes = union(owing, listed).subquery()
    home = household_replica
    rows = uow.session.execute(
        select(homes.c.household_id, func.coalesce(home.c.building, ""))
        .select_from(homes)
        .outerjoin(home, home.c.household_id == homes.c.household_id)
    )
    by_building: dict[str, list[str]] = {}
    for household_id, building in rows:
        by_building.setdefault(natural_key(building), []).append(household_id)
    return dict(sorted(by_building.items()))


def follow(
    uow: UnitOfWork,
    household_ids: Sequence[str],
    visit_from: date | None = None,
    *,
    first: int = 1,
) -> None:
    """Bring the visits of households into line with their ladders. Their accounts must be locked.

    `visit_from` is the first day on which a visit that is assigned now is to be made, `first` the
    place on the way of the first of them.
    """
    wanted, gone = [], []
    assigned = {
        visit.household_id: visit
        for visit in uow.session.scalars(
            select(Visit)
            .where(Visit.household_id.in_(household_ids), Visit.status == VisitStatus.ASSIGNED)
            .order_by(Visit.id)
        )
    }
    by, late = rules(uow), in_arrears(uow, household_ids)
    for home in homes(uow, sorted({*late, *assigned})):
        needing = needs_visit(home.household, by, today(uow))
        visit = assigned.get(home.replica.household_id)
        if visit and needing is None:
            visit.status = VisitStatus.CANCELLED
            gone.append(visit)
        elif needing and visit is None:
            wanted.append((home, dossier_of(home, needing.case.due_date)))
    publish_withdrawn(uow, gone)
    if wanted:
        ensure(uow, wanted, visit_from or today(uow), first)


def in_arrears(uow: UnitOfWork, household_ids: Sequence[str]) -> list[str]:
    """Those with a case past its due date that is not settled; the others need no look."""
    return list(
        uow.session.scalars(
            select(DunningCase.household_id)
            .where(DunningCase.household_id.in_(household_ids))
            .where(DunningCase.due_date < today(uow))
            .where(DunningCase.status.in_([CaseStatus.RUNNING, CaseStatus.EXHAUSTED]))
        )
    )


def dossier_of(home: Home, due_date: date) -> Dossier:
    """The case of a due date: a household has one."""
    return next(one for one in home.dossiers if one.row.due_date == due_date)


def ensure(uow: UnitOfWork, wanted: Sequence[Wanted], visit_from: date, first: int) -> None:
    """Give each household to the steward of its building, in walking order; notify the stewards.

    A visit that was taken off the list comes back with its number: nobody was at the door.
    """
    stewards = all_stewards(uow)
    names = {person.person_id: person.name for person in stewards}
    begin, by = visit_span(rules(uow), visit_from)
    known = {home.replica.household_id: (home, dossier) for home, dossier in wanted}
    dropped = taken_off(uow, [dossier.row.id for _, dossier in wanted])
    attempts = attempts_so_far(uow, [dossier.row.id for _, dossier in wanted])
    numbers = iter(uow.numbers(SERIES, len(wanted) - len(dropped)))
    rows, places = [], count(first)
    for steward_id, doors in assign([door_of(home) for home, _ in wanted], stewards).items():
        for door in doors:
            home, dossier = known[door.household_id]
            visit = dropped.get(dossier.row.id)
            visit_id = visit.id if visit else uow.new_id()
            values = {
                "building": door.building,
                "unit": door.unit,
                "floor": door.floor,
                "owner_name": home.replica.owner_name,
                "steward_id": steward_id,
                "steward_name": names.get(steward_id or ""),
                "by_hand": False,
                "two_persons": door.two_persons,
                "visit_from": begin,
                "visit_by": by,
                "route_key": f"{by:%Y%m%d}:{next(places):05d}:{visit_id}",
                "amount": overdue(home.household, today(uow)),
                "status": VisitStatus.ASSIGNED,
                "late_told_at": None,
                "stewardless_told_at": None,
            }
            if visit:
                for name, value in values.items():
                    setattr(visit, name, value)
                continue
            rows.append(
                values
                | {
                    "id": visit_id,
                    "number": next(numbers),
                    "case_id": dossier.row.id,
                    "household_id": door.household_id,
                    "attempt": attempts.get(dossier.row.id, 0) + 1,
                }
            )
        if steward_id:
            notify(uow, steward_id, by, [known[door.household_id][1].row for door in doors])
    if rows:
        uow.session.execute(insert(Visit), rows)


def taken_off(uow: UnitOfWork, case_ids: Sequence[str]) -> dict[str, Visit]:
    """By case, the visit that was cancelled before anybody went."""
    return {
        visit.case_id: visit
        for visit in uow.session.scalars(
            select(Visit)
            .where(Visit.case_id.in_(case_ids), Visit.status == VisitStatus.CANCELLED)
            .order_by(Visit.attempt)
        )
    }


def notify(uow: UnitOfWork, steward_id: str, by: date, cases: Sequence[Any]) -> None:
    """Notify a steward of the visits to make, per due date's period; `cases` have household and due
    date."""
    periods: dict[str, list[str]] = {}
    names = period_names(uow, [case.household_id for case in cases])
    for case in cases:
        period = names.get((case.household_id, case.due_date), f"{case.due_date:%Y-%m}")
        periods.setdefault(period, []).append(case.household_id)
    for period, households in periods.items():
        uow.emit(
            VisitsAssigned,
            steward_id,
            {
                "steward_id": steward_id,
                "visit_date_by": by,
                "households": households,
                "period": period,
            },
        )


def publish_withdrawn(uow: UnitOfWork, visits: Sequence[Visit]) -> None:
    """Notify the stewards who had them that visits are no longer theirs to make."""
    doors: dict[str, list[str]] = {}
    for visit in visits:
        if visit.steward_id:
            doors.setdefault(visit.steward_id, []).append(visit.household_id)
    for steward_id, households in doors.items():
        data = {"steward_id": steward_id, "households": households}
        uow.emit(VisitsWithdrawn, steward_id, data)


def period_names(uow: UnitOfWork, household_ids: Sequence[str]) -> dict[tuple[str, date], str]:
    """The period billed, by household and due date."""
    rows = uow.session.execute(
        select(Bill.household_id, Bill.due_date, func.min(Bill.period))
        .where(Bill.household_id.in_(household_ids))
        .group_by(Bill.household_id, Bill.due_date)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def all_stewards(uow: UnitOfWork) -> list[Steward]:
    """Everybody who looks after buildings."""
    return [
        Steward(one.person_id, one.name, frozenset(one.buildings))
        for one in replica.staff(uow, Role.STEWARD)
    ]


def door_of(home: Home) -> Door:
    """Where a household lives."""
    it = home.replica
    return Door(it.household_id, it.building, it.unit, it.floor, it.two_person_visit)


def attempts_so_far(uow: UnitOfWork, case_ids: Sequence[str]) -> dict[str, int]:
    """How many visits each case has had."""
    rows = uow.session.execute(
        select(Visit.case_id, func.max(Visit.attempt))
        .where(Visit.case_id.in_(case_ids))
        .group_by(Visit.case_id)
    )
    return {row[0]: row[1] for row in rows}
