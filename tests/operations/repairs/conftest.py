"""A community in small, and the steps of a repair as the people take them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.storage.store import Store
from services.repairs.service import RepairsService as Service
from tests.operations import conftest as support

Answer = dict[str, Any]

PAST: tuple[str, ...] = (
    "requested",
    "verified",
    "dispatched",
    "accepted",
    "on_the_way",
    "arrived",
    "completed",
)
"""States on the straight way, in order."""


@dataclass
class Desk:
    """Calls the service as its people do."""

    store: Store
    clock: FixedClock
    actor: Callable[..., Actor]

    def __post_init__(self) -> None:
        self.receptionist = self.actor("receptionist")
        self.supervisor = self.actor("supervisor")
        self.resident = self.actor("resident", household_ids=["h1"])
        self.neighbour = self.actor("resident", id="p-neighbour", household_ids=["h2"])

    def engineer(self, id_: str = "e1") -> Actor:
        """An engineer of the replica."""
        return self.actor("engineer", id=id_, name=id_)

    def call(self, method: str, by: Actor, **data: Any) -> Any:
        """Call a method as RPC would."""
        return support.perform(self.store, getattr(Service, method), by, **data)

    def request(self, by: Actor | None = None, **data: Any) -> Answer:
        """A resident's request for the own flat."""
        values = {
            "household_id": "h1",
            "category": "plumbing",
            "description": "厨房龙头滴水",
            "contact_name": "王芳",
            "contact_phone": "13812345678",
        } | data
        return dict(self.call("create", by or self.resident, **values))

    def public(self, by: Actor | None = None, **data: Any) -> Answer:
        """A request for a public place."""
        place = {"household_id": None, "public_place": "2栋大堂", "building": "2栋"}
        return self.request(by or self.receptionist, **place, **data)

    def bring(self, state: str, engineer_id: str = "e1", **data: Any) -> Answer:
        """A new request, brought to a state on the straight way."""
        repair = self.request(**data)
        return self.go_on(repair["id"], state, engineer_id) if state != "requested" else repair

    def go_on(self, repair_id: str, state: str, engineer_id: str = "e1") -> Answer:
        """Take the steps that are left up to a state."""
        steps: dict[str, tuple[str, Actor, Answer]] = {
            "verified": ("verify", self.receptionist, {}),
            "dispatched": ("dispatch", self.receptionist, {"engineer_id": engineer_id}),
            "accepted": ("accept", self.engineer(engineer_id), {}),
            "on_the_way": ("set_out", self.engineer(engineer_id), {}),
            "arrived": ("arrive", self.engineer(engineer_id), {}),
            "completed": ("complete", self.engineer(engineer_id), {"result": "更换阀芯"}),
        }
        answer = self.get(repair_id)
        here = "verified" if answer["status"] == "reopened" else answer["status"]
        for step in PAST[PAST.index(here) + 1 : PAST.index(state) + 1]:
            method, by, data = steps[step]
            answer = self.call(method, by, repair_id=repair_id, **data)
        return answer

    def get(self, repair_id: str, by: Actor | None = None) -> Answer:
        """The repair as somebody sees it."""
        return dict(self.call("get", by or self.supervisor, repair_id=repair_id))

    def later(self, **by: float) -> None:
        """Let time pass and what is due be worked."""
        self.clock.advance(timedelta(**by))
        support.process_due(self.store, Service)

    def published(self, type_: str) -> list[Answer]:
        """Data of the events told so far."""
        return [row["data"] for row in support.events(self.store, type_)]

    def receives(self, handler: str, **data: Any) -> None:
        """An event of another service arrives."""
        support.deliver(self.store, Service, handler, **data)

    def actions(self, repair_id: str) -> list[str]:
        """What the timeline says."""
        return [entry["action"] for entry in self.get(repair_id)["timeline"]]


@pytest.fixture
def desk(store_of: Any, clock: FixedClock, actor: Callable[..., Actor]) -> Desk:
    """A desk with two households and three engineers.

    e1 and e2 are plumbers, e1 for building 1; e3 is an electrician.
    """
    store = store_of("repairs")
    support.put_household(store, "h1", building="1栋", unit="1-101")
    support.put_household(store, "h2", building="2栋", unit="1-102")
    support.put_person(store, "e1", "engineer", skills=["plumbing"], buildings=["1栋"])
    support.put_person(store, "e2", "engineer", skills=["plumbing"], buildings=["2栋"])
    support.put_person(store, "e3", "engineer", skills=["electricity"], buildings=["1栋"])
    return Desk(store, clock, actor)
