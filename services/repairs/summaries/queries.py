"""A repair as lists and actions show it."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, select

from foundation.actor import Actor
from foundation.masking import phone_shown
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.quotes.tables import Quote
from services.repairs.requests.rules import is_solved
from services.repairs.requests.tables import Repair, Round
from services.repairs.response.queries import kept

PLAIN = (
    "id", "number", "status", "category", "priority", "description", "household_id", "building",
    "unit", "public_place", "preferred_slot", "contact_name", "complaint_id", "requested_at",
    "chargeable", "version", "erased_at", "community_id",
)  # fmt: skip
OF_ROUND = (
    "work_order_number", "respond_by", "set_out_at", "arrived_at", "completed_at", "engineer_id",
    "engineer_name", "follow_up_from", "follow_up_by", "follow_up_result", "rating",
)  # fmt: skip
ROUNDS: Final = select(Round.__table__).where(
    Round.__table__.c.repair_id.in_(bindparam("ids", expanding=True))
)

QUOTES: Final = (
    select(Quote.repair_id, Quote.status)
    .where(Quote.repair_id.in_(bindparam("ids", expanding=True)))
    .order_by(Quote.repair_id, Quote.position)
)
"""How far the quotes of some repairs are, the last of each last."""


def summary(uow: UnitOfWork, repair: Repair) -> dict[str, Any]:
    """A repair as actions answer it."""
    return summaries(uow, [repair])[0]


def summaries(uow: UnitOfWork, repairs: Sequence[Repair]) -> list[dict[str, Any]]:
    """Repairs as lists show them."""
    ids = [repair.id for repair in repairs]
    rounds = {(round_.repair_id, round_.no): round_ for round_ in uow.rows(ROUNDS, ids=ids)}
    quotes = {row.repair_id: row.status for row in uow.rows(QUOTES, ids=ids)}
    shown = []
    for repair in repairs:
        round_ = rounds[repair.id, repair.round_no]
        shown.append(
            {
                **{name: getattr(repair, name) for name in PLAIN},
                **{name: getattr(round_, name) for name in OF_ROUND},
                "contact_phone": phone_shown(
                    uow.actor_at(repair), repair.contact_phone, own=is_own(uow.actor, repair)
                ),
                "solved": is_solved(round_.follow_up_result),
                "response_kept": kept(uow, repair, round_),
                "quote_status": quotes.get(repair.id),
                "round": repair.round_no,
            }
        )
    return shown


def is_own(actor: Actor, repair: Repair) -> bool:
    """Whether the caller, or the caller's household, has given the number."""
    return actor.id == repair.requested_by_id or repair.household_id in actor.household_ids
