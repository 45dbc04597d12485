"""One thing, one message: it counts, and it says when it is over (R08, X08, B04)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.storage.store import Store
from services.notices.sending.operations import send as sending
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, perform, put_person
from tests.operations.notices.happenings import (
    ANSWERED,
    DISPATCHED,
    ESCALATED,
    PAYMENT,
    STEP,
    URGENT,
)

UNACCEPTED = {key: DISPATCHED[key] for key in DISPATCHED if key != "household_id"}
OVERDUE = UNACCEPTED | {"respond_by": "2026-11-02T12:00:00+08:00"}
TAKEN = {key: DISPATCHED[key] for key in ("repair_id", "number", "engineer_id")}
CASE = {key: ESCALATED[key] for key in ("complaint_id", "number", "household_id")}
MINUTE = timedelta(minutes=1)
Inbox = Callable[..., list[dict[str, Any]]]


pytestmark = pytest.mark.both_databases


@pytest.fixture
def inbox(store: Store, actor: Callable[..., Actor]) -> Inbox:
    """Messages of a role, or of an actor."""

    def messages(who: Any, **query: Any) -> list[dict[str, Any]]:
        person = actor(who) if isinstance(who, str) else who
        return list(perform(store, Notices.messages, person, **query)["items"])

    return messages


def test_R08_an_order_that_nobody_accepts_is_one_message_that_counts(
    store: Store, inbox: Inbox, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    for turn in range(20):
        following = f"工程师{turn}" if turn < 19 else None
        deliver(store, Notices, "on_repair_unaccepted", **UNACCEPTED | {"passed_on_to": following})
        if turn == 0:
            (message,) = inbox("supervisor")
            read = {"message_id": message["id"]}
            perform(store, Notices.read_message, actor("supervisor"), **read)
            assert "已转派工程师0" in message["text"] and "人工安排" in message["text"]
        clock.advance(10 * MINUTE)
    (message,) = inbox("supervisor")
    assert (message["times"], message["read_at"]) == (20, None)
    assert message["title"].endswith("（第20次）")
    assert "系统不再自动转派，请人工安排" in message["text"]
    assert message["sent_at"] == "2026-11-02T13:10:00+08:00"
    assert message["first_at"] == "2026-11-02T10:00:00+08:00"


def test_R08_a_message_told_again_stands_on_top(
    store: Store, inbox: Inbox, clock: FixedClock
) -> None:
    deliver(store, Notices, "on_repair_unaccepted", **UNACCEPTED)
    clock.advance(MINUTE)
    deliver(store, Notices, "on_repair_unaccepted", **UNACCEPTED | {"repair_id": "w2"})
    clock.advance(MINUTE)
    deliver(store, Notices, "on_repair_unaccepted", **UNACCEPTED)
    assert [one["subject"]["id"] for one in inbox("supervisor")] == ["w1", "w2"]


def test_R08_a_repeated_alarm_is_pushed_at_most_once_an_hour(
    store: Store, clock: FixedClock, with_email: None, actor: Callable[..., Actor]
) -> None:
    put_person(store, "p-supervisor", "supervisor", email="s@example.org", version=2)
    channels = {"repair_unaccepted": ["portal", "email"]}
    director = actor("director")
    policies = {
        name: perform(store, Notices.get_policy, director, name=name)["in_force"]
        for name in ("message_channels", "repeat_minutes")
    }
    value = policies["message_channels"] | channels
    perform(store, Notices.change_policy, actor("director"), name="message_channels", value=value)
    sent: list[str] = []
    for _ in range(12):  # two hours, every ten minutes
        deliver(store, Notices, "on_repair_unaccepted", **UNACCEPTED)
        sending.send_due(store, lambda parcel: sent.append(parcel.title))
        clock.advance(10 * MINUTE)
    assert len(sent) == 2
    assert "第7次" in sent[1]


@pytest.mark.parametrize(
    ("alarm", "data", "end", "ending", "said"),
    [
        ("on_repair_unaccepted", UNACCEPTED, "on_repair_dispatched",
         DISPATCHED | {"automatic": False}, "已派给"),
        ("on_repair_unaccepted", UNACCEPTED, "on_repair_accepted", TAKEN, "已接单"),
        ("on_repair_response_overdue", OVERDUE, "on_repair_set_out", TAKEN, "已出发"),
        ("on_complaint_urgent", URGENT, "on_complaint_handled", CASE, "已处理"),
        ("on_complaint_urgent", URGENT, "on_complaint_answered", ANSWERED, "已答复"),
        ("on_complaint_urgent", URGENT, "on_complaint_closed", CASE | {"final": "general"},
         "已结案"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("late", [False, True], ids=["in order", "the end comes first"])
def test_R08_what_is_no_longer_true_says_so(
    store: Store,
    inbox: Inbox,
    clock: FixedClock,
    alarm: str,
    data: dict[str, Any],
    end: str,
    ending: dict[str, Any],
    said: str,
    late: bool,
) -> None:
    if late:  # events of different kinds travel by different queues
        clock.advance(MINUTE)
        deliver(store, Notices, end, **ending)
        clock.advance(-MINUTE)
        deliver(store, Notices, alarm, **data)
        assert inbox("supervisor") == []
        return
    deliver(store, Notices, alarm, **data)
    clock.advance(MINUTE)
    deliver(store, Notices, end, **ending)
    (message,) = inbox("supervisor")
    assert said in message["settled"]
    assert inbox("supervisor", unread=True) == []


def test_R08_an_order_passed_on_by_the_system_leaves_the_alarm_standing(
    store: Store, inbox: Inbox, clock: FixedClock
) -> None:
    """Negative control: not every dispatch ends it."""
    deliver(store, Notices, "on_repair_unaccepted", **UNACCEPTED)
    clock.advance(MINUTE)
    deliver(store, Notices, "on_repair_dispatched", **DISPATCHED | {"automatic": True})
    assert inbox("supervisor")[0]["settled_at"] is None


def test_X09_an_alarm_that_begins_again_is_true_again(
    store: Store, inbox: Inbox, clock: FixedClock
) -> None:
    deliver(store, Notices, "on_complaint_escalated", **ESCALATED)
    clock.advance(MINUTE)
    deliver(store, Notices, "on_complaint_handled", **CASE)
    clock.advance(MINUTE)
    deliver(store, Notices, "on_complaint_escalated", **ESCALATED)
    (message,) = inbox("deputy_manager", unread=True)
    assert (message["times"], message["settled_at"], message["settled"]) == (2, None, None)


def test_R08_the_engineer_who_lost_an_order_is_told_so(
    store: Store, inbox: Inbox, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    deliver(store, Notices, "on_repair_dispatched", **DISPATCHED)
    clock.advance(10 * MINUTE)
    deliver(store, Notices, "on_repair_dispatched", **DISPATCHED | {"engineer_id": "p-other"})
    (lost,) = inbox("engineer")
    assert lost["settled"] == "已转派他人"
    (won,) = inbox(actor("engineer", id="p-other"))
    assert won["settled_at"] is None


def test_B04_absent_doors_are_summed_up_per_steward_and_day(
    store: Store, inbox: Inbox, clock: FixedClock
) -> None:
    for number in range(12):
        visit = {
            "steward_id": "p-steward",
            "visit_date_by": f"2026-11-{4 + number % 3:02d}",
            "households": [f"h{number % 10}"],
            "period": "2026-Q3",
        }
        deliver(store, Notices, "on_visits_assigned", **visit)
        clock.advance(MINUTE)
    (message,) = inbox("steward")
    assert "共 10 户" in message["text"] and "2026年11月4日" in message["text"]
    clock.advance(timedelta(days=1))
    deliver(store, Notices, "on_visits_assigned", **visit)
    assert len(inbox("steward")) == 2


def visits(households: list[str]) -> dict[str, Any]:
    due = {"visit_date_by": "2026-11-04", "period": "2026-Q3"}
    return {"steward_id": "p-steward", "households": households} | due


def test_B04_doors_that_were_withdrawn_are_taken_off_what_the_steward_was_told(
    store: Store, inbox: Inbox, clock: FixedClock
) -> None:
    gone = {"steward_id": "p-steward"}
    deliver(store, Notices, "on_visits_assigned", **visits(["h1", "h2", "h3"]))
    clock.advance(MINUTE)
    deliver(store, Notices, "on_visits_withdrawn", **gone, households=["h2"])
    (message,) = inbox("steward")
    assert "共 2 户" in message["text"] and not message["settled"]
    deliver(store, Notices, "on_visits_withdrawn", **gone, households=["h1", "h3"])
    assert inbox("steward")[0]["settled"] == "所列走访均已取消或改派"
    clock.advance(MINUTE)
    deliver(store, Notices, "on_visits_assigned", **visits(["h2"]))
    (message,) = inbox("steward")
    assert "共 1 户" in message["text"] and not message["settled"] and not message["read_at"]


def test_B04_a_withdrawal_that_is_heard_first_counts(
    store: Store, inbox: Inbox, clock: FixedClock
) -> None:
    before = clock.now()
    clock.advance(MINUTE)
    gone = {"steward_id": "p-steward", "households": ["h1"]}
    deliver(store, Notices, "on_visits_withdrawn", **gone)
    assigned = visits(["h1", "h2"])
    deliver(store, Notices, "on_visits_assigned", happened_at=before, **assigned)
    assert "共 1 户" in inbox("steward")[0]["text"]


def test_B04_others_doors_and_later_tellings_stay(
    store: Store, inbox: Inbox, clock: FixedClock
) -> None:
    before = clock.now()
    clock.advance(MINUTE)
    deliver(store, Notices, "on_visits_assigned", **visits(["h1", "h2"]))
    gone = {"households": ["h1"]}
    deliver(store, Notices, "on_visits_withdrawn", **gone, steward_id="p-other")
    deliver(
        store, Notices, "on_visits_withdrawn", **gone, steward_id="p-steward", happened_at=before
    )
    assert "共 2 户" in inbox("steward")[0]["text"]


def test_B18_who_owes_nothing_any_more_is_not_asked(
    store: Store, resident: Callable[[int], Actor], inbox: Inbox, clock: FixedClock
) -> None:
    deliver(store, Notices, "on_dunning_step_taken", **STEP | {"step": "message"})
    clock.advance(MINUTE)
    clear = {"household_id": "h1", "overdue_amount": "0.00", "oldest_due_date": None}
    deliver(store, Notices, "on_household_arrears_changed", **clear)
    assert inbox(resident(1))[0]["settled"] == "欠费已结清"


@pytest.mark.parametrize(("paid", "over"), [("320.50", True), ("320.49", False)])
def test_B12_a_reminder_ends_with_its_amount_and_not_with_a_part(
    store: Store,
    resident: Callable[[int], Actor],
    inbox: Inbox,
    clock: FixedClock,
    paid: str,
    over: bool,
) -> None:
    deliver(store, Notices, "on_dunning_step_taken", **STEP)
    clock.advance(MINUTE)
    deliver(store, Notices, "on_payment_received", **PAYMENT | {"amount": paid})
    reminder = inbox(resident(1))[1]
    assert (reminder["settled_at"] is not None) is over


def test_B02_bills_not_delivered_are_one_message_that_ends_when_all_are(
    store: Store, inbox: Inbox, clock: FixedClock
) -> None:
    run = {"bill_run_id": "u1", "period": "2026-Q4", "due_date": "2026-11-30"}
    for count in (3, 2):
        deliver(store, Notices, "on_bills_undelivered", **run, count=count, buildings=["1栋"])
        clock.advance(timedelta(days=1))
    (message,) = inbox("supervisor")
    assert message["times"] == 2 and "尚有 2 户未送达，涉及1栋" in message["text"]
    assert message["subject"] == {"kind": "bill_run", "id": "u1", "number": None}
    deliver(store, Notices, "on_bills_undelivered", **run, count=0, buildings=[])
    assert inbox("supervisor")[0]["settled"] == "已全部送达"
