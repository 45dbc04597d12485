"""Who is notified of events of billing."""

from typing import Any

from sqlalchemy import select

from contracts.billing.event_types import (
    BillCancelledData,
    BillIssuedData,
    BillsUndeliveredData,
    DunningStepTakenData,
    PaymentReceivedData,
    VisitsStalledData,
)
from contracts.billing.ladder import DunningStep
from contracts.billing.visits import Stalled
from contracts.notices.messages import MessageStatus, SubjectKind
from contracts.notices.templates import Purpose
from contracts.roles import Role
from foundation import replica
from foundation.messaging.envelope import Envelope
from foundation.scope import own
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.billing_notifications.operations.settle import end_bill, reminders_paid
from services.notices.messages.rules import Subject
from services.notices.messages.tables import Message
from services.notices.notifications.operations.compose import notify
from services.notices.notifications.operations.count import OCCURRED_AT, over_already, settle
from services.notices.notifications.operations.notify import (
    alarm,
    notification_of,
    place,
)
from services.notices.templates.rules import both, payable

DUNNING_PURPOSES = {
    DunningStep.REMINDER: Purpose.DUNNING_REMINDER,
    DunningStep.MESSAGE: Purpose.DUNNING_MESSAGE,
}
"""Steps that are messages; visits and letters are billing's own."""


@notification_of(Purpose.BILL_ISSUED)
def bill_issued(uow: UnitOfWork, event: Envelope[BillIssuedData]) -> None:
    """Notify the household that its bill is there (B02), unless it has been cancelled already."""
    data = event.data
    if over_already(uow, data["bill_id"], Purpose.BILL_ISSUED, event.occurred_at):
        return
    notify(
        uow,
        event.id,
        Purpose.BILL_ISSUED,
        data | place(uow, data) | payable(data["amount"], data["due_date"]),
        about=Subject(SubjectKind.BILL, data["bill_id"]),
        households=[data["household_id"]],
    )


def bills_undelivered(uow: UnitOfWork, event: Envelope[BillsUndeliveredData]) -> None:
    """Notify the supervisors of bills that are not delivered; over when none is left (B02)."""
    if event.data["count"]:
        notify_of_undelivered(uow, event)
        return
    zh, en = "已全部送达", "All have been delivered"
    settle(uow, event.data["bill_run_id"], [Purpose.BILLS_UNDELIVERED], event.occurred_at, zh, en)


@notification_of(Purpose.BILLS_UNDELIVERED)
def notify_of_undelivered(uow: UnitOfWork, event: Any) -> None:
    """Notify the supervisors; notified again it is one message."""
    data = event.data
    people = [one.person_id for one in replica.staff(uow, Role.SUPERVISOR)]
    about = Subject(SubjectKind.BILL_RUN, data["bill_run_id"])
    facts = data | {"places": "、".join(data["buildings"])}
    alarm(uow, event, Purpose.BILLS_UNDELIVERED, about, facts, people)


def bill_cancelled(uow: UnitOfWork, event: Envelope[BillCancelledData]) -> None:
    """The bill is true no more; notify the household, if it had been notified of the bill (B16)."""
    known = uow.session.scalar(
        select(Message.id)
        .where(Message.subject_id == event.data["bill_id"])
        .where(Message.purpose == Purpose.BILL_ISSUED, Message.status == MessageStatus.SENT)
        .limit(1)
    )
    end_bill(uow, event)
    if known:
        notify_of_cancelled(uow, event)


@notification_of(Purpose.BILL_CANCELLED)
def notify_of_cancelled(uow: UnitOfWork, event: Any) -> None:
    """Notify them that the bill need not be paid."""
    data = event.data
    notify(
        uow,
        event.id,
        Purpose.BILL_CANCELLED,
        data | place(uow, data),
        about=Subject(SubjectKind.BILL, data["bill_id"]),
        households=[data["household_id"]],
    )


def dunning_purpose(event: Any) -> Purpose | None:
    """The notification of a step of the ladder; visits and letters are billing's own."""
    return DUNNING_PURPOSES.get(DunningStep(event.data["step"]))


@notification_of(dunning_purpose)
def dunning_step_taken(uow: UnitOfWork, event: Envelope[DunningStepTakenData]) -> None:
    """Send a reminder or message of the dunning ladder (B12)."""
    data = event.data
    purpose = dunning_purpose(event)
    if purpose is None or over_already(uow, data["household_id"], purpose, event.occurred_at):
        return
    facts = data | place(uow, data) | {"bill_numbers": ", ".join(data["bill_numbers"])}
    facts |= {OCCURRED_AT: event.occurred_at}
    about = Subject(SubjectKind.HOUSEHOLD, data["household_id"])
    notify(uow, event.id, purpose, facts, about=about, households=[data["household_id"]])


def payment_received(uow: UnitOfWork, event: Envelope[PaymentReceivedData]) -> None:
    """Confirm a payment with the number of its receipt (B07); what it covers is asked no more."""
    reminders_paid(uow, event)
    notify_of_receipt(uow, event)


@notification_of(Purpose.PAYMENT_RECEIVED)
def notify_of_receipt(uow: UnitOfWork, event: Any) -> None:
    """Confirm a payment."""
    data = event.data
    notify(
        uow,
        event.id,
        Purpose.PAYMENT_RECEIVED,
        data | place(uow, data),
        about=Subject(SubjectKind.PAYMENT, data["payment_id"]),
        households=[data["household_id"]],
    )


@notification_of(Purpose.VISITS_STALLED)
def visits_stalled(uow: UnitOfWork, event: Envelope[VisitsStalledData]) -> None:
    """Notify the supervisors of door visits that nobody makes: notified again it is one message
    (B04)."""
    data = event.data
    facts = data | both("stalled", Stalled, data["reason"])
    facts |= {"places": "、".join(data["buildings"])}
    people = [one.person_id for one in replica.staff(uow, Role.SUPERVISOR)]
    about = Subject(SubjectKind.VISITS, own(data["reason"]))
    alarm(uow, event, Purpose.VISITS_STALLED, about, facts, people)
