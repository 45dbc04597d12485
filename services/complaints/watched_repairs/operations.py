"""What repairs and billing tell of people who are not content (X12)."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import and_, bindparam, or_, select

from contracts.billing.event_types import VisitMadeData
from contracts.complaints.concealment import SeenAt
from contracts.repairs.event_types import (
    RepairCompletedData,
    RepairFollowedUpData,
    RepairRequestedData,
)
from foundation import replica
from foundation.messaging.envelope import Envelope
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.concealment.operations import Seen, watch
from services.complaints.linked_repairs import operations as linked_repairs
from services.complaints.watched_repairs.tables import WatchedRepair

SAME: Final = select(WatchedRepair).where(
    WatchedRepair.category == bindparam("category"),
    WatchedRepair.repair_id != bindparam("repair_id"),
    or_(
        WatchedRepair.household_id == bindparam("household_id"),
        and_(
            WatchedRepair.household_id.is_(None),
            WatchedRepair.public_place == bindparam("public_place"),
        ),
    ),
)
"""Repairs of the same, in the same home or place."""


def requested(uow: UnitOfWork, event: Envelope[RepairRequestedData]) -> None:
    """A repair was requested: by a case, perhaps, and perhaps not for the first time."""
    linked_repairs.link(uow, event)
    data = event.data
    repair = remembered(uow, event)
    repair.category, repair.public_place = data["category"], data["public_place"]
    repair.requested_at, repair.requested_by_id = event.occurred_at, event.actor.get("id")
    compare(uow, repair)


def completed(uow: UnitOfWork, event: Envelope[RepairCompletedData]) -> None:
    """The work is done, for now, and the engineer has written down what."""
    linked_repairs.completed(uow, event)
    data = event.data
    repair = remembered(uow, event)
    if repair.completed_at is None or repair.completed_at <= event.occurred_at:
        repair.completed_at, repair.engineer_id = event.occurred_at, data["engineer_id"]
    compare(uow, repair)
    watch_repair(uow, event, {"remark": data["result"]})


def followed_up(uow: UnitOfWork, event: Envelope[RepairFollowedUpData]) -> None:
    """The resident was asked how it was, and somebody wrote down what they said."""
    facts = {"rating": event.data["rating"], "remark": event.data["remark"]}
    watch_repair(uow, event, facts)


def visited(uow: UnitOfWork, event: Envelope[VisitMadeData]) -> None:
    """A steward was at the door, and wrote down what they said."""
    data = event.data
    steward = data["steward_id"]
    seen = Seen(
        SeenAt.VISIT, data["visit_id"], data["number"], event.occurred_at,
        {"remark": data["remark"]}, steward, name_of(uow, steward), (),
        data["household_id"],
    )  # fmt: skip
    watch(uow, seen)


def remembered(uow: UnitOfWork, event: Envelope[Any]) -> WatchedRepair:
    """What is known of the repair of an event."""
    data = event.data
    repair = uow.session.get(WatchedRepair, data["repair_id"])
    if repair is None:
        repair = WatchedRepair(
            repair_id=data["repair_id"], number=data["number"], household_id=data["household_id"],
            complaint_id=data["complaint_id"], noted_at=event.occurred_at,
        )  # fmt: skip
        uow.session.add(repair)
    repair.noted_at = max(repair.noted_at, event.occurred_at)
    return repair


def compare(uow: UnitOfWork, repair: WatchedRepair) -> None:
    """Look for the same before and after, whichever of them was told of first."""
    uow.session.flush()
    which = {name: getattr(repair, name) for name in ("category", "repair_id")}
    which |= {name: getattr(repair, name) for name in ("household_id", "public_place")}
    for other in uow.session.scalars(SAME, which).all():
        repeated(uow, other, repair)
        repeated(uow, repair, other)


def repeated(uow: UnitOfWork, earlier: WatchedRepair, later: WatchedRepair) -> None:
    """Have the rules look at a repair after another, unless a case wanted it."""
    if earlier.completed_at is None or later.requested_at is None or later.complaint_id:
        return
    facts = {
        "earlier_id": earlier.repair_id,
        "earlier_number": earlier.number,
        "earlier_completed_at": earlier.completed_at,
        "requested_at": later.requested_at,
    }
    seen = Seen(
        SeenAt.REPAIR, later.repair_id, later.number, later.requested_at, facts,
        earlier.engineer_id, name_of(uow, earlier.engineer_id), (later.requested_by_id,),
        later.household_id, later.public_place, since=earlier.completed_at,
    )  # fmt: skip
    watch(uow, seen)


def watch_repair(uow: UnitOfWork, event: Envelope[Any], facts: Mapping[str, Any]) -> None:
    """Have the rules look at what was said of a repair, unless a case wanted it."""
    data = event.data
    if data["complaint_id"]:
        return
    engineer = data["engineer_id"]
    wrote: Collection[str | None] = (event.actor.get("id"),)
    seen = Seen(
        SeenAt.REPAIR, data["repair_id"], data["number"], event.occurred_at, facts,
        engineer, name_of(uow, engineer), wrote, data["household_id"], data["public_place"],
    )  # fmt: skip
    watch(uow, seen)


def name_of(uow: UnitOfWork, person_id: str | None) -> str | None:
    """What somebody is called, as far as is known here."""
    person = replica.person(uow, person_id) if person_id else None
    return person.name if person else None
