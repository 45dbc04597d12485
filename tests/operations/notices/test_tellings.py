"""Who is told what when something happens elsewhere: X06, X07, X08, R08, B02, B04, B12."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.errors import NotFound
from foundation.messaging.envelope import Envelope
from foundation.service import receive
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, events, perform, put_duty, put_person

URGENT = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "category": "public_facility",
    "reason": "urgent",
    "building": None,
}
ESCALATED = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "tier": "deputy_manager",
    "reason": "overdue",
    "household_id": "h1",
    "building": "1栋",
    "handler_id": "p-engineer",
    "first_responsible_id": "p-receptionist",
}
DISPATCHED = {
    "repair_id": "w1",
    "number": "WX-2026-000001",
    "engineer_id": "p-engineer",
    "priority": "emergency",
    "household_id": "h1",
    "building": "1栋",
}
BILL = {
    "bill_id": "b1",
    "number": "ZD-2026-000001",
    "household_id": "h1",
    "period": "2026-Q4",
    "due_date": "2026-11-30",
    "amount": "320.50",
}
STEP = {
    "household_id": "h1",
    "step": "reminder",
    "due_on": "2026-11-30",
    "amount": "320.50",
    "bill_numbers": ["ZD-2026-000001"],
    "text": "您好，您的物业费 320.50 元将于 11月30日 到期。",
}
PAYMENT = {
    "payment_id": "y1",
    "receipt_number": "SJ-2026-000001",
    "household_id": "h1",
    "amount": "320.50",
}
ANSWERED = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "channel": "online",
    "text": "您好，楼道灯已修复。",
    "lodged_by_id": None,
}


@pytest.fixture
def inbox(store: Store, actor: Callable[..., Actor]) -> Callable[..., list[dict[str, Any]]]:
    """Makes the list of messages of a role, or of an actor."""

    def messages(who: Any, **query: Any) -> list[dict[str, Any]]:
        person = actor(who) if isinstance(who, str) else who
        return list(perform(store, Notices.messages, person, **query)["items"])

    return messages


def who_was_told(inbox: Callable[..., list[dict[str, Any]]]) -> set[str]:
    """Roles whose person has a message."""
    roles = [
        "receptionist",
        "engineer",
        "steward",
        "finance",
        "supervisor",
        "deputy_manager",
        "director",
    ]
    return {role for role in roles if inbox(role)}


def test_X06_an_urgent_complaint_is_told_to_duty_manager_supervisors_and_the_steward(
    store: Store, clock: FixedClock, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    hour = timedelta(hours=1)
    put_duty(store, "p-director", "duty_manager", clock.now() - hour, clock.now() + hour)
    put_duty(store, "p-finance", "duty_manager", clock.now() + hour, clock.now() + 2 * hour)
    deliver(store, Notices, "on_complaint_urgent", **URGENT)
    assert who_was_told(inbox) == {"director", "supervisor", "steward"}
    (message,) = inbox("supervisor")
    assert message["title"] == "紧急/重大投诉 TS-2026-000001"
    assert message["text"] == "1栋 1-101有一件紧急投诉（TS-2026-000001），请立即关注并安排处理。"


def test_X06_stewards_of_other_buildings_are_not_told(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    deliver(store, Notices, "on_complaint_urgent", **URGENT | {"household_id": "h3"})
    assert who_was_told(inbox) == {"supervisor"}


def test_X06_a_place_that_is_unknown_here_is_told_nevertheless(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    deliver(store, Notices, "on_complaint_urgent", **URGENT | {"household_id": "new"})
    assert "小区公共区域" in inbox("supervisor")[0]["text"]


def test_X08_an_escalation_is_told_to_its_tier_the_handler_and_the_first_responsible(
    store: Store, inbox: Callable[..., list[dict[str, Any]]], actor: Callable[..., Actor]
) -> None:
    deliver(store, Notices, "on_complaint_escalated", **ESCALATED)
    assert who_was_told(inbox) == {"deputy_manager", "receptionist", "engineer"}
    (message,) = inbox(actor("deputy_manager", language="en"))
    assert message["title"] == "Complaint escalated TS-2026-000001"
    assert "deputy manager: its deadline has passed" in message["text"]


def test_X08_nobody_is_told_twice_of_one_escalation(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    both = {"handler_id": "p-deputy_manager", "first_responsible_id": "p-deputy_manager"}
    deliver(store, Notices, "on_complaint_escalated", **ESCALATED | both)
    assert len(inbox("deputy_manager")) == 1


def envelope(store: Store) -> Envelope:
    """The event as it travels."""
    with store.read() as work:
        return Envelope(
            id=work.new_id(),
            source="complaints",
            type="complaint_escalated",
            version=1,
            aggregate_id="c1",
            occurred_at=work.now,
            request_id="test",
            actor={"id": "p-receptionist", "name": "receptionist"},
            data=ESCALATED,
        )


def test_X06_a_message_is_written_once_however_often_its_event_is_delivered(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    handle, event = Notices.on_complaint_escalated, envelope(store)
    worked = [
        receive(store, "notices.test", handle.event(), handle.operation, event) for _ in range(3)
    ]
    assert worked == [True, False, False]
    assert len(inbox("deputy_manager")) == 1


def test_X06_without_the_inbox_it_would_be_written_twice(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    """Negative control: `deliver` goes past the inbox, each time as an event of its own."""
    for _ in range(2):
        deliver(store, Notices, "on_complaint_escalated", **ESCALATED)
    assert len(inbox("deputy_manager")) == 2


@pytest.mark.parametrize("lodged_by", ["r1", None])
def test_X07_the_answer_is_put_before_who_asked_or_the_household(
    store: Store,
    inbox: Callable[..., list[dict[str, Any]]],
    resident: Callable[[int], Actor],
    lodged_by: str | None,
) -> None:
    deliver(store, Notices, "on_complaint_answered", **ANSWERED | {"lodged_by_id": lodged_by})
    (message,) = inbox(resident(1))
    assert "楼道灯已修复" in message["text"]
    assert message["household_id"] == (None if lodged_by else "h1")
    assert inbox(resident(2)) == []


def test_R08_a_work_order_is_told_to_its_engineer_and_a_lapsed_one_to_the_supervisors(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    deliver(store, Notices, "on_repair_dispatched", **DISPATCHED)
    assert who_was_told(inbox) == {"engineer"}
    lapsed = {key: DISPATCHED[key] for key in DISPATCHED if key != "household_id"}
    deliver(store, Notices, "on_repair_unaccepted", **lapsed)
    assert who_was_told(inbox) == {"engineer", "supervisor"}
    assert "1栋，紧急" in inbox("supervisor")[0]["text"]


def test_R02_an_overdue_response_is_told_to_the_supervisors(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    late = {key: DISPATCHED[key] for key in DISPATCHED if key != "household_id"}
    late |= {"engineer_id": None, "respond_by": "2026-11-02T12:00:00+08:00"}
    deliver(store, Notices, "on_repair_response_overdue", **late)
    assert who_was_told(inbox) == {"supervisor"}
    (message,) = inbox("supervisor")
    assert "1栋，紧急" in message["text"] and "2026年11月2日 12:00" in message["text"]


@pytest.mark.parametrize(
    ("handler", "data", "words"),
    [
        ("on_bill_issued", BILL, ("ZD-2026-000001", "320.50 元", "2026年11月30日")),
        ("on_payment_received", PAYMENT, ("SJ-2026-000001", "320.50 元")),
        ("on_dunning_step_taken", STEP, ("将于 11月30日 到期",)),
    ],
)
def test_B02_bills_receipts_and_reminders_are_told_to_the_household(
    store: Store,
    inbox: Callable[..., list[dict[str, Any]]],
    resident: Callable[[int], Actor],
    handler: str,
    data: dict[str, Any],
    words: tuple[str, ...],
) -> None:
    deliver(store, Notices, handler, **data)
    (message,) = inbox(resident(1))
    assert all(word in message["text"] for word in words)
    assert inbox(resident(2)) == []


@pytest.mark.parametrize("step", ["visit", "letter", "lawyer_letter"])
def test_B12_the_other_steps_are_not_messages(
    store: Store,
    inbox: Callable[..., list[dict[str, Any]]],
    resident: Callable[[int], Actor],
    step: str,
) -> None:
    deliver(store, Notices, "on_dunning_step_taken", **STEP | {"step": step})
    assert inbox(resident(1)) == []


def test_B12_dunning_goes_by_email_to_the_owners_only(
    store: Store, with_email: None, actor: Callable[..., Actor]
) -> None:
    deliver(store, Notices, "on_dunning_step_taken", **STEP)
    sent = perform(store, Notices.outgoing, actor("supervisor"))["items"]
    assert sorted((one["channel"], one["status"]) for one in sent) == [
        ("email", "waiting"),
        ("portal", "sent"),
    ]


def test_B04_a_steward_is_told_about_the_visits(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    deliver(
        store,
        Notices,
        "on_visits_assigned",
        steward_id="p-steward",
        visit_date_by="2026-11-04",
        households=["h1", "h2"],
        period="2026-Q3",
    )
    assert "2 户2026年第3季度欠费住户" in inbox("steward")[0]["text"]


def test_C08_an_unfit_text_from_elsewhere_is_blocked_and_reported(
    store: Store,
    inbox: Callable[..., list[dict[str, Any]]],
    resident: Callable[[int], Actor],
    actor: Callable[..., Actor],
) -> None:
    text = "您好，再不缴费就停水停电。"
    deliver(store, Notices, "on_dunning_step_taken", **STEP | {"text": text})
    assert inbox(resident(1)) == []
    (blocked,) = perform(store, Notices.outgoing, actor("supervisor"), status="blocked")["items"]
    (event,) = events(store, "message_undeliverable")
    assert event["data"]["message_id"] == blocked["id"]
    assert event["data"]["reason"].startswith("forbidden_phrase")


def test_N03_an_inbox_counts_what_is_unread_and_reading_is_noted_once(
    store: Store,
    inbox: Callable[..., list[dict[str, Any]]],
    resident: Callable[[int], Actor],
    clock: FixedClock,
) -> None:
    deliver(store, Notices, "on_bill_issued", **BILL)
    clock.advance(timedelta(seconds=1))
    deliver(store, Notices, "on_payment_received", **PAYMENT)
    listed = perform(store, Notices.messages, resident(1))
    assert [one["purpose"] for one in listed["items"]] == ["payment_received", "bill_issued"]
    assert listed["unread"] == 2
    message_id = listed["items"][0]["id"]
    first = perform(store, Notices.read_message, resident(1), message_id=message_id)
    clock.advance(timedelta(hours=1))
    again = perform(store, Notices.read_message, resident(1), message_id=message_id)
    assert first["read_at"] == again["read_at"] == "2026-11-02T10:00:01+08:00"
    assert perform(store, Notices.messages, resident(1), limit=1)["unread"] == 1
    assert [one["purpose"] for one in inbox(resident(1), unread=True)] == ["bill_issued"]


def test_N03_nobody_reads_the_messages_of_others(
    store: Store, resident: Callable[[int], Actor], actor: Callable[..., Actor]
) -> None:
    put_person(store, "p-other", "engineer")
    deliver(store, Notices, "on_bill_issued", **BILL)
    message_id = perform(store, Notices.messages, resident(1))["items"][0]["id"]
    for stranger in (resident(2), actor("director"), actor("engineer", id="p-other")):
        with pytest.raises(NotFound):
            perform(store, Notices.read_message, stranger, message_id=message_id)
