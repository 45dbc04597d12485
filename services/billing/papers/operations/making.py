"""Letters and lawyers' papers: made at their step, kept as they were, read by step (B12)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import bindparam, insert, select

from contracts.billing.ladder import DunningStep
from contracts.billing.request_types import GetLetterRequest
from foundation import replica
from foundation.errors import NotFound
from foundation.service_language import require_fit
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.cases.queries.homes import Home
from services.billing.late_charges.operations import rate
from services.billing.letters.rules.debts import Debt
from services.billing.letters.rules.texts import Subject
from services.billing.papers.queries import gathered
from services.billing.papers.rules.contents import SERIES, Terms, prose, write_paper
from services.billing.papers.rules.evidence import Evidence
from services.billing.papers.tables import DunningPaper, LetterReceipt
from services.billing.policy import BillingPolicy
from services.billing.steps.tables import StepTaken

OF_STEP: Final = (
    select(DunningPaper)
    .join(StepTaken, StepTaken.letter_number == DunningPaper.number)
    .where(StepTaken.id == bindparam("step_id"))
)
RECEIPTS: Final = (
    select(LetterReceipt.__table__)
    .where(LetterReceipt.__table__.c.paper_id == bindparam("paper_id"))
    .order_by(LetterReceipt.__table__.c.recorded_at, LetterReceipt.__table__.c.id)
)


def written(
    uow: UnitOfWork, home: Home, step: DunningStep, subject: Subject
) -> dict[str, Any] | None:
    """The paper of a step, not yet numbered; None where the step has none.

    Raises `ForbiddenPhrase` for words that must not reach a resident, such as those of a policy.
    """
    if step not in SERIES:
        return None
    policy = uow.policy(BillingPolicy)
    terms = Terms(rate(uow), policy.late_charge_on_repairs, policy.letter_days_to_pay)
    proof = evidence_for(uow, step, home.replica.household_id, subject.overdue)
    paper = write_paper(step, subject, home.replica.owner_name, terms, proof)
    require_fit(prose(paper), field="text", service_line=replica.telephones(uow))
    return paper


def evidence_for(
    uow: UnitOfWork, step: DunningStep, household_id: str, debts: Sequence[Debt]
) -> list[Evidence]:
    """What proves the claim, for who goes to court; a letter needs none."""
    return gathered(uow, household_id, debts) if step == DunningStep.LAWYER_LETTER else []


def keep(uow: UnitOfWork, household_id: str, step: DunningStep, content: dict[str, Any]) -> str:
    """Number a paper and keep it for good; its number."""
    number = uow.number(SERIES[step])
    row = {
        "id": uow.new_id(),
        "number": number,
        "household_id": household_id,
        "step": step,
        "made_at": uow.now,
        "content": content,
    }
    uow.session.execute(insert(DunningPaper), [row])
    return number


def get(uow: UnitOfWork, data: GetLetterRequest) -> dict[str, Any]:
    """The paper of a step, or of the step whose text names it."""
    return view(uow, of_step(uow, data["step_id"]))


def of_step(uow: UnitOfWork, step_id: str) -> DunningPaper:
    """The paper with the text of a step; raise `NotFound` where it was none."""
    row: DunningPaper | None = uow.session.scalar(OF_STEP, {"step_id": step_id})
    if row is None:
        raise NotFound
    return row


def view(uow: UnitOfWork, row: DunningPaper) -> dict[str, Any]:
    """A paper as it was kept, and how it was delivered."""
    kept = row.content
    return (
        {"address": ""}
        | kept
        | {
            "deliveries": deliveries(uow, row),
            "number": row.number,
            "community_id": row.community_id,
            "household_id": row.household_id,
            "step": row.step,
            "made_at": row.made_at,
            "on": date.fromisoformat(kept["on"]),
            "debts": [
                debt
                | {
                    "due_date": date.fromisoformat(debt["due_date"]),
                    "late_from": debt["late_from"] and date.fromisoformat(debt["late_from"]),
                }
                for debt in kept["debts"]
            ],
            "evidence": [
                one | {"at": datetime.fromisoformat(one["at"])} for one in kept["evidence"]
            ],
        }
    )


def deliveries(uow: UnitOfWork, row: DunningPaper) -> Sequence[LetterReceipt]:
    """Receipts of its delivery (送达回执), in the order in which they were recorded."""
    return uow.rows(RECEIPTS, paper_id=row.id)
