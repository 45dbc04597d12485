"""Pauses of dunning: promises, plans, money under way, fee disputes (B13)."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from contracts.billing.pauses import NothingOwed, PauseEnd, PauseKind, PlanCoversTooLittle
from contracts.billing.request_types import AgreeInstalmentsRequest, ListPausesRequest
from contracts.complaints.event_types import FeeDisputeClosedData, FeeDisputeOpenedData
from foundation import replica
from foundation.clock import at_local
from foundation.deadlines import Deadline
from foundation.errors import InvalidInput
from foundation.messaging.envelope import Envelope
from foundation.money import ZERO
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.cases.queries.rests import running
from services.billing.daily.operations import today
from services.billing.ledger import queries as balances
from services.billing.ledger.operations.booking import lock_accounts
from services.billing.pauses.queries import owed_on, owing, paid_since, settled_since
from services.billing.pauses.rules import Instalment, judge, next_check
from services.billing.pauses.tables import DunningPause
from services.billing.visits.operations import following as visits

CHECK = "pause"
"""Kind of the deadlines at which a pause is judged."""
PLANS = (PauseKind.PROMISE, PauseKind.INSTALMENTS)
JUST_AFTER_MIDNIGHT = time(0, 2)


def begin(
    uow: UnitOfWork,
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
        id=uow.new_id(),
        household_id=household_id,
        kind=kind,
        reference=reference,
        starts_at=uow.now,
        until=plan[-1].due_on if plan else until,
        instalments=[
            {"due_on": item.due_on.isoformat(), "amount": str(item.amount)} for item in plan
        ],
        bill_ids=covered(uow, household_id, plan) if plan else None,
        reason=reason,
    )
    uow.session.add(pause)
    check_on = next_check(plan, today(uow)) if plan else until and until + timedelta(days=1)
    if check_on:
        set_check(uow, pause, check_on)
    uow.session.flush()
    visits.follow(uow, [household_id])
    return pause


def covered(uow: UnitOfWork, household_id: str, plan: Sequence[Instalment]) -> list[str]:
    """Bills that a plan is about: those overdue, or all, due or not, where it comes to more."""
    bills = owing(uow, household_id)
    overdue = [bill for bill in bills if bill.due_date < today(uow)]
    late = sum((bill.owed for bill in overdue), ZERO)
    enough = overdue and sum((item.amount for item in plan), ZERO) <= late
    return [bill.id for bill in (overdue if enough else bills)]


def set_check(uow: UnitOfWork, pause: DunningPause, day: date) -> None:
    """Judge the pause just after midnight of a day."""
    due_at = at_local(day, JUST_AFTER_MIDNIGHT)
    uow.deadlines.set(CHECK, pause.id, due_at, step=day.isoformat())


def check(uow: UnitOfWork, deadline: Deadline) -> None:
    """An instalment was due yesterday, or the pause is over: judge it."""
    pause = uow.session.get_one(DunningPause, deadline.subject_id)
    lock_accounts(uow, [pause.household_id])
    settle(uow, uow.load(DunningPause, pause.id))
    visits.follow(uow, [pause.household_id])


def review(uow: UnitOfWork, household_id: str) -> None:
    """Judge the running pauses of a household after its debts have changed."""
    for pause in running(uow, [household_id]):
        settle(uow, pause)


def settle(uow: UnitOfWork, pause: DunningPause) -> None:
    """End a pause that is kept, broken or over; else set its next check."""
    if pause.ended_at or pause.kind == PauseKind.DISPUTE:
        return
    verdict = judged(uow, pause)
    if verdict:
        pause.ended_at, pause.ended_as = uow.now, verdict
        uow.deadlines.cancel(CHECK, pause.id)
    elif following := next_check(plan_of(pause), today(uow)):
        set_check(uow, pause, following)


def judged(uow: UnitOfWork, pause: DunningPause) -> PauseEnd | None:
    """How a pause stands."""
    owed = balances.overdue(uow, pause.household_id, today(uow))
    if pause.kind in PLANS:
        if pause.bill_ids is not None:
            owed = owed_on(uow, pause.bill_ids)
        return judge(plan_of(pause), paid_towards(uow, pause), owed, today(uow))
    if owed <= 0:
        return PauseEnd.KEPT
    return PauseEnd.EXPIRED if pause.until and pause.until < today(uow) else None


def paid_towards(uow: UnitOfWork, pause: DunningPause) -> Decimal:
    """What has been paid since a promise or plan was made; credit that met its debts counts."""
    paid = paid_since(uow, pause.household_id, pause.starts_at)
    if pause.bill_ids is None:
        return paid
    return max(paid, settled_since(uow, pause.bill_ids, pause.starts_at))


def plan_of(pause: DunningPause) -> list[Instalment]:
    """The instalments of a pause."""
    return [
        Instalment(date.fromisoformat(item["due_on"]), Decimal(item["amount"]))
        for item in pause.instalments
    ]


def on_dispute_opened(uow: UnitOfWork, event: Envelope[FeeDisputeOpenedData]) -> None:
    """A complaint about a fee is open: the household's dunning rests."""
    pause = pause_of_complaint(uow, event)
    if event.occurred_at >= (pause.ended_at or pause.starts_at):
        pause.starts_at, pause.ended_at, pause.ended_as = event.occurred_at, None, None
    elif pause.starts_at == pause.ended_at or event.occurred_at > pause.starts_at:
        pause.starts_at = event.occurred_at
    visits.follow(uow, [pause.household_id])


def on_dispute_closed(uow: UnitOfWork, event: Envelope[FeeDisputeClosedData]) -> None:
    """The complaint is closed: dunning goes on where it was."""
    pause = pause_of_complaint(uow, event)
    if event.occurred_at >= (pause.ended_at or pause.starts_at):
        if pause.starts_at == pause.ended_at:
            pause.starts_at = event.occurred_at
        pause.ended_at, pause.ended_as = event.occurred_at, PauseEnd.CLOSED
    visits.follow(uow, [pause.household_id])


def pause_of_complaint(uow: UnitOfWork, event: Any) -> DunningPause:
    """The pause of a complaint; where none is known, one that begins and ends with the event.

    A pause keeps when it was last said to begin and to end. So events that come in the wrong
    order, as a dead letter that is replayed does, leave what those in order would.
    """
    household_id, complaint_id = event.data["household_id"], event.data["complaint_id"]
    lock_accounts(uow, [household_id])
    pause = dispute(uow, complaint_id)
    if pause is None:
        reason = f"费用投诉 {event.data['number']}"
        pause = begin(uow, household_id, PauseKind.DISPUTE, complaint_id, reason)
        pause.starts_at = pause.ended_at = event.occurred_at
        pause.ended_as = PauseEnd.CLOSED
    return pause


def dispute(uow: UnitOfWork, complaint_id: str) -> DunningPause | None:
    """The pause of a complaint."""
    return uow.session.scalar(
        select(DunningPause)
        .where(DunningPause.kind == PauseKind.DISPUTE, DunningPause.reference == complaint_id)
        .with_for_update()
    )


def agree_instalments(uow: UnitOfWork, data: AgreeInstalmentsRequest) -> dict[str, Any]:
    """Agree on a plan; dunning rests while it is kept.

    It is for all that is overdue, or for all that is owed, of which nothing need be due yet.
    """
    household = replica.household(uow, data["household_id"])
    lock_accounts(uow, [household.household_id])
    plan = [Instalment(item["due_on"], item["amount"]) for item in data["instalments"]]
    if plan[0].due_on < today(uow):
        raise InvalidInput("Must not be in the past.", field="instalments")
    owed = balances.outstanding(uow, household.household_id, present=True)
    if not owed:
        raise NothingOwed(field="household_id")
    overdue = balances.overdue(uow, household.household_id, today(uow))
    if sum((item.amount for item in plan), ZERO) not in {overdue or owed, owed}:
        raise PlanCoversTooLittle(field="instalments", owed=str(owed), overdue=str(overdue))
    pause = begin(
        uow, household.household_id, PauseKind.INSTALMENTS, uow.new_id(), data["reason"],
        plan=plan,
    )  # fmt: skip
    uow.subject("dunning_pause", pause.id)
    return views(uow, [pause])[0]


PAUSES = listing(
    DunningPause,
    "household_id",
    running=DunningPause.ended_at.is_(None),
    ended=DunningPause.ended_at.is_not(None),
)


def list_pauses(uow: UnitOfWork, data: ListPausesRequest) -> dict[str, Any]:
    """Pauses, newest first."""
    found = PAUSES.page(uow, {**data, "ended": data["running"] is False})
    shown = views(uow, found["items"], paid=bool(data["household_id"]))
    return found | {"items": shown}


def views(
    uow: UnitOfWork, pauses: Sequence[DunningPause], *, paid: bool = False
) -> list[dict[str, Any]]:
    """Pauses as they are shown; with what was paid towards plans, if that is wanted."""
    homes = replica.households(uow, ids={pause.household_id for pause in pauses})
    doors = {home.household_id: (home.building, home.unit) for home in homes}
    shown = []
    for pause in pauses:
        building, unit = doors.get(pause.household_id, ("", ""))
        columns = DunningPause.__table__.columns
        shown.append(
            {column.key: getattr(pause, column.key) for column in columns}
            | {"instalments": plan_of(pause), "building": building, "unit": unit}
            | {"paid": paid_towards(uow, pause) if paid and pause.kind in PLANS else None}
        )
    return shown
