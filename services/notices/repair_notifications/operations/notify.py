"""Who is notified of events of repairs."""

from collections.abc import Mapping
from typing import Any

from contracts.notices.templates import Purpose
from contracts.repairs.event_types import (
    RepairDispatchedData,
    RepairQuotedData,
    RepairResponseOverdueData,
    RepairUnacceptedData,
)
from contracts.repairs.priority import Priority
from contracts.roles import Role
from foundation import replica
from foundation.messaging.envelope import Envelope
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.messages.tables import Message
from services.notices.notifications.operations.compose import notify
from services.notices.notifications.operations.count import OCCURRED_AT, over_already, withdraw
from services.notices.notifications.operations.notify import (
    alarm,
    household_of,
    notification_of,
    place,
    repair,
)
from services.notices.repair_notifications.operations import settle
from services.notices.templates.rules import both


def repair_dispatched(uow: UnitOfWork, event: Envelope[RepairDispatchedData]) -> None:
    """Notify the engineer (R08); who had the order before need not see to it any more."""
    data = event.data
    others = (
        Message.subject_id == data["repair_id"],
        Message.purpose == Purpose.REPAIR_DISPATCHED,
        Message.person_id != data["engineer_id"],
    )
    withdraw(uow, event.occurred_at, "已转派他人", "Given to somebody else", *others)
    if not data["automatic"]:
        name = settle.name_of(uow, data["engineer_id"])
        purposes = (Purpose.REPAIR_UNACCEPTED,)
        settle.end_repair(uow, event, purposes, f"已派给{name}", f"Given to {name}")
    notify_engineer(uow, event)


@notification_of(Purpose.REPAIR_DISPATCHED)
def notify_engineer(uow: UnitOfWork, event: Any) -> None:
    """Notify whom an order is offered to."""
    facts = event.data | place(uow, event.data)
    facts |= both("priority", Priority, event.data["priority"])
    people = [event.data["engineer_id"]]
    alarm(uow, event, Purpose.REPAIR_DISPATCHED, repair(event.data["repair_id"]), facts, people)


@notification_of(Purpose.REPAIR_QUOTED)
def repair_quoted(uow: UnitOfWork, event: Envelope[RepairQuotedData]) -> None:
    """Ask who asked for the repair, or the household, whether they agree to a quote (R04); a newer
    one is the same question."""
    data = event.data
    purpose, about = Purpose.REPAIR_QUOTED, repair(data["repair_id"])
    if over_already(uow, about.id, purpose, event.occurred_at):
        return
    facts = data | place(uow, data) | {OCCURRED_AT: event.occurred_at}
    home = household_of(uow, data)
    member = home.resident(data["member_id"]) if home and data["member_id"] else None
    person = member.person_id if member else None
    notify(
        uow,
        event.id,
        purpose,
        facts,
        about=about,
        counted=f"{purpose}:{about.id}",
        people=[person],
        households=[] if person else [data["household_id"]],
    )


@notification_of(Purpose.REPAIR_UNACCEPTED)
def repair_unaccepted(uow: UnitOfWork, event: Envelope[RepairUnacceptedData]) -> None:
    """Notify the supervisors (R08): who is asked next, or that they have to assign somebody."""
    following = event.data["passed_on_to"]
    zh = f"系统已转派{following}，暂无需人工安排" if following else "系统不再自动转派，请人工安排"
    en = (
        f"It has been passed on to {following}; nothing need be done yet"
        if following
        else "Nobody else is asked by itself: please assign somebody"
    )
    more = {"following_zh": zh, "following_en": en}
    notify_supervisors(uow, event, Purpose.REPAIR_UNACCEPTED, event.data | more)


@notification_of(Purpose.REPAIR_RESPONSE_OVERDUE)
def repair_response_overdue(uow: UnitOfWork, event: Envelope[RepairResponseOverdueData]) -> None:
    """Notify the supervisors that nobody has set out in time (R02)."""
    notify_supervisors(uow, event, Purpose.REPAIR_RESPONSE_OVERDUE, event.data)


def notify_supervisors(
    uow: UnitOfWork,
    event: Envelope[RepairUnacceptedData] | Envelope[RepairResponseOverdueData],
    purpose: Purpose,
    facts: Mapping[str, Any],
) -> None:
    """Notify the supervisors of a repair that needs them."""
    priority = both("priority", Priority, event.data["priority"])
    more_facts = dict(facts) | place(uow, event.data) | priority
    people = [one.person_id for one in replica.staff(uow, Role.SUPERVISOR)]
    alarm(uow, event, purpose, repair(event.data["repair_id"]), more_facts, people)
