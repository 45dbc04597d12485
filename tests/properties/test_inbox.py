"""Events that come twice, late and in any order leave each subscriber as those in order would."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from foundation.clock import FixedClock
from foundation.messaging.inbox import first_time
from foundation.service import Service
from foundation.storage.store import Store
from services.billing.service import BillingService
from services.complaints.service import ComplaintsService
from services.notices.service import NoticesService
from services.repairs.service import RepairsService
from tests.operations.conftest import NOON
from tests.properties.conftest import SEQUENCES, Template, template_of

Event = tuple[str, str, timedelta, dict[str, Any]]
"""Id, handler, when it happened, data."""
Shape = dict[str, str]
"""By name, the query whose answer must not depend on the order."""


def household(n: int, **data: Any) -> Event:
    """The n-th version of a household."""
    values = {
        "household_id": "h1", "version": n, "building": "1栋", "unit": "1-101", "floor": 1,
        "unit_type": "residential", "area_m2": "100.00", "owner_name": f"业主{n}",
        "billing_from": None, "vacant": False, "two_person_visit": False, "members": [],
    } | data  # fmt: skip
    return f"household-{n}", "on_household_changed", timedelta(hours=20 * n), values


def dispute(n: int, what: str, complaint: str = "c1") -> Event:
    """A fee dispute begins or ends."""
    data = {"complaint_id": complaint, "number": complaint, "household_id": "h1"}
    return f"dispute-{complaint}-{n}", f"on_fee_dispute_{what}", timedelta(hours=n), data


def arrears(n: int, amount: str) -> Event:
    """What a household owes has changed."""
    data = {"household_id": "h1", "overdue_amount": amount, "oldest_due_date": None}
    if Decimal(amount):
        data["oldest_due_date"] = date(2026, 11, n).isoformat()
    return f"arrears-{n}", "on_household_arrears_changed", timedelta(hours=n), data


def charge(n: int, repair: str) -> Event:
    """A repair is to be charged."""
    data = {"repair_id": repair, "number": repair, "household_id": "h1", "amount": "80.00"}
    return f"charge-{n}", "on_repair_charge_due", timedelta(hours=n), data | {"lines": []}


HOUSEHOLDS = (household(1), household(2), household(3, owner_name="刘洋"), household(4))
REPLICA = {"household": "SELECT * FROM household_replica"}
BILLING = (
    *HOUSEHOLDS,
    dispute(1, "opened"), dispute(2, "closed"), dispute(3, "opened"), dispute(5, "closed"),
    dispute(2, "closed", "c2"), dispute(1, "opened", "c2"), dispute(4, "opened", "c2"),
    charge(1, "r1"), charge(2, "r1"), charge(3, "r2"),
)  # fmt: skip
IN_BILLING = REPLICA | {
    "pauses": "SELECT reference, starts_at, ended_at, ended_as FROM dunning_pauses ORDER BY 1",
    "charges": "SELECT source_reference FROM bills ORDER BY 1",
    "owed": "SELECT account, SUM(amount) FROM ledger_entries GROUP BY 1 ORDER BY 1",
}
NOTICES = (*HOUSEHOLDS, arrears(1, "10.00"), arrears(2, "0.00"), arrears(3, "5.00"))
PAID_UP = (*NOTICES, arrears(4, "0.00"))
IN_NOTICES = REPLICA | {"arrears": "SELECT * FROM household_arrears"}


def receive(store: Store, service: type[Service], event: Event, *, guarded: bool = True) -> None:
    """Hand over a delivery as the messaging does: claim it in the inbox, then work it."""
    id_, handler, after, data = event
    bound: Any = getattr(service, handler)
    loaded = bound.event().load(data)

    class Delivered:
        id, occurred_at, data = id_, NOON + after, loaded
        aggregate_id = "any"

    with store.write(operation=handler) as work:
        if not guarded or first_time(work.session, f"{service.name}.{handler}", id_):
            bound.operation(work, Delivered)


def outcome(
    template: Template, service: type[Service], events: list[Event], shape: Shape
) -> dict[str, list[Any]]:
    """What the subscriber knows after these deliveries."""
    with template.opened() as (store, clock):
        clock.advance(timedelta(days=10))
        for event in events:
            clock.advance(timedelta(minutes=1))
            receive(store, service, event)
        with store.read() as work:
            return {
                name: [tuple(row) for row in work.session.execute(text(query))]
                for name, query in shape.items()
            }


def nothing(store: Store, clock: FixedClock) -> None:
    """An empty database."""


def check(service: type[Service], events: tuple[Event, ...], shape: Shape) -> None:
    """Any order, with any duplicates, gives what the order of happening gives."""
    in_order = sorted(events, key=lambda event: event[2])
    twice = st.lists(st.sampled_from(events), max_size=4)
    deliveries = twice.flatmap(lambda more: st.permutations([*events, *more]))
    with template_of(service.name, nothing) as template:
        expected = outcome(template, service, in_order, shape)

        @settings(SEQUENCES, max_examples=SEQUENCES.max_examples // 5)
        @given(deliveries)
        def any_order(delivered: list[Event]) -> None:
            assert outcome(template, service, delivered, shape) == expected

        any_order()


def test_B13_B14_billing_hears_the_same_in_any_order() -> None:
    check(BillingService, BILLING, IN_BILLING)


def test_N03_notices_hears_the_same_in_any_order() -> None:
    check(NoticesService, NOTICES, IN_NOTICES)
    check(NoticesService, PAID_UP, IN_NOTICES)


def test_complaints_and_repairs_hear_the_same_in_any_order() -> None:
    check(ComplaintsService, HOUSEHOLDS, REPLICA)
    check(RepairsService, HOUSEHOLDS, REPLICA)
