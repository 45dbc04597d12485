"""What happened long ago is not told when its event comes again, or for the first time (N03)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import true

from contracts.notices.templates import Purpose
from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.scope import ALL
from foundation.storage.store import Store
from services.notices.notifications.operations import count
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, perform
from tests.operations.notices.notifications.test_counting import CASE
from tests.operations.notices.notifications.test_subjects import NOTIFICATIONS
from tests.support.community import HERE


def deliver_late(
    store: Store, handler: str, hours: float, data: dict[str, Any], clock: FixedClock
) -> None:
    """Hand over an event that happened so many hours ago."""
    handle = getattr(Notices, handler)
    loaded = handle.event().load(data)
    about = HERE if handle.event.placed else ALL
    with store.write(operation=f"event:{handler}", scope=about) as uow:
        at = clock.now() - timedelta(hours=hours)
        handle.operation(uow, SimpleNamespace(id=uow.new_id(), occurred_at=at, data=loaded))


@pytest.mark.parametrize(("hours", "notified"), [(71.9, True), (72.1, False), (24 * 90, False)])
@pytest.mark.parametrize(
    ("handler", "data"),
    [(one[1], one[2]) for one in NOTIFICATIONS],
    ids=[one[0].value for one in NOTIFICATIONS],
)
def test_N03_what_is_older_than_three_days_is_told_to_nobody(
    store: Store,
    clock: FixedClock,
    actor: Callable[..., Actor],
    handler: str,
    data: dict[str, Any],
    hours: float,
    notified: bool,
) -> None:
    deliver_late(store, handler, hours, data, clock)
    sent = perform(store, Notices.outgoing, actor("supervisor"))["items"]
    assert bool(sent) is notified


def test_N03_how_old_it_may_be_is_policy(
    store: Store, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    director = actor("director")
    perform(store, Notices.change_policy, director, name="told_within_hours", value=1)
    for _purpose, handler, data, *_ in NOTIFICATIONS:
        deliver_late(store, handler, 2, data, clock)
    assert perform(store, Notices.outgoing, actor("supervisor"))["items"] == []


def test_N03_an_old_event_still_ends_what_is_no_longer_true(
    store: Store, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    _purpose, handler, data, *_ = NOTIFICATIONS[0]
    deliver_late(store, handler, 0, data, clock)
    clock.advance(timedelta(days=90))
    deliver_late(store, "on_complaint_handled", 24 * 89, CASE, clock)
    (message,) = perform(store, Notices.messages, actor("supervisor"))["items"]
    assert message["settled"] == "该事项已处理"


def notified_between_two_ends(store: Store, clock: FixedClock, supervisor: Actor) -> bool:
    """Whether an alarm of three hours ago reaches anybody after its end of one hour ago, and after
    one of five hours ago that came last."""
    _purpose, handler, data, *_ = NOTIFICATIONS[0]
    for hours in (1, 5):
        deliver_late(store, "on_complaint_handled", hours, CASE, clock)
    deliver_late(store, handler, 3, data, clock)
    return bool(perform(store, Notices.messages, supervisor)["items"])


@pytest.mark.both_databases
def test_N03_of_two_ends_the_later_counts_in_whichever_order_they_come(
    store: Store, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    assert not notified_between_two_ends(store, clock, actor("supervisor"))


@pytest.mark.both_databases
def test_N03_without_the_guard_the_end_that_comes_last_would_count(
    store: Store, clock: FixedClock, actor: Callable[..., Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(count, "earlier_settled", lambda _row, _new: true())
    assert notified_between_two_ends(store, clock, actor("supervisor"))


def test_B02_an_old_event_of_arrears_still_changes_what_is_known(
    store: Store, clock: FixedClock, published: Any, act: Any
) -> None:
    owes = {"household_id": "h2", "overdue_amount": "5.00", "oldest_due_date": "2026-07-01"}
    deliver_late(store, "on_household_arrears_changed", 24 * 90, owes, clock)
    notice = published(audience={"in_arrears": True})
    assert [one["household_id"] for one in act("reach", notice)["items"]] == ["h2"]


def test_N03_what_was_left_untold_stands_in_the_audit_trail(
    store: Store, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    _purpose, handler, data, *_ = NOTIFICATIONS[0]
    deliver_late(store, handler, 100, data, clock)
    (row, *_rest) = perform(store, Notices.audit_trail, actor("director"))["items"]
    assert "untold" in str(row["changes"]) and "100" in str(row["changes"])


def test_N03_the_same_event_told_in_time_is_told(store: Store, actor: Callable[..., Actor]) -> None:
    """Negative control: it is the age that silences, nothing else."""
    _purpose, handler, data, *_ = NOTIFICATIONS[0]
    deliver(store, Notices, handler, **data)
    assert perform(store, Notices.outgoing, actor("supervisor"))["items"]


def test_N03_managers_see_what_was_left_untold_since_when_and_how_late(
    store: Store, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    supervisor = actor("supervisor")
    empty = perform(store, Notices.untold, supervisor)
    assert (empty["items"], empty["count"], empty["since"]) == ([], 0, None)
    first = clock.now()
    for at, (_purpose, handler, data, *_) in enumerate(NOTIFICATIONS):
        deliver_late(store, handler, 100 + at, data, clock)
        clock.advance(timedelta(minutes=1))
    found = perform(store, Notices.untold, supervisor)
    assert found["count"] == len(NOTIFICATIONS)
    assert datetime.fromisoformat(found["since"]) == first
    left_out = [(one["purpose"], one["hours_late"]) for one in reversed(found["items"])]
    assert left_out == [(one[0].value, 100 + at) for at, one in enumerate(NOTIFICATIONS)]
    about = {one["purpose"]: one["subject"] for one in found["items"]}
    case = next(
        data for purpose, _, data, *_ in NOTIFICATIONS if purpose is Purpose.COMPLAINT_URGENT
    )
    assert about["complaint_urgent"] == {
        "kind": "complaint", "id": case["complaint_id"], "number": case["number"],
    }  # fmt: skip
    assert perform(store, Notices.messages, supervisor)["items"] == [], "and no message of it"
    page = perform(store, Notices.untold, supervisor, limit=2)
    following = perform(store, Notices.untold, supervisor, limit=2, cursor=page["next_cursor"])
    shown = [one["id"] for one in (*page["items"], *following["items"])]
    assert shown == [one["id"] for one in found["items"][:4]]


def test_N03_a_step_that_is_no_message_is_not_left_out_either(
    store: Store, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    """A door visit was told to nobody by message in the first place."""
    data = next(one[2] for one in NOTIFICATIONS if one[1] == "on_dunning_step_taken")
    deliver_late(store, "on_dunning_step_taken", 100, data | {"step": "visit"}, clock)
    assert perform(store, Notices.untold, actor("supervisor"))["count"] == 0
