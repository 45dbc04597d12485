"""P01: buildings are those of a community; two that are called 1栋 never meet."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError

from contracts.directory.households import UnitTaken
from foundation import scope
from foundation.actor import Actor, Grant
from foundation.errors import CommunityNotChosen, NotFound, SpreadsheetHasErrors
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from foundation.storage.tables import community_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities import operations
from services.directory.communities.tables import Building
from services.directory.households.tables import Household
from services.directory.people.tables import Person
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform
from tests.support.at_once import TIMEOUT, at_once
from tests.support.community import OTHER, enter_another

pytestmark = pytest.mark.both_databases

Answer = dict[str, Any]
ROW = {
    "row": 2, "building": "1栋", "unit": "1-101", "area_m2": "80", "owner_name": "李四",
    "phone": "13900000000",
}  # fmt: skip


@pytest.fixture
def here(actor: Callable[..., Actor]) -> Callable[[str], Actor]:
    """Makes somebody who works in the first community."""
    return actor


@pytest.fixture
def there(store: Store, actor: Callable[..., Actor]) -> Callable[[str], Actor]:
    """Makes somebody who works in the second community."""
    with store.write() as uow:
        enter_another(uow)
    return lambda role: actor(role, id=f"p2-{role}", grants=frozenset({Grant(role, OTHER)}))


def enter(store: Store, by: Actor, **values: Any) -> Answer:
    """Enter the flat 1-101 of 1栋 where somebody works."""
    household = {
        "building": "1栋", "unit": "1-101", "area_m2": "106.80", "owner_name": "王芳",
        "phone": "13812345678",
    } | values  # fmt: skip
    return dict(perform(store, Directory.create_household, by, **household))


def buildings(store: Store) -> list[tuple[str, str]]:
    """All there are, with their communities."""
    with store.read() as uow:
        rows = uow.session.execute(select(Building.community_id, Building.name))
        return sorted((row.community_id, row.name) for row in rows)


def serves(store: Store, person_id: str) -> list[tuple[str, str]]:
    """What was told last of the buildings that a person serves."""
    published = [one for one in events(store, "person_changed") if one["aggregate_id"] == person_id]
    return [(one["community_id"], one["building"]) for one in published[-1]["data"]["serves"]]


def test_P01_two_buildings_of_one_name_are_two(
    store: Store, here: Callable[[str], Actor], there: Callable[[str], Actor]
) -> None:
    enter(store, here("finance"))
    enter(store, there("finance"), area_m2="80")
    enter(store, there("finance"), unit="1-102", area_m2="60")
    assert buildings(store) == [(FIRST_COMMUNITY, "1栋"), (OTHER, "1栋")]
    published = [one["data"]["building_id"] for one in events(store, "household_changed")]
    assert published[0] != published[1] == published[2]
    for by, name, area in (("here", here, "106.8"), ("there", there, "140")):
        made = perform(store, Directory.create_person, name("director"),
                       name=f"steward {by}", roles=["steward"], buildings=["1栋"])  # fmt: skip
        assert made["buildings"] == ["1栋"]
        [shown] = perform(store, Directory.list_buildings, name("receptionist"))["items"]
        assert (shown["building"], shown["area_m2"]) == ("1栋", area)
        assert shown["stewards"] == [f"steward {by}"]


def test_P01_who_sees_both_is_shown_both(
    store: Store,
    here: Callable[[str], Actor],
    there: Callable[[str], Actor],
    actor: Callable[..., Actor],
) -> None:
    for one in (here, there):
        enter(store, one("finance"))
        perform(store, Directory.create_person, one("director"), name=one("director").id,
                roles=["steward"], buildings=["1栋"])  # fmt: skip
    grants = frozenset({Grant("director", FIRST_COMMUNITY), Grant("director", OTHER)})
    shown = perform(store, Directory.list_buildings, actor("director", grants=grants))["items"]
    assert [(one["building"], one["stewards"]) for one in shown] == [
        ("1栋", ["p-director"]),
        ("1栋", ["p2-director"]),
    ]


def test_P01_one_steward_serves_buildings_of_two_communities(
    store: Store,
    here: Callable[[str], Actor],
    there: Callable[[str], Actor],
    actor: Callable[..., Actor],
) -> None:
    made = perform(store, Directory.create_person, here("director"),
                   name="赵永强", roles=["steward"], buildings=["1栋", "2栋"])  # fmt: skip
    key = {"person_id": made["id"]}
    by = actor("director", grants=frozenset({Grant("director", None)}))
    perform(store, Directory.change_person, by, **key, community_code="NY", roles=["steward"])
    seen = perform(store, Directory.change_person, there("director"), **key, buildings=["1"])
    assert (seen["buildings"], seen["version"]) == (["1栋"], 3)
    assert serves(store, made["id"]) == [
        (FIRST_COMMUNITY, "1栋"), (OTHER, "1栋"), (FIRST_COMMUNITY, "2栋"),
    ]  # fmt: skip
    assert perform(store, Directory.get_person, here("admin"), **key)["buildings"] == [
        "1栋",
        "2栋",
    ]
    perform(store, Directory.change_person, here("director"), **key, buildings=["2栋"])
    assert serves(store, made["id"]) == [(FIRST_COMMUNITY, "2栋"), (OTHER, "1栋")]
    perform(store, Directory.change_person, there("director"), **key, buildings=[])
    assert serves(store, made["id"]) == [(FIRST_COMMUNITY, "2栋")]


def test_P01_staff_is_found_by_what_they_serve_where_one_looks(
    store: Store, here: Callable[[str], Actor], there: Callable[[str], Actor]
) -> None:
    for name in (here, there):
        perform(store, Directory.create_person, name("director"), name=name("director").id,
                roles=["steward"], buildings=["1栋"])  # fmt: skip
    for name in (here, there):
        for filters in ({"building": "1栋"}, {"role": "steward"}):
            found = perform(store, Directory.find_people, name("receptionist"), **filters)["items"]
            assert [one["name"] for one in found] == [name("director").id]


def test_P01_D01_a_place_is_one_in_its_community(
    store: Store, here: Callable[[str], Actor], there: Callable[[str], Actor]
) -> None:
    first, second = enter(store, here("finance")), enter(store, there("finance"))
    for by in (here("finance"), there("finance")):
        with pytest.raises(UnitTaken):
            enter(store, by, building="1号楼", unit="1单元101室")
    for by, mine, other in ((here, first, second), (there, second, first)):
        found = perform(store, Directory.find_households, by("receptionist"), q="1栋1-101")
        assert [one["id"] for one in found["items"]] == [mine["id"]]
        with pytest.raises(NotFound):
            perform(store, Directory.get_household, by("receptionist"), household_id=other["id"])


def test_P01_D01_the_database_keeps_places_apart(
    store: Store, here: Callable[[str], Actor], there: Callable[[str], Actor]
) -> None:
    enter(store, here("finance"))
    enter(store, there("finance"))
    table = Household.__table__
    with store.engine.connect() as connection:
        rows = connection.execute(select(table).where(table.c.community_id == OTHER))
        [row] = rows.mappings()
    with pytest.raises(IntegrityError), store.engine.begin() as connection:
        connection.execute(insert(table), dict(row) | {"id": "h9"})


def test_P01_D01_an_import_is_of_one_community(
    store: Store,
    here: Callable[[str], Actor],
    there: Callable[[str], Actor],
    actor: Callable[..., Actor],
) -> None:
    mine = enter(store, here("finance"))
    tried = perform(store, Directory.import_rows, there("finance"), rows=[ROW], dry_run=True)
    assert [one["outcome"] for one in tried["outcomes"]] == ["created"]
    made = perform(store, Directory.import_rows, there("finance"), rows=[ROW])
    assert (made["created"], made["updated"]) == (1, 0)
    seen = perform(store, Directory.get_household, here("finance"), household_id=mine["id"])
    assert (seen["owner_name"], seen["version"]) == ("王芳", 1)
    for where in (None, OTHER):
        grants = frozenset({Grant("finance", FIRST_COMMUNITY), Grant("finance", where)})
        with pytest.raises(CommunityNotChosen):
            perform(store, Directory.import_rows, actor("finance", grants=grants), rows=[ROW])


def test_P01_D01_the_rows_of_a_sheet_say_where_they_are(
    store: Store,
    here: Callable[[str], Actor],
    there: Callable[[str], Actor],
    actor: Callable[..., Actor],
) -> None:
    """By name or short code; a place is one in its community, however that is called."""
    with store.write() as uow:
        uow.session.execute(update(community_replica).where(
            community_replica.c.community_id == FIRST_COMMUNITY).values(name="观澜花园", code="GL")
        )  # fmt: skip
        uow.change_recent()
    company = actor("finance", grants=frozenset({Grant("finance", None)}))
    said = ["NY", "观澜花园", "南苑", None, "北苑"]
    rows = [ROW | {"row": n, "community": one} for n, one in enumerate(said, start=2)]
    tried = perform(store, Directory.import_rows, company, rows=rows, dry_run=True)
    wrong = [(one["row"], one["field"], one["messages"]["en"][:12]) for one in tried["errors"]]
    assert wrong == [
        (4, "unit", "The same uni"), (5, "community", "There are se"),
        (6, "community", "There is no "),
    ]  # fmt: skip
    with pytest.raises(SpreadsheetHasErrors):
        perform(store, Directory.import_rows, company, rows=rows)
    assert homes(store) == [], "nothing half done"
    made = perform(store, Directory.import_rows, company, rows=rows[:2])
    assert made["created"] == 2
    assert homes(store) == [FIRST_COMMUNITY, OTHER]
    for by, code in ((here("finance"), "NY"), (there("finance"), "GL")):
        [error] = perform(
            store, Directory.import_rows, by, rows=[ROW | {"community": code}], dry_run=True
        )["errors"]
        assert error["field"] == "community", "as if there were no such community"


def homes(store: Store) -> list[str]:
    """Where there are households."""
    with store.read() as uow:
        return sorted(uow.session.scalars(select(Household.community_id)))


def test_P01_without_the_scope_an_import_would_change_the_household_of_another_community(
    store: Store,
    here: Callable[[str], Actor],
    there: Callable[[str], Actor],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control."""
    enter(store, here("finance"))
    monkeypatch.setattr(scope, "width", lambda: scope.Width.ALL)
    made = perform(store, Directory.import_rows, there("finance"), rows=[ROW])
    assert (made["created"], made["updated"]) == (0, 1)


def test_P01_a_building_keeps_its_label(store: Store, here: Callable[[str], Actor]) -> None:
    enter(store, here("finance"), building="A座")
    again = enter(store, here("finance"), building="A栋", unit="1-102")
    made = perform(store, Directory.create_person, here("director"),
                   name="赵永强", roles=["steward"], buildings=["A栋"])  # fmt: skip
    assert (again["building"], made["buildings"]) == ("A座", ["A座"])
    assert buildings(store) == [(FIRST_COMMUNITY, "A座")]


def test_P01_buildings_of_the_release_before_are_of_the_first(
    store: Store, here: Callable[[str], Actor]
) -> None:
    home = enter(store, here("finance"))
    made = perform(store, Directory.create_person, here("director"),
                   name="赵永强", roles=["steward"], buildings=["1栋", "地下车库"])  # fmt: skip
    downgrade(store.engine, "directory", "directory_0010")
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM outbox"))
    upgrade(store.engine, "directory")
    assert buildings(store) == [(FIRST_COMMUNITY, "1栋"), (FIRST_COMMUNITY, "地下车库")]
    with store.read() as uow:
        [house] = uow.session.scalars(select(Building).where(Building.name == "1栋"))
        assert uow.session.get_one(Household, home["id"]).building_id == house.id
        assert house.key == "1"
        [noted] = uow.session.scalars(select(Person))
        assert len(noted.served) == 2
    perform(store, Directory.change_person, here("director"), person_id=made["id"], skills=["lift"])
    assert serves(store, made["id"]) == [(FIRST_COMMUNITY, "1栋"), (FIRST_COMMUNITY, "地下车库")]


def test_P01_what_a_process_of_the_release_before_enters_is_found_its_building(
    store: Store, here: Callable[[str], Actor], there: Callable[[str], Actor]
) -> None:
    home = enter(store, here("finance"))
    made = perform(store, Directory.create_person, there("director"),
                   name="赵永强", roles=["steward"], buildings=["1栋"])  # fmt: skip
    with store.write() as uow:
        uow.session.execute(update(Household).values(building_id=None))
        uow.session.execute(update(Person).values(buildings=["1栋", "3栋"]))
    perform(store, Directory.change_household, here("receptionist"), household_id=home["id"],
            identity_check={"method": "id_card", "by": "林晓梅"}, vacant=True)  # fmt: skip
    assert events(store, "household_changed")[-1]["data"]["building_id"]
    perform(store, Directory.change_person, there("director"), person_id=made["id"], email="a@b.cn")
    assert serves(store, made["id"]) == [(OTHER, "1栋"), (FIRST_COMMUNITY, "3栋")]
    assert (FIRST_COMMUNITY, "3栋") in buildings(store)


def both_find_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have two who enter a building have found that there is none."""
    gate, enter_it = threading.Barrier(2, timeout=TIMEOUT), operations.enter_building

    def waiting(*what: Any) -> None:
        gate.wait()
        enter_it(*what)

    monkeypatch.setattr(operations, "enter_building", waiting)


def entered_at_once(store: Store, by: Actor) -> list[Any]:
    """Two flats of a new building, entered at the same moment."""
    units = ("1-101", "1-102")
    acts = [partial(enter, store, by, unit=unit) for unit in units]
    return at_once(*acts, refusals=IntegrityError)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_P01_a_building_that_two_enter_at_once_is_one(
    store: Store, here: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    both_find_none(monkeypatch)
    made = entered_at_once(store, here("finance"))
    assert [one["unit"] for one in made] == ["1-101", "1-102"]
    assert buildings(store) == [(FIRST_COMMUNITY, "1栋")]


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_P01_otherwise_one_of_them_would_be_refused(
    store: Store, here: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of entering it unless it is there."""
    both_find_none(monkeypatch)
    monkeypatch.setattr(UnitOfWork, "insert_ignoring", lambda _, table: insert(table))
    made = entered_at_once(store, here("finance"))
    assert sum(isinstance(one, IntegrityError) for one in made) == 1
