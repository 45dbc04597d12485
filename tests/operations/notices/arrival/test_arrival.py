"""Delivered means that somebody can see it: B02, N04, D06."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.membership import Standing
from foundation.storage.store import Store
from services.notices.messages.tables import Message
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import (
    deliver,
    events,
    perform,
    process_due,
    put_household,
    put_person,
)
from tests.operations.notices.conftest import Make, member
from tests.operations.notices.happenings import ANSWERED, BILL, PAYMENT, STEP
from tests.operations.notices.sending.test_fall_through import TWO_DAYS
from tests.support.at_rest import everything

NOTIFICATIONS = {
    "on_bill_issued": BILL,
    "on_complaint_answered": ANSWERED,
    "on_dunning_step_taken": STEP,
}
PERSON = {
    "person_id": "r9",
    "version": 1,
    "name": "李四",
    "roles": ["resident"],
    "buildings": [],
    "skills": [],
    "phone": "13812345678",
    "email": None,
    "active": True,
    "login": True,
    "household_ids": ["h9"],
}


pytestmark = pytest.mark.both_databases


@pytest.fixture
def channels(store: Store, actor: Callable[..., Actor]) -> Callable[[], list[tuple[str, str]]]:
    """Channel and status of what went out to the home `h9`."""

    def sent() -> list[tuple[str, str]]:
        found = perform(store, Notices.outgoing, actor("supervisor"), household_id="h9")
        return sorted((one["channel"], one["status"]) for one in found["items"])

    return sent


@pytest.fixture
def door(store: Store, actor: Callable[..., Actor]) -> Callable[[], list[dict[str, Any]]]:
    """The list for the doors."""
    return lambda: list(perform(store, Notices.door_deliveries, actor("steward"))["items"])


def home(store: Store, *members: dict[str, Any], version: int = 1) -> None:
    """A home `h9` with these members."""
    put_household(store, "h9", unit="1-109", version=version, members=list(members))


def test_B02_where_somebody_can_log_in_the_portal_is_enough(
    store: Store, channels: Callable[..., Any], door: Callable[..., Any]
) -> None:
    home(store, member("r9"))
    put_person(store, "r9", "resident", login=True, household_ids=["h9"])
    for handler, data in NOTIFICATIONS.items():
        deliver(store, Notices, handler, **data | {"household_id": "h9"})
    assert channels() == [("portal", "sent")] * 3
    assert door() == []


@pytest.mark.parametrize("handler", NOTIFICATIONS)
@pytest.mark.parametrize(
    ("members", "person"),
    [
        ([], None),
        ([member(None)], None),
        ([member("r9")], {"login": False}),
        ([member("r9")], {"login": True, "active": False}),
    ],
    ids=["nobody", "no login", "login closed", "person closed"],
)
def test_B02_where_nobody_can_log_in_it_goes_to_the_door(
    store: Store,
    channels: Callable[..., Any],
    door: Callable[..., Any],
    handler: str,
    members: list[Any],
    person: dict[str, Any] | None,
) -> None:
    home(store, *members)
    if person:
        put_person(store, "r9", "resident", household_ids=["h9"], **person)
    deliver(store, Notices, handler, **NOTIFICATIONS[handler] | {"household_id": "h9"})
    assert channels() == [("paper", "waiting"), ("portal", "waiting")]
    assert [one["household_id"] for one in door()] == ["h9"]


def test_B02_where_nobody_can_log_in_an_address_comes_before_paper(
    store: Store, with_email: None, channels: Callable[..., Any], door: Callable[..., Any]
) -> None:
    home(store, member(None, "li@example.org"))
    deliver(store, Notices, "on_bill_issued", **BILL | {"household_id": "h9"})
    assert channels() == [("email", "waiting"), ("portal", "waiting")]
    assert door() == []


def test_B12_a_tenant_who_can_log_in_does_not_read_the_debts_of_the_owner(
    store: Store,
    actor: Callable[..., Actor],
    channels: Callable[..., Any],
    door: Callable[..., Any],
) -> None:
    home(store, member(None), member("r9", relation="tenant", id="m2", side="m2"))
    put_person(store, "r9", "resident", login=True, household_ids=["h9"])
    deliver(store, Notices, "on_dunning_step_taken", **STEP | {"household_id": "h9"})
    assert channels() == [("paper", "waiting"), ("portal", "waiting")]
    home(store, member("o9"), member("r9", relation="tenant", id="m2", side="m2"), version=2)
    deliver(store, Notices, "on_dunning_step_taken", **STEP | {"household_id": "h9"})
    tenant = actor(
        "resident", id="r9", household_ids=["h9"], standings=(Standing("h9", "m2", "m2"),)
    )
    owner = actor("resident", id="o9", household_ids=["h9"])
    assert perform(store, Notices.messages, tenant)["items"] == []
    (message,) = perform(store, Notices.messages, owner)["items"]
    assert message["purpose"] == "dunning_reminder"


def test_D06_who_comes_later_sees_no_message_of_before(
    store: Store, actor: Callable[..., Actor], clock: FixedClock
) -> None:
    home(store, member("r9"))
    deliver(store, Notices, "on_payment_received", **PAYMENT | {"household_id": "h9"})
    since = clock.now().replace(hour=23)
    new = actor(
        "resident", id="n9", household_ids=["h9"], standings=(Standing("h9", sees_from=since),)
    )
    assert perform(store, Notices.messages, new)["items"] == []
    clock.set(since)
    deliver(store, Notices, "on_payment_received", **PAYMENT | {"household_id": "h9"})
    assert len(perform(store, Notices.messages, new)["items"]) == 1


def test_B02_a_login_that_is_opened_later_counts_from_then(
    store: Store, published: Make, act: Make, actor: Callable[..., Actor], clock: FixedClock
) -> None:
    home(store, member("r9"))
    put_person(store, "r9", "resident", login=False, household_ids=["h9"])
    deliver(store, Notices, "on_bill_issued", **BILL | {"household_id": "h9"})
    notice = published(audience={"household_ids": ["h9"]})
    resident = actor("resident", id="r9", household_ids=["h9"])
    assert perform(store, Notices.messages, resident)["items"] == []
    assert act("reach", notice)["delivered"] == 0
    assert events(store, "bill_delivered") == []
    clock.set(clock.now().replace(hour=8))
    deliver(store, Notices, "on_person_changed", **PERSON | {"version": 2})
    (message,) = perform(store, Notices.messages, resident)["items"]
    assert message["sent_at"] == "2026-11-02T16:00:00+08:00"
    reach = act("reach", notice)
    assert (reach["delivered"], reach["items"][0]["delivered_by"]) == (1, "portal")
    (reported,) = events(store, "bill_delivered")
    assert (reported["data"]["channel"], reported["data"]["bill_id"]) == ("portal", "b1")


def test_B02_a_login_that_stays_closed_changes_nothing(
    store: Store, channels: Callable[..., Any]
) -> None:
    """Negative control: it is the login that counts, not that somebody was told of."""
    home(store, member("r9"))
    put_person(store, "r9", "resident", login=False, household_ids=["h9"])
    deliver(store, Notices, "on_bill_issued", **BILL | {"household_id": "h9"})
    deliver(store, Notices, "on_person_changed", **PERSON | {"version": 2, "login": False})
    assert ("portal", "waiting") in channels()


def test_B02_a_bill_that_is_handed_over_is_told_as_delivered(
    store: Store, actor: Callable[..., Actor], door: Callable[..., Any]
) -> None:
    home(store)
    deliver(store, Notices, "on_bill_issued", **BILL | {"household_id": "h9"})
    steward = actor("steward", name="赵永强")
    copy = door()[0]["id"]
    perform(store, Notices.hand_over, steward, message_id=copy, received_by="王芳")
    (reported,) = events(store, "bill_delivered")
    assert reported["data"] | {"bill_id": ""} == {
        "bill_id": "",
        "household_id": "h9",
        "channel": "paper",
        "delivered_at": "2026-11-02T10:00:00+08:00",
        "delivered_by": "赵永强",
        "receipt": "王芳",
    }


@pytest.mark.parametrize(
    ("kind", "must_acknowledge", "at_once", "later"),
    [
        ("outage", False, ["h3", "h4"], ["h1", "h2", "h3", "h4"]),
        ("major", False, ["h3", "h4"], ["h1", "h2", "h3", "h4"]),
        ("notice", False, ["h3", "h4"], ["h3", "h4"]),
        ("notice", True, ["h3", "h4"], ["h1", "h2", "h3", "h4"]),
        ("disclosure", False, ["h3", "h4"], ["h3", "h4"]),
        ("penalty", False, ["h3", "h4"], ["h3", "h4"]),
        ("activity", False, [], []),
        ("activity", True, [], []),
        ("reminder", False, [], []),
    ],
)
def test_N04_paper_is_for_the_kinds_and_homes_that_need_it(
    store: Store,
    published: Make,
    clock: FixedClock,
    door: Callable[..., Any],
    kind: str,
    must_acknowledge: bool,
    at_once: list[str],
    later: list[str],
) -> None:
    published(kind=kind, must_acknowledge=must_acknowledge)
    assert sorted(one["household_id"] for one in door()) == at_once
    clock.advance(TWO_DAYS)
    process_due(store, Notices)
    assert sorted(one["household_id"] for one in door()) == later


def test_N04_paper_that_was_asked_for_goes_to_every_door(
    published: Make, door: Callable[..., Any]
) -> None:
    published(kind="activity", channels=["portal", "paper"])
    assert len(door()) == 4


def test_N04_which_kinds_are_printed_is_policy(
    store: Store, published: Make, actor: Callable[..., Actor], door: Callable[..., Any]
) -> None:
    director = actor("director")
    value = perform(store, Notices.get_policy, director, name="notice_paper")["in_force"]
    value["outage"] = "never"
    perform(store, Notices.change_policy, director, name="notice_paper", value=value)
    published(kind="outage")
    assert door() == []


def test_P08_what_was_written_to_who_has_left_is_erased(store: Store) -> None:
    deliver(store, Notices, "on_person_changed", **PERSON)
    with store.write() as uow:
        for number, text in enumerate(("please call 13987654321", "致欧阳离去女士")):
            fill_message(uow, number, PERSON["person_id"], text)
        fill_message(uow, 9, "p-other", "to somebody else")
    gone = {"version": 99, "name": "—", "phone": None, "email": None, "login": False}
    deliver(store, Notices, "on_person_changed", **PERSON | gone | {"erased": True})
    found = everything(store, "outbox")
    assert [row for row in found.splitlines() if "欧阳离去" in row or "13987654321" in row] == []
    assert "to somebody else" in found


def test_P08_where_messages_to_staff_who_left_went_is_erased_and_that_they_were_told_stays(
    store: Store,
) -> None:
    staff = PERSON | {"roles": ["engineer"], "household_ids": [], "phone": "13800000009"}
    staff |= {"login": False, "active": False}
    deliver(store, Notices, "on_person_changed", **staff)
    with store.write() as uow:
        fill_message(uow, 1, PERSON["person_id"], "接单提醒")
        fill_message(uow, 2, "p-other", "to somebody else")
    assert "13800000001" in everything(store, "outbox"), "the control"
    gone = {"version": 99, "phone": None, "contact_erased": True}
    deliver(store, Notices, "on_person_changed", **staff | gone)
    found = everything(store, "outbox")
    assert "13800000001" not in found and "13800000009" not in found
    assert "接单提醒" in found and "13800000002" in found
    assert "'r9', 99, '李四'" in found, "who it was is known"


def fill_message(uow: Any, number: int, person_id: str, text: str) -> None:
    """A message that was sent."""
    uow.session.add(
        Message(
            id=uow.new_id(), origin=f"o{number}", key=f"k{number}", fallen=False,
            purpose="complaint_lodged", channel="sms", person_id=person_id,
            address=f"1380000000{number}",
            title_zh="", title_en="", text_zh=text, text_en="", status="sent", attempts=1,
            created_at=uow.now, urgent=False, times=1, facts={}, place_id=uow.new_id(),
        )
    )  # fmt: skip
