"""A billing office in small, and what its people do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from foundation import config, sweep
from foundation.actor import Actor
from foundation.clock import SHANGHAI, FixedClock, at_local
from foundation.storage.store import Store
from services.billing.service import BillingService as Service
from tests.operations import conftest as support

Answer = dict[str, Any]
DUE = "2026-11-30"


@dataclass
class Office:
    """Calls the service as its people do."""

    store: Store
    clock: FixedClock
    actor: Callable[..., Actor]

    def __post_init__(self) -> None:
        self.finance = self.actor("finance")
        self.receptionist = self.actor("receptionist")
        self.supervisor = self.actor("supervisor")
        self.deputy = self.actor("deputy_manager")
        self.steward = self.actor("steward", id="s1", name="赵管家")
        self.other_steward = self.actor("steward", id="s2", name="钱管家")
        self.resident = self.actor("resident", household_ids=["h1"])
        self.neighbour = self.actor("resident", id="p-neighbour", household_ids=["h2"])

    # what people do

    def call(self, method_name: str, by: Actor, **data: Any) -> Any:
        """Call a method as RPC would."""
        return support.perform(self.store, getattr(Service, method_name), by, **data)

    def fee(self, **data: Any) -> Answer:
        """A fee item of flats: 1 yuan per m² per month."""
        values = {
            "name": "物业费",
            "unit_type": "residential",
            "basis": "area",
            "price": "1.00",
            "effective_from": "2026-01-01",
        } | data
        return dict(self.call("create_fee_item", self.finance, **values))

    def run(self, period: str = "2026-Q4", due_date: str = DUE) -> Answer:
        """A bill run, worked to its end."""
        started = self.call("start_bill_run", self.finance, period=period, due_date=due_date)
        self.work()
        return dict(self.call("get_bill_run", self.finance, bill_run_id=started["id"]))

    def pay(self, amount: str, household_id: str = "h1", **data: Any) -> Answer:
        """Cash at the counter."""
        values = {"household_id": household_id, "amount": amount, "method": "cash"} | data
        by = values.pop("by", self.receptionist)
        return dict(self.call("take_payment", by, **values))

    def bills(self, household_id: str = "h1", **filters: Any) -> list[Answer]:
        """Bills of a household, in the order of their numbers."""
        found = self.call("list_bills", self.finance, household_id=household_id, **filters)
        return sorted(found["items"], key=lambda bill: str(bill["number"]))

    def bill(self, household_id: str = "h1") -> Answer:
        """The one bill of a household."""
        (found,) = self.bills(household_id)
        return found

    def statement(self, household_id: str = "h1", **data: Any) -> Answer:
        """The account of a household."""
        return dict(self.call("statement", self.finance, household_id=household_id, **data))

    def steps(self, household_id: str = "h1") -> list[str]:
        """Dunning steps taken, oldest first."""
        found = self.call("list_steps", self.supervisor, household_id=household_id, limit=200)
        return [one["step"] for one in reversed(found["items"])]

    def visits(self, by: Actor | None = None, **filters: Any) -> list[Answer]:
        """Door visits in walking order."""
        return list(self.call("list_visits", by or self.supervisor, **filters)["items"])

    def call_upon(self, outcome: str = "refused", household_id: str = "h1", **data: Any) -> Answer:
        """The steward of the building has been at the door."""
        by = {"h1": self.steward, "h2": self.other_steward}[household_id]
        (visit,) = self.visits(by, household_id=household_id)
        values = {"visit_id": visit["id"], "outcome": outcome} | data
        return dict(self.call("record_outcome", by, **values))

    def preview(self, household_id: str = "h1", **data: Any) -> Answer:
        """What a household would get."""
        (found,) = self.call("preview_dunning", self.supervisor, household_id=household_id, **data)[
            "items"
        ]
        return dict(found)

    # what time and others do

    def work(self) -> None:
        """Work what is due."""
        support.process_due(self.store, Service)

    def go_to(self, day: str, hour: int = 12) -> None:
        """Let the days pass, each deadline being worked at its own time."""
        target = at_local(date.fromisoformat(day), time(hour))
        while (due := sweep.next_due(self.store, Service.deadline_handlers)) and due <= target:
            self.clock.set(max(due, self.clock.now()))
            self.work()
        self.clock.set(target)

    def arrive(self, day: str, hour: int = 12) -> None:
        """Sleep until the day before, then live through it: for spans in which nothing happens."""
        self.jump_to((date.fromisoformat(day) - timedelta(days=1)).isoformat(), 23)
        self.go_to(day, hour)

    def jump_to(self, day: str, hour: int = 12) -> None:
        """Nothing runs in between: an outage."""
        moment = datetime.combine(date.fromisoformat(day), time(hour), tzinfo=SHANGHAI)
        self.clock.set(moment)

    def receives(self, event_handler: str, **data: Any) -> None:
        """An event of another service arrives."""
        support.deliver(self.store, Service, event_handler, **data)

    def published(self, type_: str, household_id: str | None = None) -> list[Answer]:
        """Data of the events told so far."""
        rows = [row["data"] for row in support.events(self.store, type_)]
        return [one for one in rows if household_id in (None, one.get("household_id"))]

    def balanced(self) -> bool:
        """Whether the books agree with the papers."""
        return bool(self.call("verify_books", self.finance)["balanced"])


@pytest.fixture
def office(store_of: Any, clock: FixedClock, actor: Callable[..., Actor]) -> Office:
    """Two flats of 100 and 80 m² in 1栋 and 2栋, a steward for each, one fee of 1 yuan per m².

    The clock stands at 2026-11-02 10:00.
    """
    store = store_of("billing")
    support.put_household(store, "h1", building="1栋", unit="1-101", area_m2="100.00")
    support.put_household(store, "h2", building="2栋", unit="1-201", floor=2, area_m2="80.00")
    support.put_person(store, "s1", "steward", name="赵管家", buildings=["1栋"])
    support.put_person(store, "s2", "steward", name="钱管家", buildings=["2栋"])
    made = Office(store, clock, actor)
    made.fee()
    return made


@pytest.fixture
def sandbox() -> Iterator[None]:
    """Demo mode: residents pay online, by a platform that moves no money."""
    before = config.settings()
    config.use(before.for_demo())
    yield
    config.use(before)


@pytest.fixture
def billed(office: Office) -> Office:
    """The office after the run of 2026-Q4: 300 yuan for h1, 240 for h2, due on 2026-11-30."""
    office.run()
    return office


@pytest.fixture
def late(billed: Office) -> Office:
    """The day after the due date, before the ladder's message."""
    billed.arrive("2026-11-23")
    billed.arrive("2026-12-01", 8)
    return billed
