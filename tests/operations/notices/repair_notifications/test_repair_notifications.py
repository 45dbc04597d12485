"""Who is notified of repairs: R02, R04, R08."""

from collections.abc import Callable
from typing import Any

from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver
from tests.operations.notices.conftest import receivers_of, settled, who_was_notified
from tests.operations.notices.happenings import DISPATCHED, QUOTED


def test_R08_a_work_order_is_told_to_its_engineer_and_a_lapsed_one_to_the_supervisors(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    deliver(store, Notices, "on_repair_dispatched", **DISPATCHED)
    assert who_was_notified(inbox) == {"engineer"}
    lapsed = {key: DISPATCHED[key] for key in DISPATCHED if key != "household_id"}
    deliver(store, Notices, "on_repair_unaccepted", **lapsed)
    assert who_was_notified(inbox) == {"engineer", "supervisor"}
    assert "1栋，紧急" in inbox("supervisor")[0]["text"]


def test_R02_an_overdue_response_is_told_to_the_supervisors(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    late = {key: DISPATCHED[key] for key in DISPATCHED if key != "household_id"}
    late |= {"engineer_id": None, "respond_by": "2026-11-02T12:00:00+08:00"}
    deliver(store, Notices, "on_repair_response_overdue", **late)
    assert who_was_notified(inbox) == {"supervisor"}
    (message,) = inbox("supervisor")
    assert "1栋，紧急" in message["text"] and "2026年11月2日 12:00" in message["text"]


def test_R04_a_quote_is_told_to_the_household_and_settled_by_its_answer(store: Store) -> None:
    deliver(store, Notices, "on_repair_quoted", **QUOTED)
    assert receivers_of(store, "repair_quoted") == {"h1"}
    deliver(store, Notices, "on_repair_quoted", **QUOTED | {"amount": "60.00"})
    assert settled(store, "repair_quoted") == [False]
    deliver(store, Notices, "on_repair_quote_rejected", **QUOTED | {"amount": "60.00"})
    assert settled(store, "repair_quoted") == [True]
