"""A desk in small, and the steps of a case as the people take them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from contracts.belonging import OfSide
from foundation.actor import Actor
from foundation.clock import SHANGHAI, FixedClock
from foundation.storage.store import Store
from services.complaints.service import ComplaintsService as Service
from tests.operations import conftest as support
from tests.support.rule_tables import local

Answer = dict[str, Any]

STRAIGHT: tuple[str, ...] = ("lodged", "accepted", "handled", "answered", "closed")
"""States on the straight way, in order."""


@dataclass
class Desk:
    """Calls the service as its people do."""

    store: Store
    clock: FixedClock
    actor: Callable[..., Actor]

    def __post_init__(self) -> None:
        self.receptionist = self.actor("receptionist")
        self.steward = self.actor("steward")
        self.engineer = self.actor("engineer")
        self.supervisor = self.actor("supervisor")
        self.deputy = self.actor("deputy_manager")
        self.director = self.actor("director")
        self.finance = self.actor("finance")
        self.inspector = self.actor("inspector")
        self.resident = self.actor("resident", household_ids=["h1"])
        self.neighbour = self.actor("resident", id="p-neighbour", household_ids=["h2"])

    def call(self, method: str, by: Actor, **data: Any) -> Any:
        """Call a method as RPC would."""
        return support.perform(self.store, getattr(Service, method), by, **data)

    def lodge(self, by: Actor | None = None, **data: Any) -> Answer:
        """A telephone call that the receptionist takes, read back and confirmed."""
        values = {
            "household_id": "h1",
            "channel": "phone",
            "description": "三天没有热水",
            "wish": "尽快恢复供应",
            "contact_name": "王芳",
            "contact_phone": "13812345678",
            "restated": "您家三天没有热水，希望尽快恢复",
        } | data
        return dict(self.call("lodge", by or self.receptionist, **values))

    def lodge_online(self, by: Actor | None = None, **data: Any) -> Answer:
        """What a resident lodges without help."""
        return self.lodge(by or self.resident, channel="online", restated=None, **data)

    def act(self, case: Answer, method: str, by: Actor, **data: Any) -> Answer:
        """Take one step."""
        return dict(self.call(method, by, complaint_id=case["id"], **data))

    def triage(self, case: Answer, by: Actor | None = None, **data: Any) -> Answer:
        """Judge it: a valid complaint unless said otherwise."""
        return self.act(case, "triage", by or self.supervisor, **{"valid": True, **data})

    def handle(self, case: Answer, by: Actor | None = None) -> Answer:
        """The engineer deals with it."""
        return self.act(case, "handle", by or self.engineer, result="更换循环泵")

    def answer(self, case: Answer, by: Actor | None = None, **data: Any) -> Answer:
        """Tell the resident on the same channel."""
        values = {"channel": case["channel"], "text": "循环泵已更换，热水已恢复。"} | data
        return self.act(case, "answer", by or self.receptionist, **values)

    def ask(
        self, case: Answer, party: str, result: str = "solved", by: Actor | None = None
    ) -> Answer:
        """A return visit."""
        values = {"party": party, "result": result, "remark": "回访"}
        return self.act(case, "return_visits", by or self.inspector, **values)

    def bring(self, state: str, case: Answer | None = None, **data: Any) -> Answer:
        """A case, brought to a state on the straight way."""
        case = case or self.lodge(**data)
        steps: dict[str, Callable[[Answer], Answer]] = {
            "accepted": self.triage,
            "handled": self.handle,
            "answered": self.answer,
            "closed": self.confirm_and_close,
        }
        here = "accepted" if case["status"] == "handling" else case["status"]
        for step in STRAIGHT[STRAIGHT.index(here) + 1 : STRAIGHT.index(state) + 1]:
            case = steps[step](case)
        return case

    def confirm_and_close(self, case: Answer) -> Answer:
        """Both say that it is solved."""
        self.ask(case, "department")
        self.ask(case, "resident")
        return self.act(case, "close", self.receptionist)

    def get(self, case: Answer, by: Actor | None = None) -> Answer:
        """The case as somebody sees it."""
        return dict(self.call("get", by or self.supervisor, complaint_id=case["id"]))

    def at(self, moment: str) -> None:
        """Come to a local time, and let what is due be worked."""
        self.clock.set(local(moment))
        support.process_due(self.store, Service)

    def later(self, **by: float) -> None:
        """Let time pass, and what is due be worked."""
        self.clock.advance(timedelta(**by))
        support.process_due(self.store, Service)

    def published(self, type_: str) -> list[Answer]:
        """Data of the events told so far, but for whose they are; see `whose`."""
        return [
            {name: value for name, value in row["data"].items() if name not in OfSide().fields}
            for row in support.events(self.store, type_)
        ]

    def whose(self, type_: str) -> list[Answer]:
        """Whose the events told so far are (D06)."""
        return [
            {name: row["data"][name] for name in OfSide().fields}
            for row in support.events(self.store, type_)
        ]

    def tiers(self, case: Answer) -> list[tuple[str, str]]:
        """Tiers that were told of a case, with the reason, in order."""
        return [
            (data["tier"], data["reason"])
            for data in self.published("complaint_escalated")
            if data["complaint_id"] == case["id"]
        ]

    def receives(self, handler: str, **data: Any) -> None:
        """An event of another service arrives."""
        support.deliver(self.store, Service, handler, **data)

    def timeline(self, case: Answer, by: Actor | None = None) -> list[Answer]:
        """What happened to it."""
        return list(self.get(case, by)["timeline"])

    def actions(self, case: Answer, by: Actor | None = None) -> list[str]:
        """What the timeline says."""
        return [entry["action"] for entry in self.timeline(case, by)]

    def policy(self, **values: Any) -> None:
        """Change policy values."""
        for name, value in values.items():
            self.call("change_policy", self.director, name=name, value=value)


@pytest.fixture
def desk(store_of: Any, clock: FixedClock, actor: Callable[..., Actor]) -> Desk:
    """A desk with two households and an engineer."""
    store = store_of("complaints")
    support.put_household(store, "h1", building="1栋", unit="1-101")
    support.put_household(store, "h2", building="2栋", unit="1-102")
    support.put_person(store, "p-engineer", "engineer", name="孙工")
    support.put_person(store, "p-resident", "resident", name="王芳")
    return Desk(store, clock, actor)


def shown(moment: str) -> str:
    """A local time as the wire shows it."""
    return datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI).isoformat()
