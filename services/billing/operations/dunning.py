"""Taking the steps of the dunning ladder, day by day (B12)."""

import logging
from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select

from contracts.billing.codes import CaseStatus, DunningStep
from contracts.billing.events import DunningStepTaken
from foundation.deadlines import Deadline
from foundation.errors import ForbiddenPhrase
from foundation.service_language import require_fit
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain import ladder, letters
from services.billing.domain.ladder import Ladder, Verdict
from services.billing.domain.policy import BillingPolicy
from services.billing.operations import daily, visits
from services.billing.operations.ledger import lock_accounts
from services.billing.queries.dunning import Dossier, dossiers
from services.billing.tables import DunningCase, StepTaken

log = logging.getLogger(__name__)
BATCH = 200
"""Cases per transaction."""


def take_steps(work: UnitOfWork, deadline: Deadline) -> None:
    """Take what is due today, a batch at a time; the rest of the day's cases are due at once."""
    after = deadline.data.get("after", "")
    rows = due_cases(work, after)
    if not after:
        daily.arm_next(work, daily.TAKE_STEPS)
    if len(rows) == BATCH:
        step = f"{daily.today(work)}>{rows[-1].id}"
        work.deadlines.set(
            daily.TAKE_STEPS, daily.SUBJECT, work.now, step=step, data={"after": rows[-1].id}
        )
    if not rows:
        return
    lock_accounts(work, [row.household_id for row in rows])
    steps = work.policy(BillingPolicy).ladder()
    work_cases(work, dossiers(work, rows), steps)


def due_cases(work: UnitOfWork, after: str) -> list[DunningCase]:
    """Running cases whose next step may be due."""
    return list(
        work.session.scalars(
            select(DunningCase)
            .where(DunningCase.status == CaseStatus.RUNNING)
            .where(DunningCase.next_on <= daily.today(work), DunningCase.id > after)
            .order_by(DunningCase.id)
            .limit(BATCH)
        )
    )


def work_cases(work: UnitOfWork, cases: Sequence[Dossier], steps: Ladder) -> None:
    """Decide on each case by what is owed right now, and act."""
    today = daily.today(work)
    due: list[tuple[Dossier, DunningStep]] = []
    for dossier in cases:
        row = dossier.row
        decision = ladder.decide(dossier.case, steps, today, dossier.owed, dossier.rests)
        match decision.verdict:
            case Verdict.TAKE if decision.step:
                due.append((dossier, decision.step))
            case Verdict.REST:
                row.held = True
            case Verdict.WAIT:
                row.next_on = decision.step_on
            case Verdict.SETTLED:
                row.status = CaseStatus.SETTLED
            case Verdict.EXHAUSTED:
                row.status, row.next_step, row.next_on = CaseStatus.EXHAUSTED, None, None
    visits.ensure(work, [dossier for dossier, step in due if step == DunningStep.VISIT])
    taken = [made for dossier, step in due if (made := take(work, dossier, step, steps))]
    if taken:
        work.session.execute(insert(StepTaken), taken)


def take(
    work: UnitOfWork, dossier: Dossier, step: DunningStep, steps: Ladder
) -> dict[str, Any] | None:
    """Take one step: its event, the day of the next one, and its record, which is returned.

    None: its text must not go out, so that the case waits for somebody to mend it.
    """
    row, today = dossier.row, daily.today(work)
    text = letters.write(step, dossier.subject)
    try:
        require_fit(text, field="text")
    except ForbiddenPhrase:
        log.exception("dunning of household %s is held back by its text", row.household_id)
        return None
    told = {
        "household_id": row.household_id,
        "step": step,
        "amount": dossier.owed,
        "bill_numbers": list(dossier.bill_numbers),
        "text": text,
    }
    work.emit(DunningStepTaken, row.household_id, told | {"due_on": row.due_date})
    after = ladder.taken(dossier.case, steps, step, today, held=row.held)
    following = ladder.next_step(after, steps)
    row.shift_days, row.held = after.shift_days, False
    row.next_step, row.next_on = following or (None, None)
    if following is None:
        row.status = CaseStatus.EXHAUSTED
    return told | {
        "id": work.new_id(),
        "case_id": row.id,
        "due_date": row.due_date,
        "taken_at": work.now,
    }


def list_steps(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Steps taken, newest first."""
    statement = select(StepTaken)
    if household_id := data["household_id"]:
        statement = statement.where(StepTaken.household_id == household_id)
    return page(work, statement, StepTaken.id, data)
