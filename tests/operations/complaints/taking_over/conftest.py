"""A desk whose finance department has people, and what is done with what it gets."""

from dataclasses import dataclass
from typing import Any

import pytest

from foundation.actor import Actor
from tests.operations.complaints.conftest import Answer, Desk
from tests.operations.conftest import put_person

WRONG = "不属财务部职责"


@dataclass
class Transfers:
    """Transfers, and what departments do with them; the supervisor transfers."""

    desk: Desk

    def __post_init__(self) -> None:
        put_person(self.desk.store, "p-finance", "finance", name="钱会计", department="财务部")
        put_person(self.desk.store, "p-engineer", "engineer", department="维修部", version=2)
        self.member, self.other = self.desk.finance, self.desk.engineer

    def transferred(self, department: str = "finance", **data: Any) -> Answer:
        """A case that the supervisor has transferred."""
        case = self.desk.bring("accepted")
        return self.again(case, department, **data)

    def again(self, case: Answer, department: str, **data: Any) -> Answer:
        """Transfer a case."""
        return self.desk.act(case, "transfer", self.desk.supervisor, department=department, **data)

    def take_over(self, case: Answer, by: Actor | None = None, **data: Any) -> Answer:
        """Somebody takes it over: of the department, unless it is said who."""
        return self.desk.act(case, "take_over", by or self.member, **data)

    def send_back(self, case: Answer, by: Actor | None = None, reason: str = WRONG) -> Answer:
        """The same, who sends it back."""
        return self.desk.act(case, "send_back", by or self.member, reason=reason)

    def told(self) -> list[str]:
        """The numbers of what was reported as not taken over."""
        return [one["number"] for one in self.desk.published("complaint_not_taken_over")]

    def listed(self, by: Actor | None = None, **filters: Any) -> list[str]:
        """The numbers that somebody finds, the supervisor unless it is said who; in order."""
        found = self.desk.call("search", by or self.desk.supervisor, **filters)["items"]
        return sorted(one["number"] for one in found)


@pytest.fixture
def transfers(desk: Desk) -> Transfers:
    """The transfers of a desk."""
    return Transfers(desk)
