"""A repair with everything that happened to it (C11)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Select, bindparam, select

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
from services.repairs.requests.rules import is_solved
from services.repairs.requests.tables import Repair, Round
from services.repairs.response.queries import clock_of, kept
from services.repairs.summaries.queries import summary
from services.repairs.timeline.tables import TimelineEntry

CONTENT: Final = "content"
"""Of a photo: read where it is asked for alone."""


def of_repair(table: type[Any], order: str) -> Select[Any]:
    """What of a table is a repair's, in order."""
    columns = table.__table__.c
    shown = [column for column in columns if column.key != CONTENT]
    return select(*shown).where(columns.repair_id == bindparam("id")).order_by(columns[order])


PARTS: Final[Mapping[str, Select[Any]]] = {
    "attempts": of_repair(Attempt, "id"),
    "rounds": of_repair(Round, "no"),
    "quotes": of_repair(Quote, "position"),
    "photos": of_repair(Photo, "id"),
    "offers": of_repair(Offer, "position"),
    "loans": of_repair(Loan, "id"),
    "timeline": of_repair(TimelineEntry, "id"),
}
"""What is kept beside a repair."""


def get(uow: UnitOfWork, data: OneRepairRequest) -> dict[str, Any]:
    """One repair with its rounds, offers, quotes and timeline; residents: their own."""
    repair = uow.load(Repair, data["repair_id"])
    return detail(uow, repair)


def detail(uow: UnitOfWork, repair: Repair) -> dict[str, Any]:
    """A repair with everything that happened to it."""
    parts: dict[str, Sequence[Any]] = {
        name: uow.rows(statement, id=repair.id) for name, statement in PARTS.items()
    }
    attempts, made, quotes = parts["attempts"], parts["rounds"], parts["quotes"]
    rounds = [
        shown_round(uow, repair, one)
        | {"unreached_attempts": [tried for tried in attempts if tried.round_no == one.no]}
        for one in made
    ]
    return {
        **summary(uow, repair),
        "community_id": repair.community_id,
        "first_check": repair.first_check,
        "photos": parts["photos"],
        "clock": rounds[-1]["clock"],
        "rounds": rounds,
        "offers": [shown_offer(one) for one in parts["offers"]],
        "quotes": quotes,
        "loans": [loan(uow.actor, one, repair, made[-1]) for one in parts["loans"]],
        "timeline": parts["timeline"],
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
    solved = is_solved(round_.follow_up_result)
    return {**columns, "solved": solved, "clock": explained}


def shown_offer(offer: Offer) -> dict[str, Any]:
    """An offer with the round it belongs to."""
    columns = {column.key: getattr(offer, column.key) for column in Offer.__table__.columns}
    return {**columns, "round": offer.round_no}
