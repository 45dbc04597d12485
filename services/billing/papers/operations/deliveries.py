"""送达回执: how a letter was delivered, when, by whom, and who received it (B12)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.billing.ladder import DunningStep
from contracts.billing.papers import InternalPaper
from contracts.billing.request_types import RecordDeliveryRequest
from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.papers.operations import making as papers
from services.billing.papers.tables import DunningPaper, LetterReceipt

TOLERANCE = timedelta(minutes=5)
"""By which clocks differ, and a page shows minutes alone."""
OUTCOMES: Final = (
    select(DunningPaper.number, LetterReceipt.outcome)
    .join(LetterReceipt, LetterReceipt.paper_id == DunningPaper.id)
    .where(DunningPaper.number.in_(bindparam("numbers", expanding=True)))
    .order_by(LetterReceipt.recorded_at, LetterReceipt.id)
)


def record(uow: UnitOfWork, data: RecordDeliveryRequest) -> dict[str, Any]:
    """Keep what the receipt of delivery says; the letter with all of them.

    Raise `InternalPaper` for what must not be given to the household, `InvalidInput` for a moment
    that is still to come or before the letter was made.
    """
    paper = papers.of_step(uow, data["step_id"])
    if paper.step != DunningStep.LETTER:
        raise InternalPaper
    if data["delivered_at"] > uow.now + TOLERANCE:
        raise InvalidInput("Must not be in the future.", field="delivered_at")
    if data["delivered_at"] < paper.made_at - TOLERANCE:
        raise InvalidInput("The letter was not made yet.", field="delivered_at")
    receipt = {name: value for name, value in data.items() if name != "step_id"}
    uow.session.add(
        LetterReceipt(
            id=uow.new_id(),
            paper_id=paper.id,
            **receipt | {"brought_by": data["brought_by"] or uow.actor.name},
            recorded_by_id=uow.actor.id,
            recorded_by=uow.actor.name,
            recorded_at=uow.now,
        )
    )
    uow.session.flush()
    return papers.view(uow, paper)


def latest(uow: UnitOfWork, numbers: Sequence[str]) -> dict[str, str]:
    """What came of the latest delivery of each letter, by the letter's number."""
    return {row.number: row.outcome for row in uow.rows(OUTCOMES, numbers=numbers)}
