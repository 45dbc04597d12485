"""Taking the steps of the dunning ladder, day by day (B12)."""

import logging
from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select

from contracts.billing.cases import CaseStatus
from contracts.billing.events import DunningStepTaken
from contracts.billing.ladder import DunningStep
from contracts.billing.request_types import ListStepsRequest
from foundation import replica
from foundation.deadlines import Deadline
from foundation.errors import ForbiddenPhrase
from foundation.formatting import home_in_full
from foundation.membership import OWNERS
from foundation.service_language import require_fit
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.arrears.operations import debtors
from services.billing.cases import rules as household
from services.billing.cases.queries.homes import Dossier, Home, homes
from services.billing.cases.tables import DunningCase
from services.billing.credit import operations as credit
from services.billing.daily import operations as daily
from services.billing.ladder.queries import rules
from services.billing.ladder.rules import ORDER, Decision, Rules, Verdict
from services.billing.ledger.operations.booking import lock_accounts
from services.billing.letters.queries import debts
from services.billing.letters.rules import texts as letters
from services.billing.letters.rules.debts import Debt
from services.billing.letters.rules.texts import Subject
from services.billing.papers.operations import deliveries as letter_deliveries
from services.billing.papers.operations import making as papers
from services.billing.signatories.queries import sender
from services.billing.steps import operations as step_records
from services.billing.steps.tables import StepTaken
from services.billing.visits.operations import alarms as visit_alarms

log = logging.getLogger(__name__)
BATCH = 200
"""Households per transaction."""
Due = tuple[Dossier, Decision]


def take_steps(uow: UnitOfWork, deadline: Deadline) -> None:
    """Take what is due today, some households at a time; the rest of the day's are due at once.

    Outside the hours, as after an outage, and on public holidays nothing is taken: the steps wait
    for the next morning on which some are.
    """
    daily.require_open(uow)
    after = deadline.data.get("after", "")
    if not after:
        daily.arm_next(uow, daily.TAKE_STEPS)
    by, today = rules(uow), daily.today(uow)
    if not by.takes_on(today) or not daily.in_hours(uow):
        return
    if not after:
        visit_alarms.report(uow)
    ids = due_households(uow, after)
    if len(ids) == BATCH:
        uow.deadlines.set(
            daily.TAKE_STEPS, deadline.subject_id, uow.now,
            step=f"{today}>{ids[-1]}"[:60], data={"after": ids[-1]},
        )  # fmt: skip
    if not ids:
        return
    lock_accounts(uow, ids)
    credit.settle(uow, ids)
    owing = debts(uow, ids)
    for home in homes(uow, ids):
        work_household(uow, home, by, owing.get(home.replica.household_id, []))


def due_households(uow: UnitOfWork, after: str) -> list[str]:
    """Households with a running case whose next step may be due."""
    return list(
        uow.session.scalars(
            select(DunningCase.household_id)
            .where(DunningCase.status == CaseStatus.RUNNING)
            .where(DunningCase.next_on <= daily.today(uow), DunningCase.household_id > after)
            .group_by(DunningCase.household_id)
            .order_by(DunningCase.household_id)
            .limit(BATCH)
        )
    )


def work_household(uow: UnitOfWork, home: Home, by: Rules, owing: Sequence[Debt]) -> None:
    """Decide on each case of a household by what is owed right now, and act."""
    decisions = household.decide_all(home.household, by, daily.today(uow))
    due: list[Due] = []
    emptied = False
    for dossier, decision in zip(home.dossiers, decisions, strict=True):
        row = dossier.row
        if decision.verdict == Verdict.TAKE and decision.step == DunningStep.VISIT:
            step_records.note_visit(uow, dossier, by)
        elif decision.verdict == Verdict.TAKE:
            due.append((dossier, decision))
        elif row.status == CaseStatus.RUNNING:
            put_off(row, decision)
            emptied = emptied or decision.verdict == Verdict.SETTLED
    if emptied:
        debtors.reconsider(uow, home.replica.household_id)  # a former owner may owe it still
    if due:
        notify(uow, home, due, by, owing)


def put_off(row: DunningCase, decision: Decision) -> None:
    """Keep what was decided for a case that no text names today."""
    match decision.verdict:
        case Verdict.REST:
            row.held = True
        case Verdict.WAIT | Verdict.VISIT | Verdict.SMALL:
            row.next_step, row.next_on = decision.step, decision.step_on
        case Verdict.SETTLED:
            row.status = CaseStatus.SETTLED
        case Verdict.EXHAUSTED:
            row.status, row.next_step, row.next_on = CaseStatus.EXHAUSTED, None, None


def notify(
    uow: UnitOfWork, home: Home, due: Sequence[Due], by: Rules, owing: Sequence[Debt]
) -> None:
    """Take the steps of a household that are due: one text, by the furthest of them (B12).

    A text that must not go out leaves them for somebody to mend it.
    """
    step = max((decision.told_by or DunningStep.REMINDER for _, decision in due), key=furthest)
    place = home_in_full(home.replica.building, home.replica.unit)
    subject = Subject(place, owing, daily.today(uow), sender(uow))
    text = letters.write(step, subject)
    household_id = home.replica.household_id
    try:
        require_fit(text, field="text", service_line=replica.telephones(uow))
        paper = papers.written(uow, home, step, subject)
    except ForbiddenPhrase:
        log.exception("dunning of household %s is held back by its text", household_id)
        return
    debts = subject.debts_of(step)
    uow.emit(
        DunningStepTaken,
        household_id,
        {
            "household_id": household_id,
            "step": step,
            "amount": letters.owed(debts),
            "bill_numbers": [debt.number for debt in debts],
            "text": text,
            "due_on": min(dossier.row.due_date for dossier, _ in due),
            "side": OWNERS,
            "since": min((one.since for one, _ in due if one.since), default=None),
        },
    )
    number = papers.keep(uow, household_id, step, paper) if paper else None
    rows = [
        step_records.record(uow, dossier, decision.step, by, text, told_by=step)
        | {"letter_number": number}
        for dossier, decision in due
        if decision.step
    ]
    uow.session.execute(insert(StepTaken), rows)


def furthest(step: DunningStep) -> int:
    """How far up the ladder."""
    return ORDER[step]


STEPS = listing(StepTaken, "household_id")


def list_steps(uow: UnitOfWork, data: ListStepsRequest) -> dict[str, Any]:
    """Steps taken, newest first."""
    found = STEPS.page(uow, data)
    ids = {row.household_id for row in found["items"]}
    places = {one.household_id: one for one in replica.households(uow, ids=sorted(ids))}
    numbers = [row.letter_number for row in found["items"] if row.letter_number]
    delivered = letter_deliveries.latest(uow, numbers)
    items = [
        step_records.view(row, places.get(row.household_id))
        | {"delivery": delivered.get(row.letter_number or "")}
        for row in found["items"]
    ]
    return found | {"items": items}
