"""How repairs are shown, and to whom with the phone number (D03)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from contracts.roles import DESK, MANAGERS
from foundation.actor import Actor
from foundation.masking import mask_phone
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.domain.policy import RepairPolicy
from services.repairs.domain.transitions import NOT_SET_OUT
from services.repairs.operations import clock
from services.repairs.queries.actions import Standing, actions, actions_of_loan
from services.repairs.queries.quotes import latest_quotes
from services.repairs.tables import Attempt, Entry, Loan, Offer, Photo, Quote, Repair, Round

CALLERS = DESK | MANAGERS
"""The desk and the managers call residents back."""
PLAIN = (
    "id", "number", "status", "category", "priority", "description", "household_id", "building",
    "unit", "public_place", "preferred_slot", "contact_name", "complaint_id", "requested_at",
    "chargeable", "version",
)  # fmt: skip
OF_ROUND = (
    "work_order_number", "respond_by", "set_out_at", "arrived_at", "completed_at", "engineer_id",
    "engineer_name", "follow_up_from", "follow_up_by", "follow_up_result", "solved", "rating",
)  # fmt: skip


def summary(work: UnitOfWork, repair: Repair) -> dict[str, Any]:
    """A repair as actions answer it."""
    return summaries(work, [repair])[0]


def summaries(work: UnitOfWork, repairs: Sequence[Repair]) -> list[dict[str, Any]]:
    """Repairs as lists show them."""
    ids = [repair.id for repair in repairs]
    rounds = {
        (round_.repair_id, round_.no): round_
        for round_ in work.session.scalars(select(Round).where(Round.repair_id.in_(ids)))
    }
    quotes = latest_quotes(work, ids)
    shown = []
    for repair in repairs:
        round_, quote = rounds[repair.id, repair.round_no], quotes.get(repair.id)
        phone = repair.contact_phone
        shown.append(
            {
                **{name: getattr(repair, name) for name in PLAIN},
                **{name: getattr(round_, name) for name in OF_ROUND},
                "contact_phone": phone if calls(work.actor, repair, round_) else mask_phone(phone),
                "response_kept": kept(work, repair, round_),
                "quote_status": quote.status if quote else None,
                "round": repair.round_no,
            }
        )
    return shown


def calls(actor: Actor, repair: Repair, round_: Round) -> bool:
    """Whether the caller needs the number: who calls back, the engineer sent, the household."""
    return (
        actor.has(*CALLERS)
        or actor.id in (round_.engineer_id, repair.requested_by_id)
        or repair.household_id in actor.household_ids
    )


def kept(work: UnitOfWork, repair: Repair, round_: Round) -> bool | None:
    """Whether the response came in time; None while it can, or when it was cancelled before."""
    current = round_.no == repair.round_no
    if round_.set_out_at is None and not (current and repair.status in NOT_SET_OUT):
        over = round_.ended_at is not None and round_.ended_at > round_.respond_by
        return False if over else None
    return clock.read(round_).kept(round_.set_out_at, work.now)


def detail(work: UnitOfWork, repair: Repair) -> dict[str, Any]:
    """A repair with everything that happened to it."""

    def of(table: Any, order: Any) -> list[Any]:
        statement = select(table).where(table.repair_id == repair.id).order_by(order)
        return list(work.session.scalars(statement))

    attempts, made = of(Attempt, Attempt.id), of(Round, Round.no)
    rounds = [
        shown_round(work, repair, one)
        | {"unreached_attempts": [tried for tried in attempts if tried.round_no == one.no]}
        for one in made
    ]
    quotes = of(Quote, Quote.position)
    return {
        **summary(work, repair),
        "first_check": repair.first_check,
        "photos": of(Photo, Photo.id),
        "clock": rounds[-1]["clock"],
        "rounds": rounds,
        "offers": [shown_offer(one) for one in of(Offer, Offer.position)],
        "quotes": quotes,
        "loans": [loan(work.actor, one, repair, made[-1]) for one in of(Loan, Loan.id)],
        "timeline": of(Entry, Entry.id),
        "actions": actions(Standing(work.actor, repair, made, quotes[-1] if quotes else None)),
    }


def shown_round(work: UnitOfWork, repair: Repair, round_: Round) -> dict[str, Any]:
    """A round with its clock explained (C11)."""
    running = clock.read(round_)
    columns = {column.key: getattr(round_, column.key) for column in Round.__table__.columns}
    explained = {
        "started_at": running.started_at,
        "limit_minutes": running.limit_minutes,
        "carried_minutes": running.carried_minutes,
        "around_the_clock": running.around_the_clock,
        "respond_by": running.respond_by,
        "provisional": running.provisional,
        "stopped_at": round_.set_out_at or round_.ended_at,
        "kept": kept(work, repair, round_),
        "segments": running.explained(work.policy(RepairPolicy).calendar),
    }
    return {**columns, "solved": round_.solved, "clock": explained}


def shown_offer(offer: Offer) -> dict[str, Any]:
    """An offer with the round it belongs to."""
    columns = {column.key: getattr(offer, column.key) for column in Offer.__table__.columns}
    return {**columns, "round": offer.round_no}


def loan(actor: Actor, one: Loan, repair: Repair, round_: Round) -> dict[str, Any]:
    """Equipment that was taken away, with its repair's number and place."""
    columns = {column.key: getattr(one, column.key) for column in Loan.__table__.columns}
    return {
        **columns,
        "repair_number": repair.number,
        **{name: getattr(repair, name) for name in ("building", "unit", "public_place")},
        "actions": actions_of_loan(actor, one, round_),
    }
