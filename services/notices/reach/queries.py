"""How far a notice has got: delivered, read, acknowledged, and who is missing (N04)."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.notices.request_types import ReachQueryRequest
from foundation.natural_sort import natural_key
from foundation.storage.listing import place_after
from foundation.storage.tables import household_replica, person_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.audience.tables import Recipient
from services.notices.messages.tables import Message
from services.notices.reach.rules import Reached, is_reached
from services.notices.workflow.tables import Notice

HOME: Final = household_replica.c
PERSON: Final = person_replica.c
RECIPIENTS: Final = (
    select(
        Recipient.id,
        Recipient.household_id,
        Recipient.person_id,
        Recipient.delivered_at,
        Recipient.delivered_by,
        Recipient.read_at,
        Recipient.acknowledged_at,
        HOME.building,
        HOME.unit,
        PERSON.name.label("person_name"),
    )
    .outerjoin(household_replica, HOME.household_id == Recipient.household_id)
    .outerjoin(person_replica, PERSON.person_id == Recipient.person_id)
    .where(Recipient.notice_id == bindparam("notice_id"))
    .where(Recipient.edition == bindparam("edition"))
    .order_by(Recipient.id)
)


def reach(uow: UnitOfWork, data: ReachQueryRequest) -> dict[str, Any]:
    """Figures of the text in force, all who are missing, and a page of recipients."""
    notice = uow.load(Notice, data["notice_id"])
    rows = recipients(uow, notice)
    missing = [row for row in rows if not row["reached"]]
    by_door = sorted(missing, key=door)
    listed = missing if data["missing"] else rows
    listed = listed[place_after([row["id"] for row in listed], data["cursor"]) :]
    items = listed[: data["limit"]]
    waiting = uow.deadlines.waiting("reach", notice.id)
    return {
        "notice_id": notice.id,
        "edition": max(notice.edition, 1),
        "total": len(rows),
        "delivered": sum(row["delivered"] for row in rows),
        "read": sum(row["read"] for row in rows),
        "acknowledged": sum(row["acknowledged"] for row in rows),
        "reached": len(rows) - len(missing),
        "must_acknowledge": notice.must_acknowledge,
        "reach_by": waiting[0].due_at if waiting else None,
        "missing": by_door,
        "items": items,
        "next_cursor": items[-1]["id"] if len(listed) > len(items) else None,
    }


def recipients(uow: UnitOfWork, notice: Notice) -> list[dict[str, Any]]:
    """All recipients of the text in force, in the order of their ids."""
    rows = uow.rows(RECIPIENTS, notice_id=notice.id, edition=notice.edition)
    return [marked(notice, row._asdict()) for row in rows]


def door(row: dict[str, Any]) -> str:
    """Where somebody lives, and who they are, in the order of a list that is worked through."""
    return natural_key(row["building"], row["unit"], row["person_name"])


def marked(notice: Notice, row: dict[str, Any]) -> dict[str, Any]:
    """A recipient with what its times mean."""
    known = Reached(row["delivered_by"], row["read_at"], row["acknowledged_at"])
    return row | {
        "delivered": row["delivered_at"] is not None,
        "read": row["read_at"] is not None,
        "acknowledged": row["acknowledged_at"] is not None,
        "reached": is_reached(known, must_acknowledge=notice.must_acknowledge),
    }


def unreached(uow: UnitOfWork, notice: Notice) -> list[dict[str, Any]]:
    """Recipients of the text in force who have not been reached (N04)."""
    table = Recipient.__table__
    rows = uow.session.execute(
        select(table)
        .where(table.c.notice_id == notice.id, table.c.edition == notice.edition)
        .order_by(table.c.id)
    ).mappings()
    return [
        dict(row)
        for row in rows
        if not is_reached(
            Reached(row["delivered_by"], row["read_at"], row["acknowledged_at"]),
            must_acknowledge=notice.must_acknowledge,
        )
    ]


def messages_of(uow: UnitOfWork, notice: Notice) -> list[Any]:
    """Recipient, channel and status of all copies of the text in force."""
    return list(
        uow.session.execute(
            select(Message.recipient_id, Message.channel, Message.status).where(
                Message.notice_id == notice.id, Message.edition == notice.edition
            )
        )
    )
