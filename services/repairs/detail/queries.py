"""A repair with everything that happened to it (C11)."""

from typing import Any

from sqlalchemy import select

from contracts.repairs.request_types import OneRepairRequest
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.actions.queries import Standing, actions
from services.repairs.equipment.queries import loan
from services.repairs.equipment.tables import Loan
from services.repairs.follow_up.tables import Attempt
from services.repairs.offers.tables import Offer
from services.repairs.photos.tables import Photo
from services.repairs.policy import RepairPolicy
from services.repairs.privacy.queries import may_reveal
from services.repairs.quotes.tables import Quote
from services.repairs.requests.tables import Repair, Round
from services.repairs.response.queries import clock_of, kept
from services.repairs.summaries.queries import summary
from services.repairs.timeline.tables import TimelineEntry


def get(uow: UnitOfWork, data: OneRepairRequest) -> dict[str, Any]:
    """One repair with its rounds, offers, quotes and timeline; residents: their own."""
    repair = uow.load(Repair, data["repair_id"])
    return detail(uow, repair)


def detail(uow: UnitOfWork, repair: Repair) -> dict[str, Any]:
    """A repair with everything that happened to it."""

    def of(table: Any, order: Any) -> list[Any]:
        statement = select(table).where(table.repair_id == repair.id).order_by(order)
        return list(uow.session.scalars(statement))

    attempts, made = of(Attempt, Attempt.id), of(Round, Round.no)
    rounds = [
        shown_round(uow, repair, one)
        | {"unreached_attempts": [tried for tried in attempts if tried.round_no == one.no]}
        for one in made
    ]
    quotes = of(Quote, Quote.position)
    return {
        **summary(uow, repair),
        "first_check": repair.first_check,
        "photos": of(Photo, Photo.id),
        "clock": rounds[-1]["clock"],
        "rounds": rounds,
        "offers": [shown_offer(one) for one in of(Offer, Offer.position)],
        "quotes": quotes,
        "loans": [loan(uow.actor, one, repair, made[-1]) for one in of(Loan, Loan.id)],
        "timeline": of(TimelineEntry, TimelineEntry.id),
        "may_reveal": may_reveal(uow.actor, repair, made[-1]),
        "actions": actions(
            Standing(uow.actor, uow.as_staff(), repair, made, quotes[-1] if quotes else None)
        ),
    }


def shown_round(uow: UnitOfWork, repair: Repair, round_: Round) -> dict[str, Any]:
    """A round with its clock explained (C11)."""
    running = clock_of(round_)
    columns = {column.key: getattr(round_, column.key) for column in Round.__table__.columns}
    explained = {
        "started_at": running.started_at,
        "limit_minutes": running.limit_minutes,
        "carried_minutes": running.carried_minutes,
        "around_the_clock": running.around_the_clock,
        "opens": uow.policy(RepairPolicy).service_opens,
        "closes": uow.policy(RepairPolicy).service_closes,
        "respond_by": running.respond_by,
        "provisional": running.provisional,
        "stopped_at": round_.set_out_at or round_.ended_at,
        "kept": kept(uow, repair, round_),
        "segments": running.explained(uow.policy(RepairPolicy).calendar),
    }
    return {**columns, "solved": round_.solved, "clock": explained}


def shown_offer(offer: Offer) -> dict[str, Any]:
    """An offer with the round it belongs to."""
    columns = {column.key: getattr(offer, column.key) for column in Offer.__table__.columns}
    return {**columns, "round": offer.round_no}
