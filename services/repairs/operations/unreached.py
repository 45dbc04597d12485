"""Attempts to follow up that reach nobody (R05), as of complaints' return visits (X10)."""

from datetime import datetime

from sqlalchemy import select

from contracts.repairs.codes import FollowUpResult
from contracts.roles import STAFF
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.domain.follow_up import given_up
from services.repairs.domain.policy import RepairPolicy
from services.repairs.domain.transitions import Action
from services.repairs.operations.ending import tell_closed
from services.repairs.operations.progress import end_follow_up, move, record
from services.repairs.tables import Attempt, Repair, Round


def attempt(work: UnitOfWork, repair: Repair, round_: Round, remark: str | None) -> None:
    """Record that nobody was reached; on enough different days, it ends the repair.

    Raise `Forbidden` for residents, who cannot miss themselves.
    """
    work.actor.require(*STAFF)
    work.session.add(
        Attempt(
            repair_id=repair.id,
            round_no=round_.no,
            at=work.now,
            by_id=work.actor.id,
            by=work.actor.name,
            remark=remark or None,
        )
    )
    work.session.flush()
    record(work, repair, "follow_up_attempted", result=FollowUpResult.UNREACHED, remark=remark)
    if given_up(work.policy(RepairPolicy), attempts_at(work, round_)):
        move(repair, Action.CLOSE)
        end_follow_up(work, round_, FollowUpResult.UNREACHED)
        record(work, repair, "closed", result=FollowUpResult.UNREACHED)
        tell_closed(work, repair, solved=None)


def attempts_at(work: UnitOfWork, round_: Round) -> list[datetime]:
    """When attempts of a round reached nobody."""
    of_round = (Attempt.repair_id == round_.repair_id, Attempt.round_no == round_.no)
    return list(work.session.scalars(select(Attempt.at).where(*of_round)))
