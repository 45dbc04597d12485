"""P01, D05: a shift is of a community or of all, by who enters it, and changed by who may there."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from contracts.directory.roster import NotQualifiedForDuty
from foundation.actor import Actor, Grant
from foundation.clock import FixedClock
from foundation.errors import CommunityNotChosen, Forbidden, NotFound, ServiceError
from foundation.scope import FIRST_COMMUNITY as A
from foundation.storage.store import Store
from services.directory.communities.tables import Assignment
from services.directory.people.tables import Person
from services.directory.roster import operations
from services.directory.roster.tables import Shift
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.support.community import OTHER as B
from tests.support.community import enter_another

pytestmark = pytest.mark.both_databases

SHAPES: dict[str, tuple[str | None, ...]] = {
    "the company": (None,), "A": (A,), "B": (B,), "A and B": (A, B),
}  # fmt: skip
CODE_OF_B = "NY"


@pytest.fixture
def enter(store: Store, clock: FixedClock) -> Callable[..., dict[str, Any]]:
    """Enters a shift at the desk as a supervisor of a shape, for who works where it says."""
    with store.write() as uow:
        enter_another(uow, B, CODE_OF_B)
        for id_, place in (("of-all", None), ("of-a", A), ("of-b", B)):
            uow.session.add(
                Person(
                    id=id_, name=id_, roles=["receptionist"], buildings=[], skills=[],
                    active=True, staff=True, version=1,
                    assignments=[Assignment(id=id_, role="receptionist", community_id=place)],
                )
            )  # fmt: skip

    def make(shape: str, person_id: str, **more: Any) -> dict[str, Any]:
        hours = {"starts_at": clock.now(), "ends_at": clock.now() + timedelta(hours=8)}
        when = {name: moment.isoformat() for name, moment in hours.items()}
        data = {"person_id": person_id, "duty": "desk"} | when | more
        return dict(perform(store, Directory.put_shift, by(shape), **data))

    return make


def by(shape: str) -> Actor:
    """A supervisor."""
    grants = frozenset(Grant("supervisor", one) for one in SHAPES[shape])
    return Actor("p-supervisor", shape, frozenset({"supervisor"}), grants=grants)


Enter = Callable[..., dict[str, Any]]
ENTERED: dict[tuple[str, str | None, str], str | type[ServiceError] | None] = {
    ("the company", None, "of-all"): None,
    ("the company", None, "of-b"): None,
    ("the company", CODE_OF_B, "of-b"): B,
    ("the company", CODE_OF_B, "of-a"): NotQualifiedForDuty,
    ("A", None, "of-a"): A,
    ("A", None, "of-all"): A,
    ("A", None, "of-b"): NotQualifiedForDuty,
    ("A", CODE_OF_B, "of-b"): NotFound,
    ("A and B", None, "of-all"): CommunityNotChosen,
    ("A and B", CODE_OF_B, "of-b"): B,
}
"""By who enters it, the code that is named and whose it is: of which community it is."""


@pytest.mark.parametrize(("shape", "code", "person"), ENTERED)
def test_P01_D05_a_shift_is_of_where_it_is_entered(
    store: Store, enter: Enter, shape: str, code: str | None, person: str
) -> None:
    expected = ENTERED[shape, code, person]
    if isinstance(expected, type):
        with pytest.raises(expected):
            enter(shape, person, community_code=code)
        return
    enter(shape, person, community_code=code)
    with store.read() as uow:
        assert uow.session.scalars(select(Shift.community_id)).all() == [expected]


def test_P01_D05_a_shift_of_all_is_changed_by_who_may_everywhere(
    store: Store, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = enter("the company", "of-all")
    for shape in ("A", "B"):
        with pytest.raises(Forbidden):
            perform(store, Directory.cancel_shift, by(shape), shift_id=made["id"])
        with pytest.raises(Forbidden):
            enter(shape, "of-all", shift_id=made["id"])
    enter("A and B", "of-a", shift_id=made["id"])
    monkeypatch.setattr(operations, "covers_all", lambda *_: True)
    perform(store, Directory.cancel_shift, by("A"), shift_id=made["id"])  # the control
