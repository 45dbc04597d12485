"""What events of repairs put an end to: messages that are no longer true say so."""

from typing import Any

from contracts.notices.templates import Purpose
from contracts.repairs.event_types import (
    RepairAcceptedData,
    RepairChargeAgreedData,
    RepairClosedData,
    RepairCompletedData,
    RepairQuoteRejectedData,
    RepairSetOutData,
)
from foundation import replica
from foundation.messaging.envelope import Envelope
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.notifications.operations.count import settle

OF_QUOTES = (Purpose.REPAIR_QUOTED,)
OF_REPAIRS = (
    Purpose.REPAIR_DISPATCHED,
    Purpose.REPAIR_UNACCEPTED,
    Purpose.REPAIR_RESPONSE_OVERDUE,
)


def repair_accepted(uow: UnitOfWork, event: Envelope[RepairAcceptedData]) -> None:
    """Somebody has taken the order on."""
    name = name_of(uow, event.data["engineer_id"])
    purposes = (Purpose.REPAIR_DISPATCHED, Purpose.REPAIR_UNACCEPTED)
    end_repair(uow, event, purposes, f"{name}已接单", f"{name} has accepted the order")


def repair_set_out(uow: UnitOfWork, event: Envelope[RepairSetOutData]) -> None:
    """Somebody is on the way."""
    name = name_of(uow, event.data["engineer_id"])
    end_repair(uow, event, OF_REPAIRS, f"{name}已出发", f"{name} has set out")


def quote_accepted(uow: UnitOfWork, event: Envelope[RepairChargeAgreedData]) -> None:
    """The household has agreed to a quote."""
    end_repair(uow, event, OF_QUOTES, "您已同意报价", "You have agreed to it")


def quote_rejected(uow: UnitOfWork, event: Envelope[RepairQuoteRejectedData]) -> None:
    """The household does not agree."""
    end_repair(uow, event, OF_QUOTES, "您未同意报价", "You have not agreed to it")


def repair_completed(uow: UnitOfWork, event: Envelope[RepairCompletedData]) -> None:
    """The work is done."""
    end_repair(uow, event, OF_REPAIRS, "维修已完成", "The work is done")


def repair_closed(uow: UnitOfWork, event: Envelope[RepairClosedData]) -> None:
    """Nothing more will be done."""
    end_repair(uow, event, (*OF_REPAIRS, *OF_QUOTES), "报修已结束", "The repair is over")


def end_repair(
    uow: UnitOfWork, event: Any, purposes: tuple[Purpose, ...], zh: str, en: str
) -> None:
    """Settle alarms about a repair."""
    settle(uow, event.data["repair_id"], purposes, event.occurred_at, zh, en)


def name_of(uow: UnitOfWork, person_id: str | None) -> str:
    """Who somebody is."""
    person = replica.person(uow, person_id) if person_id else None
    return person.name if person else "维修人员"
