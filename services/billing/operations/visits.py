"""Door visits (上门催缴): assigned to the stewards of the buildings, in walking order (B04)."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import func, insert, select

from contracts.billing.codes import CaseStatus, DunningStep, VisitStatus
from contracts.billing.events import VisitsAssigned
from contracts.roles import Role
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain.policy import BillingPolicy
from services.billing.domain.visits import Door, Steward, assign
from services.billing.operations.daily import today
from services.billing.operations.ledger import lock_accounts
from services.billing.queries import balances
from services.billing.queries.dunning import Dossier, dossiers
from services.billing.tables import Bill, DunningCase, StepTaken, Visit

SERIES = "SF"


def assign_new(work: UnitOfWork) -> None:
    """Draw up the list of arrears and give each household not yet visited to its steward."""
    visited = select(Visit.id).where(Visit.case_id == DunningCase.id)
    stepped = select(StepTaken.id).where(
        StepTaken.case_id == DunningCase.id, StepTaken.step == DunningStep.VISIT
    )
    rows = list(
        work.session.scalars(
            select(DunningCase)
            .where(DunningCase.status == CaseStatus.RUNNING, DunningCase.due_date < today(work))
            .where(~visited.exists(), ~stepped.exists())
            .order_by(DunningCase.household_id, DunningCase.due_date)
        )
    )
    lock_accounts(work, [row.household_id for row in rows])
    owing = [
        dossier
        for dossier in dossiers(work, rows)
        if dossier.owed > 0 and not any(rest.covers(today(work)) for rest in dossier.rests)
    ]
    ensure(work, owing)


def ensure(work: UnitOfWork, cases: Sequence[Dossier], visit_from: date | None = None) -> None:
    """See to it that each household has a visit assigned; tell the stewards."""
    if not cases:
        return
    waiting = set(
        work.session.scalars(
            select(Visit.household_id)
            .where(Visit.status == VisitStatus.ASSIGNED)
            .where(Visit.household_id.in_([one.row.household_id for one in cases]))
        )
    )
    wanted: dict[str, Dossier] = {}
    for dossier in cases:
        if dossier.row.household_id not in waiting:
            wanted.setdefault(dossier.row.household_id, dossier)
    if not wanted:
        return
    stewards = all_stewards(work)
    lists = assign([door_of(one) for one in wanted.values()], stewards)
    begin = visit_from or today(work)
    by = begin + timedelta(days=work.policy(BillingPolicy).visit_within_days)
    attempts = attempts_so_far(work, [one.row.id for one in wanted.values()])
    overdue = balances.arrears(work, today(work), list(wanted))
    names = {person.person_id: person.name for person in stewards}
    numbers = iter(work.numbers(SERIES, len(wanted)))
    rows = []
    places = count(1)
    for steward_id, doors in lists.items():
        for door in doors:
            dossier = wanted[door.household_id]
            found = overdue.get(door.household_id)
            visit_id = work.new_id()
            rows.append(
                {
                    "id": visit_id,
                    "number": next(numbers),
                    "case_id": dossier.row.id,
                    "household_id": door.household_id,
                    "building": door.building,
                    "unit": door.unit,
                    "floor": door.floor,
                    "owner_name": dossier.household.owner_name,
                    "steward_id": steward_id,
                    "steward_name": names.get(steward_id or ""),
                    "two_persons": door.two_persons,
                    "attempt": attempts.get(dossier.row.id, 0) + 1,
                    "visit_from": begin,
                    "visit_by": by,
                    "route_key": f"{by:%Y%m%d}:{next(places):05d}:{visit_id}",
                    "amount": found.amount if found else dossier.owed,
                    "status": VisitStatus.ASSIGNED,
                }
            )
        if steward_id:
            tell(work, steward_id, by, [wanted[door.household_id] for door in doors])
    work.session.execute(insert(Visit), rows)


def tell(work: UnitOfWork, steward_id: str, by: date, cases: Sequence[Dossier]) -> None:
    """Tell a steward of the visits to make, per due date's period."""
    periods: dict[str, list[str]] = {}
    names = period_names(work, cases)
    for dossier in cases:
        row = dossier.row
        period = names.get((row.household_id, row.due_date), f"{row.due_date:%Y-%m}")
        periods.setdefault(period, []).append(row.household_id)
    for period, households in periods.items():
        work.emit(
            VisitsAssigned,
            steward_id,
            {
                "steward_id": steward_id,
                "visit_date_by": by,
                "households": households,
                "period": period,
            },
        )


def period_names(work: UnitOfWork, cases: Sequence[Dossier]) -> dict[tuple[str, date], str]:
    """The period billed, by household and due date."""
    rows = work.session.execute(
        select(Bill.household_id, Bill.due_date, func.min(Bill.period))
        .where(Bill.household_id.in_([one.row.household_id for one in cases]))
        .group_by(Bill.household_id, Bill.due_date)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def all_stewards(work: UnitOfWork) -> list[Steward]:
    """Everybody who looks after buildings."""
    return [
        Steward(one.person_id, one.name, frozenset(one.buildings))
        for one in replica.staff(work, Role.STEWARD)
    ]


def door_of(dossier: Dossier) -> Door:
    """Where a household lives."""
    home = dossier.household
    return Door(home.household_id, home.building, home.unit, home.floor, home.two_person_visit)


def attempts_so_far(work: UnitOfWork, case_ids: Sequence[str]) -> dict[str, int]:
    """How many visits each case has had."""
    rows = work.session.execute(
        select(Visit.case_id, func.max(Visit.attempt))
        .where(Visit.case_id.in_(case_ids))
        .group_by(Visit.case_id)
    )
    return {row[0]: row[1] for row in rows}


def list_visits(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Visits in the order of the route; a steward's own, or everybody's for supervisors."""
    statement = select(Visit).order_by(Visit.route_key).limit(data["limit"] + 1)
    own_only = not work.actor.has(Role.SUPERVISOR, Role.DEPUTY_MANAGER, Role.DIRECTOR)
    steward_id = work.actor.id if own_only else data["steward_id"]
    if steward_id:
        statement = statement.where(Visit.steward_id == steward_id)
    for column in ("status", "building", "household_id"):
        if wanted := data[column]:
            statement = statement.where(getattr(Visit, column) == wanted)
    if data["cursor"]:
        statement = statement.where(Visit.route_key > data["cursor"])
    rows = list(work.session.scalars(statement))
    more = len(rows) > data["limit"]
    rows = rows[: data["limit"]]
    return {
        "items": views(work, rows),
        "next_cursor": rows[-1].route_key if more else None,
    }


def views(work: UnitOfWork, visits: Sequence[Visit]) -> list[dict[str, Any]]:
    """Visits with what is overdue now."""
    hours = work.policy(BillingPolicy).visit_hours
    owed = balances.arrears(work, today(work), [visit.household_id for visit in visits])
    return [
        {column.key: getattr(visit, column.key) for column in Visit.__table__.columns}
        | {
            "hours": hours,
            "outstanding": owed[visit.household_id].amount if visit.household_id in owed else 0,
        }
        for visit in visits
    ]
