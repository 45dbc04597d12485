"""People are told in the hours for it, whenever it became due: B12, N03."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.clock import SHANGHAI, FixedClock
from foundation.storage.store import Store
from services.notices.channels.operations.outlet import NotTaken, Parcel
from services.notices.notification_hours.rules import sending_time
from services.notices.policy import NoticesPolicy
from services.notices.sending.operations import send as sending
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, perform, process_due, put_person
from tests.operations.notices.conftest import Make
from tests.operations.notices.happenings import BILL, DISPATCHED, PAYMENT, STEP

NIGHT = datetime(2026, 11, 3, 2, 28, tzinfo=SHANGHAI).astimezone(UTC)
MORNING = datetime(2026, 11, 3, 8, 0, tzinfo=SHANGHAI).astimezone(UTC)
EMAIL = {
    "bill_issued": ["portal", "email"],
    "payment_received": ["portal", "email"],
    "repair_dispatched": ["portal", "email"],
}


@pytest.fixture
def sent(store: Store, with_email: None, actor: Callable[..., Actor]) -> list[str]:
    """Addresses to which e-mail left so far; everything goes by e-mail, too."""
    director = actor("director")
    value = (
        perform(store, Notices.get_policy, director, name="message_channels")["in_force"] | EMAIL
    )
    perform(store, Notices.change_policy, director, name="message_channels", value=value)
    return []


def send(store: Store, sent: list[str]) -> None:
    """Send what may leave."""
    while sending.send_due(store, lambda parcel: sent.append(parcel.address)):
        pass


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        ("2026-11-03T02:28:00+08:00", "2026-11-03T08:00:00+08:00"),
        ("2026-11-03T07:59:59+08:00", "2026-11-03T08:00:00+08:00"),
        ("2026-11-03T08:00:00+08:00", "2026-11-03T08:00:00+08:00"),
        ("2026-11-03T19:59:59+08:00", "2026-11-03T19:59:59+08:00"),
        ("2026-11-03T20:00:00+08:00", "2026-11-04T08:00:00+08:00"),
        ("2026-12-31T23:28:00+08:00", "2027-01-01T08:00:00+08:00"),
    ],
)
def test_N03_the_hours_in_which_people_are_told(at: str, sent: str) -> None:
    moment = sending_time(NoticesPolicy(), datetime.fromisoformat(at))
    assert moment == datetime.fromisoformat(sent)


@pytest.mark.parametrize(
    ("handler", "data"),
    [
        ("on_dunning_step_taken", STEP),
        ("on_dunning_step_taken", STEP | {"step": "message"}),
        ("on_bill_issued", BILL),
        ("on_payment_received", PAYMENT),
    ],
)
def test_B12_what_is_told_at_night_leaves_in_the_morning(
    store: Store, clock: FixedClock, sent: list[str], handler: str, data: dict[str, Any]
) -> None:
    clock.set(NIGHT)
    deliver(store, Notices, handler, **data)
    send(store, sent)
    clock.set(MORNING - timedelta(seconds=1))
    send(store, sent)
    assert sent == []
    clock.set(MORNING)
    send(store, sent)
    assert sent == ["r1@example.org"]


def test_B12_what_was_due_by_day_and_is_found_at_night_waits_as_well(
    store: Store, clock: FixedClock, sent: list[str]
) -> None:
    clock.set(NIGHT - timedelta(hours=8))
    deliver(store, Notices, "on_dunning_step_taken", **STEP)  # then nothing runs until 02:28
    clock.set(NIGHT)
    send(store, sent)
    assert sent == []
    clock.set(MORNING)
    send(store, sent)
    assert sent == ["r1@example.org"]


def test_B12_an_attempt_that_is_repeated_waits_as_well(
    store: Store, clock: FixedClock, sent: list[str]
) -> None:
    def refused(parcel: Parcel) -> None:
        raise NotTaken("refused")

    clock.set(MORNING + timedelta(hours=11, minutes=59, seconds=30))
    deliver(store, Notices, "on_dunning_step_taken", **STEP)
    assert sending.send_due(store, refused) == 1
    clock.advance(timedelta(minutes=2))  # 20:01
    send(store, sent)
    assert sent == []
    clock.set(MORNING + timedelta(days=1))
    send(store, sent)
    assert sent == ["r1@example.org"]


@pytest.mark.parametrize(
    ("handler", "data", "at_once"),
    [
        ("on_dunning_step_taken", STEP, False),
        ("on_bill_issued", BILL, False),
        ("on_payment_received", PAYMENT, True),
    ],
)
def test_B12_in_the_portal_debts_wait_for_the_morning_and_answers_do_not(
    store: Store,
    clock: FixedClock,
    resident: Callable[[int], Actor],
    handler: str,
    data: dict[str, Any],
    at_once: bool,
) -> None:
    clock.set(NIGHT)
    deliver(store, Notices, handler, **data)
    process_due(store, Notices)
    listed = perform(store, Notices.messages, resident(1))
    assert (len(listed["items"]), listed["unread"]) == ((1, 1) if at_once else (0, 0))
    clock.set(MORNING)
    process_due(store, Notices)
    (message,) = perform(store, Notices.messages, resident(1))["items"]
    expected = NIGHT if at_once else MORNING
    assert datetime.fromisoformat(message["sent_at"]) == expected


def test_R08_alarms_of_the_staff_leave_at_any_hour(
    store: Store, clock: FixedClock, sent: list[str]
) -> None:
    clock.set(NIGHT)
    deliver(store, Notices, "on_repair_dispatched", **DISPATCHED)
    send(store, sent)
    assert sent == ["engineer@example.org"]


@pytest.mark.parametrize("urgent", [False, True])
def test_N03_a_notice_published_at_night_stands_in_the_portal_and_is_sent_in_the_morning(
    store: Store,
    clock: FixedClock,
    sent: list[str],
    published: Make,
    resident: Callable[[int], Actor],
    urgent: bool,
) -> None:
    clock.set(NIGHT)
    published(
        channels=["portal", "email"], audience={"household_ids": ["h1"]}, urgent=urgent,
        kind="outage",
    )  # fmt: skip
    assert len(perform(store, Notices.search, resident(1))["items"]) == 1
    send(store, sent)
    assert sent == (["r1@example.org"] if urgent else [])
    clock.set(MORNING)
    send(store, sent)
    assert sent == ["r1@example.org"]


def test_N03_the_hours_are_policy(
    store: Store, clock: FixedClock, sent: list[str], actor: Callable[..., Actor]
) -> None:
    put_person(store, "p-director", "director", version=2)
    director = actor("director")
    perform(store, Notices.change_policy, director, name="telling_opens", value="02:00")
    clock.set(NIGHT)
    deliver(store, Notices, "on_dunning_step_taken", **STEP)
    send(store, sent)
    assert sent == ["r1@example.org"]
