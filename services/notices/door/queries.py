"""The list for the doors: paper that is still to be handed over (N04)."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import bindparam, distinct, func, select

from contracts.notices.channels import Channel
from contracts.notices.messages import MessageStatus
from contracts.notices.request_types import DoorDeliveryQueryRequest, NothingRequest
from foundation import replica
from foundation.natural_sort import natural_key
from foundation.storage.listing import listing
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.attachments.queries import counts
from services.notices.messages.tables import Message
from services.notices.outgoing.queries import Editions, editions_of, texts
from services.notices.templates.operations import of_notice

TO_BRING = (Message.channel == Channel.PAPER, Message.status == MessageStatus.WAITING)
"""Paper that is still to be handed over."""
HOME: Final = household_replica.c
PAPERS: Final = listing(
    Message,
    "household_id",
    "notice_id",
    only=TO_BRING,
    building=Message.household_id.in_(
        select(HOME.household_id).where(HOME.building == bindparam("building"))
    ),
)
BUILDINGS: Final = (
    select(
        HOME.community_id,
        HOME.building,
        func.count(distinct(Message.household_id)).label("homes"),
        func.count().label("papers"),
    )
    .join(household_replica, HOME.household_id == Message.household_id)
    .where(*TO_BRING)
    .group_by(HOME.community_id, HOME.building)
)


def door_deliveries(uow: UnitOfWork, data: DoorDeliveryQueryRequest) -> dict[str, Any]:
    """Paper copies still to be handed over; the door-delivery list."""
    found = PAPERS.page(uow, data)
    ids = [message.household_id for message in found["items"]]
    known = {one.household_id: one for one in replica.households(uow, ids=ids)}
    editions = editions_of(uow, found["items"])
    attached = counts(uow, (one.notice_id for one in found["items"] if one.notice_id))
    found["items"] = [
        copy(uow, message, editions, attached, known[message.household_id])
        for message in found["items"]
    ]
    return found


def door_buildings(uow: UnitOfWork, data: NothingRequest) -> dict[str, Any]:
    """How many papers wait for how many homes of each building."""
    in_order = sorted(
        uow.rows(BUILDINGS), key=lambda row: (natural_key(row.building), row.community_id)
    )
    return {"items": in_order}


def copy(
    uow: UnitOfWork,
    message: Message,
    editions: Editions,
    attached: Mapping[str, int],
    home: replica.Household,
) -> dict[str, Any]:
    """A copy with the door that it goes to."""
    title, text = texts(message, editions)
    if message.notice_id and message.edition is not None:
        published_at = editions[message.notice_id, message.edition].published_at
        text = of_notice(uow, text, published_at, attached.get(message.notice_id, 0))
    names = ("community_id", "building", "floor", "unit", "owner_name", "two_person_visit")
    return {name: getattr(home, name) for name in names} | {
        "id": message.id,
        "purpose": message.purpose,
        "title": title,
        "text": text,
        "notice_id": message.notice_id,
        "household_id": message.household_id,
        "created_at": message.created_at,
    }
