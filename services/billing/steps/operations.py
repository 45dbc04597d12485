"""The record of the steps taken: what letters and evidence refer to (B12)."""

from typing import Any

from sqlalchemy import insert, select

from contracts.billing.cases import CaseStatus
from contracts.billing.events import DunningStepTaken
from contracts.billing.ladder import DunningStep
from contracts.billing.visit_outcomes import NextStep, VisitOutcome
from contracts.billing.visits import VisitStatus
from foundation import replica
from foundation.formatting import in_chinese
from foundation.membership import OWNERS
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.cases.queries.homes import Dossier, Home
from services.billing.daily.operations import today
from services.billing.ladder import rules as ladder
from services.billing.ladder.rules import Rules, Verdict
from services.billing.steps.tables import StepTaken
from services.billing.visits.tables import Visit


def record(
    uow: UnitOfWork,
    dossier: Dossier,
    step: DunningStep,
    by: Rules,
    text: str,
    *,
    told_by: DunningStep,
) -> dict[str, Any]:
    """Move a case on by a step; the row of its record. `told_by`: whose text told of it."""
    row, day = dossier.row, today(uow)
    after = ladder.taken(dossier.case, by, step, day, held=row.held)
    following = ladder.next_step(after, by, day)
    row.shift_days, row.held = after.shift_days, False
    row.next_step, row.next_on = following or (None, None)
    if following is None:
        row.status = CaseStatus.EXHAUSTED
    return {
        "id": uow.new_id(),
        "case_id": row.id,
        "household_id": row.household_id,
        "due_date": row.due_date,
        "step": step,
        "told_by": told_by if told_by != step else None,
        "taken_at": uow.now,
        "amount": dossier.owed,
        "bill_numbers": list(dossier.bill_numbers),
        "text": text,
    }


def view(row: StepTaken, place: replica.Household | None) -> dict[str, Any]:
    """A step as the list has it, with where it was taken."""
    return {
        "id": row.id,
        "community_id": row.community_id,
        "household_id": row.household_id,
        "building": place.building if place else "",
        "unit": place.unit if place else "",
        "due_date": row.due_date,
        "step": row.step,
        "told_by": row.told_by,
        "taken_at": row.taken_at,
        "amount": row.amount,
        "bill_numbers": row.bill_numbers,
        "text": row.text,
        "letter_number": row.letter_number,
    }


def note_visits(uow: UnitOfWork, home: Home, by: Rules) -> None:
    """Somebody has been at the door: take the step of each case that has come so far (B04)."""
    for dossier in home.dossiers:
        decision = ladder.decide(dossier.case, by, today(uow), dossier.owed, home.rests)
        if decision.verdict == Verdict.TAKE and decision.step == DunningStep.VISIT:
            note_visit(uow, dossier, by)


def note_visit(uow: UnitOfWork, dossier: Dossier, by: Rules) -> None:
    """Take the step of the visit, by the outcome that is recorded."""
    text = visit_text(last_visit(uow, dossier.row.household_id))
    step = DunningStep.VISIT
    row = record(uow, dossier, step, by, text, told_by=step)
    uow.session.execute(insert(StepTaken), [row])
    uow.emit(
        DunningStepTaken,
        dossier.row.household_id,
        {
            "household_id": dossier.row.household_id,
            "step": step,
            "amount": dossier.owed,
            "bill_numbers": list(dossier.bill_numbers),
            "text": text,
            "due_on": dossier.row.due_date,
            "side": OWNERS,
            "since": dossier.since,
        },
    )


def last_visit(uow: UnitOfWork, household_id: str) -> Visit:
    """The visit that concluded, newest first."""
    return uow.session.scalars(
        select(Visit)
        .where(Visit.household_id == household_id, Visit.status == VisitStatus.DONE)
        .where(Visit.next_step != NextStep.VISIT_AGAIN)
        .order_by(Visit.visited_at.desc())
        .limit(1)
    ).one()


def visit_text(visit: Visit) -> str:
    """`2026年12月2日 10:30 上门（SF-2026-000001，赵管家）：住户拒绝缴费`."""
    at, outcome = (
        in_chinese(visit.visited_at),
        VisitOutcome(visit.outcome).word.zh if visit.outcome else "",
    )
    return f"{at} 上门（{visit.number}，{visit.steward_name}）：{outcome}"
