"""What events of billing put an end to: messages that are no longer true say so."""

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from contracts.billing.event_types import HouseholdArrearsChangedData
from contracts.notices.messages import MessageStatus
from contracts.notices.templates import Purpose
from foundation.messaging.envelope import Envelope
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.audience.operations import arrears
from services.notices.messages.tables import Message
from services.notices.notifications.operations.count import settle, withdraw


def end_bill(uow: UnitOfWork, event: Any) -> None:
    """The bill was cancelled: what the household was notified of is true no more, and what waits
    never leaves."""
    bill_id, at = event.data["bill_id"], event.occurred_at
    zh, en = "该账单已取消", "The bill is cancelled"
    settle(uow, bill_id, (Purpose.BILL_ISSUED,), at, zh, en)
    waiting = uow.session.scalars(
        select(Message)
        .where(Message.subject_id == bill_id, Message.purpose == Purpose.BILL_ISSUED)
        .where(Message.status == MessageStatus.WAITING)
        .with_for_update()
    )
    for message in waiting:  # also those that wait for the morning in the portal
        message.status, message.due_at = MessageStatus.CANCELLED, None


def arrears_changed(uow: UnitOfWork, event: Envelope[HouseholdArrearsChangedData]) -> None:
    """Keep what a household owes; who owes nothing overdue is asked for nothing more (B18)."""
    arrears.keep(uow, event)
    if event.data["overdue_amount"] <= 0:
        settle(
            uow,
            event.data["household_id"],
            [Purpose.DUNNING_MESSAGE],
            event.occurred_at,
            "欠费已结清",
            "Nothing is overdue any more",
        )


def reminders_paid(uow: UnitOfWork, event: Any) -> None:
    """Withdraw reminders of amounts that a payment covers; a part of one withdraws none (B12)."""
    data = event.data
    about = (
        Message.subject_id == data["household_id"],
        Message.purpose == Purpose.DUNNING_REMINDER,
        Message.settled_at.is_(None),
    )
    for message in uow.session.query(Message).where(*about):
        if Decimal(str(message.facts.get("amount", "Infinity"))) <= data["amount"]:
            zh, en = "已收到您的款项", "Your payment has been received"
            withdraw(uow, event.occurred_at, zh, en, Message.id == message.id)
