"""P01: people are seen where they work or live; of the company's, everywhere."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.actor import Actor, Grant
from foundation.errors import NotFound
from foundation.scope import FIRST_COMMUNITY as A
from foundation.storage.store import Store
from services.directory.people import queries
from services.directory.people.tables import Person
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.support.community import OTHER as B
from tests.support.community import enter_another

pytestmark = pytest.mark.both_databases

Where = tuple[str | None, ...]
Ids = dict[str, str]
BY: dict[str, Where] = {"company": (None,), "A": (A,), "B": (B,), "A and B": (A, B)}
"""Where those who look work."""
STAFF: dict[str, Where] = {"in A": (A,), "in B": (B,), "in both": (A, B), "for all": (None,)}
LIVES: dict[str, Where] = {"A": (A,), "B": (B,), "A and B": (A, B)}
SEEN = {
    "company": {*STAFF, *(f"of {home}" for home in LIVES), "of nowhere"},
    "A": {"in A", "in both", "for all", "of A", "of A and B", "of nowhere"},
    "B": {"in B", "in both", "for all", "of B", "of A and B"},
    "A and B": {*STAFF, *(f"of {home}" for home in LIVES), "of nowhere"},
}
"""Whom they see; `of nowhere` is a resident without a home."""


def works(*places: str | None) -> Actor:
    """A director who works there."""
    grants = frozenset(Grant("director", place) for place in places)
    return Actor(f"by-{places}", "赵总", frozenset({"director"}), grants=grants)


@pytest.fixture
def people(store: Store) -> Ids:
    """Staff and residents of two communities, by what they are."""
    with store.write() as uow:
        enter_another(uow, B)
    codes = {A: "", B: "NY"}
    ids = {"of nowhere": put_resident(store, "of nowhere")}
    for name, places in STAFF.items():
        first, *more = places
        ids[name] = create(store, works(first), name, ["engineer"])
        for place in more:
            perform(store, Directory.change_person, works(None), person_id=ids[name],
                    roles=["engineer"], community_code=codes[str(place)])  # fmt: skip
    for name, places in LIVES.items():
        entries = [
            perform(store, Directory.create_household, works(place), building="1栋",
                    unit=f"1-{len(ids)}01", area_m2="80", owner_name=name,
                    phone="13812345678")["members"][0]["id"]
            for place in places
        ]  # fmt: skip
        ids[f"of {name}"] = create(store, works(None), name, ["resident"], member_ids=entries)
    return ids


def put_resident(store: Store, name: str) -> str:
    """A resident of no household, as there are some of earlier releases."""
    with store.write() as uow:
        person = Person(
            id=uow.new_id(), name=name, roles=["resident"], buildings=[], skills=[], active=True,
            staff=False, version=1,
        )  # fmt: skip
        uow.session.add(person)
        return person.id


def create(store: Store, by: Actor, name: str, roles: list[str], **more: Any) -> str:
    """Somebody new."""
    return str(perform(store, Directory.create_person, by, name=name, roles=roles, **more)["id"])


def listed(store: Store, by: Actor, people: Ids) -> set[str]:
    """Who stands in lists of staff and of residents."""
    names = {person_id: name for name, person_id in people.items()}
    pages = [
        perform(store, Directory.find_people, by, role=role, include_inactive=inactive)
        for role in (None, "resident")
        for inactive in (False, True)
    ]
    return {names[one["id"]] for page in pages for one in page["items"] if one["id"] in names}


def found(store: Store, by: Actor, people: Ids) -> set[str]:
    """Who is found by the id."""
    seen = set()
    for name, person_id in people.items():
        try:
            perform(store, Directory.get_person, by, person_id=person_id)
        except NotFound:
            continue
        seen.add(name)
    return seen


@pytest.mark.parametrize("shape", BY)
@pytest.mark.parametrize("look", [listed, found])
def test_P01_people_are_seen_where_they_work_or_live(
    store: Store, people: Ids, look: Callable[..., set[str]], shape: str
) -> None:
    assert look(store, works(*BY[shape]), people) == SEEN[shape]


@pytest.mark.parametrize("shape", BY)
def test_P01_homes_are_shown_where_one_looks(store: Store, people: Ids, shape: str) -> None:
    whole = perform(store, Directory.get_person, works(None), person_id=people["of A and B"])
    by = works(*BY[shape])
    shown = perform(store, Directory.get_person, by, person_id=people["of A and B"])
    assert len(whole["household_ids"]) == 2
    assert len(shown["household_ids"]) == (1 if shape in ("A", "B") else 2)
    page = perform(store, Directory.find_people, by, role="resident")
    [same] = [one for one in page["items"] if one["id"] == people["of A and B"]]
    assert same == shown


def test_P01_without_the_guard_a_community_would_see_the_people_of_others(
    store: Store, people: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(queries, "holds_in_sight", lambda _person: True)
    plainly = queries.RESIDENTS.page
    monkeypatch.setattr(
        queries, "residents", lambda uow, data, filters: plainly(uow, data, filters)
    )
    for look in (listed, found):
        assert look(store, works(B), people) == SEEN["company"]
