"""Who is notified of bills, payments, dunning and visits: B02, B04, B12, B16."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.clock import FixedClock, at_local
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, perform, process_due
from tests.operations.notices.happenings import BILL, PAYMENT, STEP


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
    assert "上门走访共 2 户" in inbox("steward")[0]["text"]


def test_B16_who_was_told_of_a_bill_is_told_that_it_is_cancelled(
    store: Store,
    inbox: Callable[..., list[dict[str, Any]]],
    resident: Callable[[int], Actor],
    clock: FixedClock,
) -> None:
    deliver(store, Notices, "on_bill_issued", **BILL)
    clock.advance(timedelta(hours=1))
    deliver(store, Notices, "on_bill_cancelled", **BILL)
    texts = {one["purpose"]: one["text"] for one in inbox(resident(1))}
    assert (
        "ZD-2026-000001" in texts["bill_cancelled"]
        and "无需按该账单缴费" in texts["bill_cancelled"]
    )


def test_B16_who_was_not_told_of_a_bill_is_not_told_of_its_end(
    store: Store,
    inbox: Callable[..., list[dict[str, Any]]],
    resident: Callable[[int], Actor],
    clock: FixedClock,
) -> None:
    """Made and cancelled in one night: neither message leaves, then or in the morning."""
    clock.set(at_local(date(2026, 11, 2), time(22)))
    deliver(store, Notices, "on_bill_issued", **BILL)
    deliver(store, Notices, "on_bill_cancelled", **BILL)
    clock.set(at_local(date(2026, 11, 3), time(12)))
    process_due(store, Notices)
    assert inbox(resident(1)) == []


def test_B16_a_bill_that_is_heard_of_after_its_end_is_not_told(
    store: Store,
    inbox: Callable[..., list[dict[str, Any]]],
    resident: Callable[[int], Actor],
) -> None:
    deliver(store, Notices, "on_bill_cancelled", **BILL)
    deliver(store, Notices, "on_bill_issued", **BILL)
    assert inbox(resident(1)) == []
