"""R04, B14: whatever is quoted and answered, no chargeable work is completed unaccepted."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from foundation.clock import FixedClock
from foundation.errors import ServiceError
from foundation.storage.store import Store
from services.repairs.service import RepairsService
from tests.operations.repairs.conftest import Desk
from tests.properties.communities import Community, Place, World, run_dealt
from tests.properties.reached import require_reached

BEGUN = st.sampled_from([[], ["quote 80.00"], ["quote 80.00", "accept"]])
TRIES = st.sampled_from(
    ["quote 80.00", "quote 95.50", "accept", "sign", "reject", "complete", "complete"]
)
LEAST = dict.fromkeys(("sign", "reject", "charge"), 5) | dict.fromkeys(
    ("quote", "accept", "complete", "complete refused"), 20
)
"""How many sequences must at least come to each."""


def prepare(store: Store, clock: FixedClock, places: tuple[Place, ...]) -> None:
    """In each community a household and a plumber."""
    for place in places:
        place.household(store, "h1")
        place.person(store, "e1", "engineer", skills=["plumbing"])


class Order(Community):
    """A work order, and what was said of its price."""

    service = RepairsService

    def __init__(self, place: Place, world: World) -> None:
        super().__init__(place, world)
        self.desk = Desk(self.store, self.clock, place.actor)
        self.offered = self.accepted = ""
        self.waiting = self.done = False
        self.reached: set[str] = set()

    @initialize(chargeable=st.booleans(), begun=BEGUN)
    def arrive(self, chargeable: bool, begun: list[str]) -> None:
        """The plumber is at the door, and may have said what it costs."""
        self.chargeable = chargeable
        self.repair_id = self.desk.request(household_id=self.place.id("h1"))["id"]
        self.call("verify", self.desk.receptionist, chargeable=chargeable)
        self.desk.go_on(self.repair_id, "arrived", self.place.id("e1"))
        for one in begun:
            self.attempt(one)

    @rule(tried=TRIES)
    def attempt(self, tried: str) -> None:
        what, *more = tried.split()
        if what == "quote":
            wanted = not self.done
        elif what == "complete":
            free = not (self.chargeable or self.offered)
            wanted = not self.done and (bool(self.accepted) or free)
        else:
            wanted = self.waiting and not self.done
        before = self.world.template.rows()
        allowed = self.is_allowed(what, "".join(more))
        assert allowed == wanted, tried
        self.reached.add(what if allowed else f"{what} refused")
        if not allowed:
            assert self.world.template.rows() == before
        elif what == "quote":
            self.offered, self.accepted, self.waiting = "".join(more), "", True
        elif what == "complete":
            self.done = True
        else:
            self.accepted, self.waiting = (self.offered if what != "reject" else ""), False

    def call(self, method: str, by: Any, **data: Any) -> None:
        """Take a step."""
        self.desk.call(method, by, repair_id=self.repair_id, **data)

    def is_allowed(self, what: str, amount: str) -> bool:
        """Try it; tell whether it was allowed."""
        engineer = self.desk.engineer()
        calls: dict[str, tuple[str, Any, dict[str, Any]]] = {
            "quote": ("quote", engineer, {"amount": amount}),
            "accept": ("accept_quote", self.desk.resident, {}),
            "sign": ("accept_quote", self.desk.receptionist, {"signature_note": "纸质单"}),
            "reject": ("reject_quote", self.desk.resident, {"reason": "太贵"}),
            "complete": ("complete", engineer, {"result": "更换阀芯"}),
        }
        method, by, data = calls[what]
        try:
            self.call(method, by, **data)
        except ServiceError:
            return False
        return True

    def due(self) -> list[str]:
        """What was told to be charged."""
        published = self.desk.published("repair_charge_due")
        return [one["amount"] for one in published if one["repair_id"] == self.repair_id]

    def finish(self) -> None:
        assert self.due() == ([self.accepted] if self.done and self.accepted else [])

    def came_to(self) -> set[str]:
        return self.reached | ({"charge"} if self.due() else set())


def test_R04_P01_no_chargeable_work_is_completed_without_acceptance() -> None:
    require_reached(run_dealt(Order, prepare), LEAST)
