"""Pauses of dunning: promises, plans, money under way, fee disputes (B13)."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from contracts.billing.codes import PauseEnd, PauseKind
from foundation import replica
from foundation.clock import at_local
from foundation.deadlines import Deadline
from foundation.errors import InvalidInput
from foundation.money import ZERO
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain.promises import Instalment, judge, next_check
from services.billing.errors import NothingOwed, PlanCoversTooLittle
from services.billing.operations.daily import today
from services.billing.operations.ledger import lock_accounts
from services.billing.queries import balances
from services.billing.queries.pauses import running
from services.billing.queries.payments import paid_since
from services.billing.tables import DunningPause

CHECK = "pause"
"""Kind of the deadlines at which a pause is judged."""
PLANS = (PauseKind.PROMISE, PauseKind.INSTALMENTS)
JUST_AFTER_MIDNIGHT = time(0, 2)


def begin(
    work: UnitOfWork,
    household_id: str,
    kind: PauseKind,
    reference: str,
    reason: str,
    *,
    until: date | None = None,
    plan: Sequence[Instalment] = (),
) -> DunningPause:
    """Let the dunning of a household rest."""
    pause = DunningPause(
        id=work.new_id(),
        household_id=household_id,
        kind=kind,
        reference=reference,
        starts_at=work.now,
        until=plan[-1].due_on if plan else until,
        instalments=[
            {"due_on": item.due_on.isoformat(), "amount": str(item.amount)} for item in plan
        ],
        reason=reason,
    )
    work.session.add(pause)
    check_on = next_check(plan, today(work)) if plan else until and until + timedelta(days=1)
    if check_on:
        set_check(work, pause, check_on)
    return pause


def set_check(work: UnitOfWork, pause: DunningPause, day: date) -> None:
    """Judge the pause just after midnight of a day."""
    due_at = at_local(day, JUST_AFTER_MIDNIGHT)
    work.deadlines.set(CHECK, pause.id, due_at, step=day.isoformat())


def check(work: UnitOfWork, deadline: Deadline) -> None:
    """An instalment was due yesterday, or the pause is over: judge it."""
    pause = work.session.get_one(DunningPause, deadline.subject_id)
    lock_accounts(work, [pause.household_id])
    settle(work, work.load(DunningPause, pause.id))


def review(work: UnitOfWork, household_id: str) -> None:
    """Judge the running pauses of a household after its debts have changed."""
    for pause in running(work, [household_id]):
        settle(work, pause)


def settle(work: UnitOfWork, pause: DunningPause) -> None:
    """End a pause that is kept, broken or over; else set its next check."""
    if pause.ended_at or pause.kind == PauseKind.DISPUTE:
        return
    verdict = judged(work, pause)
    if verdict:
        pause.ended_at, pause.ended_as = work.now, verdict
        work.deadlines.cancel(CHECK, pause.id)
    elif following := next_check(plan_of(pause), today(work)):
        set_check(work, pause, following)


def judged(work: UnitOfWork, pause: DunningPause) -> PauseEnd | None:
    """How a pause stands."""
    owed = balances.overdue(work, pause.household_id, today(work))
    if pause.kind in PLANS:
        paid = paid_since(work, pause.household_id, pause.starts_at)
        return judge(plan_of(pause), paid, owed, today(work))
    if owed <= 0:
        return PauseEnd.KEPT
    return PauseEnd.EXPIRED if pause.until and pause.until < today(work) else None


def plan_of(pause: DunningPause) -> list[Instalment]:
    """The instalments of a pause."""
    return [
        Instalment(date.fromisoformat(item["due_on"]), Decimal(item["amount"]))
        for item in pause.instalments
    ]


def on_dispute_opened(work: UnitOfWork, event: Any) -> None:
    """A complaint about a fee is open: the household's dunning rests."""
    pause = heard_of(work, event)
    if event.occurred_at >= (pause.ended_at or pause.starts_at):
        pause.starts_at, pause.ended_at, pause.ended_as = event.occurred_at, None, None
    elif pause.starts_at == pause.ended_at or event.occurred_at > pause.starts_at:
        pause.starts_at = event.occurred_at


def on_dispute_closed(work: UnitOfWork, event: Any) -> None:
    """The complaint is closed: dunning goes on where it was."""
    pause = heard_of(work, event)
    if event.occurred_at >= (pause.ended_at or pause.starts_at):
        if pause.starts_at == pause.ended_at:
            pause.starts_at = event.occurred_at
        pause.ended_at, pause.ended_as = event.occurred_at, PauseEnd.CLOSED


def heard_of(work: UnitOfWork, event: Any) -> DunningPause:
    """The pause of a complaint; where none is known, one that begins and ends with the event.

    A pause keeps when it was last said to begin and to end. So events that come in the wrong
    order, as a dead letter that is replayed does, leave what those in order would.
    """
    household_id, complaint_id = event.data["household_id"], event.data["complaint_id"]
    lock_accounts(work, [household_id])
    pause = dispute(work, complaint_id)
    if pause is None:
        reason = f"费用投诉 {event.data['number']}"
        pause = begin(work, household_id, PauseKind.DISPUTE, complaint_id, reason)
        pause.starts_at = pause.ended_at = event.occurred_at
        pause.ended_as = PauseEnd.CLOSED
    return pause


def dispute(work: UnitOfWork, complaint_id: str) -> DunningPause | None:
    """The pause of a complaint."""
    return work.session.scalar(
        select(DunningPause)
        .where(DunningPause.kind == PauseKind.DISPUTE, DunningPause.reference == complaint_id)
        .with_for_update()
    )


def agree_instalments(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Agree on a plan for all that is overdue; dunning rests while it is kept."""
    household = replica.household(work, data["household_id"])
    lock_accounts(work, [household.household_id])
    plan = [Instalment(item["due_on"], item["amount"]) for item in data["instalments"]]
    if plan[0].due_on < today(work):
        raise InvalidInput("Must not be in the past.", field="instalments")
    owed = balances.overdue(work, household.household_id, today(work))
    if not owed:
        raise NothingOwed(field="household_id")
    if sum((item.amount for item in plan), ZERO) != owed:
        raise PlanCoversTooLittle(field="instalments", owed=str(owed))
    pause = begin(
        work, household.household_id, PauseKind.INSTALMENTS, work.new_id(), data["reason"],
        plan=plan,
    )  # fmt: skip
    work.subject("dunning_pause", pause.id)
    return view(pause)


def list_pauses(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Pauses, newest first."""
    statement = select(DunningPause)
    if household_id := data["household_id"]:
        statement = statement.where(DunningPause.household_id == household_id)
    if data["running"] is not None:
        ended = DunningPause.ended_at.is_not(None)
        statement = statement.where(~ended if data["running"] else ended)
    found = page(work, statement, DunningPause.id, data)
    return found | {"items": [view(pause) for pause in found["items"]]}


def view(pause: DunningPause) -> dict[str, Any]:
    """A pause as it is shown."""
    shown = {column.key: getattr(pause, column.key) for column in DunningPause.__table__.columns}
    return shown | {"instalments": plan_of(pause)}
