"""D01: a household is found by name, unit, building or the last digits of a phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from contracts.directory.search import TooManySearches
from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.errors import Forbidden, InvalidInput
from foundation.storage.store import Store
from services.directory.households.tables import Member
from services.directory.search import queries
from services.directory.search.queries import phone_is
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.operations.directory.conftest import CHECK
from tests.support.community import HERE

Enter = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]


pytestmark = pytest.mark.both_databases


@pytest.fixture
def some(store: Store, enter: Enter, actor: MakeActor) -> None:
    """Three flats and a shop."""
    enter(building="3", unit="2-1001", owner_name="王芳", phone="13812345678")
    enter(building="3", unit="2-901", owner_name="王小明", phone="13812349999")
    let = enter(building="10", unit="1-1001", owner_name="李雷", phone="13712340000")
    enter(building="2", unit="S01", unit_type="shop", owner_name="赵敏", phone="02066665678")
    perform(
        store,
        Directory.add_member,
        actor("receptionist"),
        household_id=let["id"],
        identity_check=CHECK,
        name="韩梅梅",
        relation="tenant",
        phone="13655554321",
    )


def found(store: Store, by: Actor, **query: Any) -> list[str]:
    items = perform(store, Directory.find_households, by, **query)["items"]
    return [f"{item['building']} {item['unit']}" for item in items]


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("q", "places"),
    [
        ("王", ["3栋 2-901", "3栋 2-1001"]),
        ("王芳", ["3栋 2-1001"]),
        ("韩梅梅", ["10栋 1-1001"]),
        ("2-1001", ["3栋 2-1001"]),
        ("1001", ["3栋 2-1001", "10栋 1-1001"]),
        ("s01", ["2栋 S01"]),
        ("3栋", ["3栋 2-901", "3栋 2-1001"]),
        ("3", ["3栋 2-901", "3栋 2-1001"]),
        ("0003", []),
        ("003", []),
        ("0000", ["10栋 1-1001"]),
        ("10号楼", ["10栋 1-1001"]),
        ("3栋2-1001", ["3栋 2-1001"]),
        ("三栋 2单元1001室", ["3栋 2-1001"]),
        ("３栋", ["3栋 2-901", "3栋 2-1001"]),
        ("3号", ["3栋 2-901", "3栋 2-1001"]),
        ("3栋2单元", ["3栋 2-901", "3栋 2-1001"]),
        ("3栋1单元", []),
        ("1单元", ["10栋 1-1001"]),
        ("S1", ["2栋 S01"]),
        ("商铺1", ["2栋 S01"]),
        ("2栋商铺1", ["2栋 S01"]),
        ("１３８１２３４５６７８", ["3栋 2-1001"]),
        ("3-2-901", ["3栋 2-901"]),
        ("5678", ["2栋 S01", "3栋 2-1001"]),
        ("12349999", []),
        ("81234", []),
        ("1381234567", []),
        ("+86 13812345678", ["3栋 2-1001"]),
        ("020-66665678", ["2栋 S01"]),
        ("9999", ["3栋 2-901"]),
        ("4321", ["10栋 1-1001"]),
        ("138 1234 5678", ["3栋 2-1001"]),
        ("678", []),
        ("%", []),
        ("_芳", []),
        ("", ["2栋 S01", "3栋 2-901", "3栋 2-1001", "10栋 1-1001"]),
    ],
)
def test_D01_a_search_finds(store: Store, actor: MakeActor, q: str, places: list[str]) -> None:
    assert found(store, actor("receptionist"), q=q) == places


@pytest.mark.usefixtures("some")
def test_D01_a_list_is_narrowed_by_building_and_type(store: Store, actor: MakeActor) -> None:
    desk = actor("receptionist")
    assert found(store, desk, building="3") == ["3栋 2-901", "3栋 2-1001"]
    assert found(store, desk, building="3号楼", q="王芳") == ["3栋 2-1001"]
    assert found(store, desk, unit_type="shop") == ["2栋 S01"]
    assert found(store, desk, key_only=True) == []
    with pytest.raises(Forbidden):
        found(store, actor("steward"), key_only=True)


@pytest.mark.usefixtures("some")
def test_D01_pages_follow_each_other_without_gap_or_repeat(store: Store, actor: MakeActor) -> None:
    seen: list[str] = []
    cursor = None
    for _ in range(5):
        page = perform(store, Directory.find_households, actor("steward"), limit=1, cursor=cursor)
        seen += [f"{item['building']} {item['unit']}" for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == ["2栋 S01", "3栋 2-901", "3栋 2-1001", "10栋 1-1001"]


def test_D01_a_cursor_that_leads_nowhere_is_refused(store: Store, actor: MakeActor) -> None:
    with pytest.raises(InvalidInput):
        perform(store, Directory.find_households, actor("steward"), cursor="nowhere")


@pytest.mark.usefixtures("some")
def test_D01_buildings_tell_what_they_hold_and_who_looks_after_them(
    store: Store, actor: MakeActor, employ: Callable[..., dict[str, Any]]
) -> None:
    employ("steward", name="赵永强", buildings=["3"])
    items = perform(store, Directory.list_buildings, actor("resident"))["items"]
    assert [item["building"] for item in items] == ["2栋", "3栋", "10栋"]
    third = items[1]
    assert (third["households"], third["shops"], third["area_m2"]) == (2, 0, "213.6")
    assert third["stewards"] == ["赵永强"]


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("q", "places"),
    [
        ("0001", []), ("001", []), ("0002", []), ("0010", []), ("0901", ["3栋 2-901"]),
        ("０００２", []), ("0-1", []), ("00-2", []), ("0单元2", []), ("2号房", []), ("1室", []),
        ("02-901", ["3栋 2-901"]), ("２－９０１", ["3栋 2-901"]), ("2 901", ["3栋 2-901"]),
    ],
)  # fmt: skip
def test_D01_figures_that_begin_with_0_are_all_of_no_building_or_entrance(
    store: Store, actor: MakeActor, q: str, places: list[str]
) -> None:
    for role in ("engineer", "receptionist"):
        assert found(store, actor(role), q=q) == places


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_D01_last_digits_are_looked_up_in_an_index(store: Store) -> None:
    """On PostgreSQL, among many others: `test_found_by_community`."""
    with store.read(scope=HERE) as uow:
        ((meant, values),) = phone_is("5678").items()
        found = select(Member.household_id).where(queries.NUMBERS[meant])
        statement = found.params(**values)
        bind = uow.session.get_bind()
        query = str(statement.compile(bind, compile_kwargs={"literal_binds": True}))
        plan = uow.session.execute(text(f"EXPLAIN QUERY PLAN {query}")).all()
    assert "ix_members_phone_reversed" in str(plan)


SEERS = ("receptionist", "supervisor", "steward", "finance", "inspector")
WHOLE = "13812345678"


def looks(store: Store, actor: MakeActor) -> list[dict[str, Any]]:
    items = perform(store, Directory.list_looks, actor("director"))["items"]
    return [{name: one[name] for name in ("by_id", "kind", "what", "rows")} for one in items]


def guess(store: Store, by: Actor, known: str) -> str:
    """What an attacker does: one more digit in front, as long as something is found."""
    while len(known) < len(WHOLE):
        hit = (digit for digit in "0123456789" if found(store, by, q=digit + known))
        if (digit := next(hit, None)) is None:
            return known
        known = digit + known
    return known


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("role", [*SEERS, "engineer"])
def test_D03_nobody_finds_a_number_out_digit_by_digit(
    store: Store, actor: MakeActor, role: str
) -> None:
    assert guess(store, actor(role), "5678") == "5678"


@pytest.mark.usefixtures("some")
def test_D03_without_the_rule_a_number_is_found_out(
    store: Store, actor: MakeActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: with any number of last digits being looked for."""
    monkeypatch.setattr(queries, "FINDERS", {"engineer"})
    monkeypatch.setattr(queries, "looked_for", lambda text: text)
    any_end = queries.reached(queries.begins(queries.MEMBERS.phone_reversed, "any_end"))
    monkeypatch.setitem(queries.MEANINGS, "any end", any_end)
    ends = queries.beginning
    monkeypatch.setattr(
        queries, "phone_is", lambda digits: {"any end": {"any_end": ends(digits[::-1])}}
    )
    assert guess(store, actor("engineer"), "5678") == WHOLE


@pytest.mark.usefixtures("some")
def test_D03_a_search_by_number_is_a_look(
    store: Store, actor: MakeActor, clock: FixedClock
) -> None:
    desk = actor("receptionist")
    for q in ("5678", WHOLE, "王芳", "3-2-901", "56789"):
        found(store, desk, q=q)
        clock.advance(timedelta(seconds=1))
    logged = {"by_id": desk.id, "kind": "search", "what": "phone"}
    assert looks(store, actor) == [logged | {"rows": 1}, logged | {"rows": 2}]


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("q", ["5678", WHOLE])
def test_D03_who_may_not_reveal_searches_places_alone(
    store: Store, actor: MakeActor, q: str
) -> None:
    assert found(store, actor("engineer"), q=q) == []
    assert found(store, actor("engineer"), q="1001") == ["3栋 2-1001", "10栋 1-1001"]
    assert looks(store, actor) == []


@pytest.mark.usefixtures("some")
def test_D03_searches_by_number_are_bounded_per_person_and_time(
    store: Store, actor: MakeActor, clock: FixedClock
) -> None:
    change = {"name": "phone_searches", "value": 3}
    perform(store, Directory.change_policy, actor("admin"), **change)
    desk = actor("receptionist")
    for _ in range(3):
        found(store, desk, q=WHOLE)
        clock.advance(timedelta(microseconds=1))
    with pytest.raises(TooManySearches):
        found(store, desk, q=WHOLE)
    assert found(store, desk, q="王芳")
    assert found(store, actor("steward"), q=WHOLE)
    clock.advance(timedelta(minutes=61))
    assert found(store, desk, q=WHOLE)


@pytest.fixture
def bounded(store: Store, actor: MakeActor) -> None:
    """One search by a number, and no more."""
    change = {"name": "phone_searches", "value": 1}
    perform(store, Directory.change_policy, actor("admin"), **change)


@pytest.mark.usefixtures("some", "bounded")
@pytest.mark.parametrize(
    ("q", "places"),
    [
        ("2-901", ["3栋 2-901"]),
        ("1-201", []),
        ("12-01", []),
        ("1 201", []),
        (" 1-1001", ["10栋 1-1001"]),
        ("10-1-1001", ["10栋 1-1001"]),
        ("12-3-1001", []),
        ("12-10001", []),
        ("1001", ["3栋 2-1001", "10栋 1-1001"]),
        ("901", ["3栋 2-901"]),
    ],
)
def test_D03_what_names_a_place_is_no_search_by_number(
    store: Store, actor: MakeActor, q: str, places: list[str]
) -> None:
    desk = actor("receptionist")
    for _ in range(3):
        assert found(store, desk, q=q) == places
    assert looks(store, actor) == []
    assert found(store, desk, q=WHOLE) == ["3栋 2-1001"], "there is room for it still"


@pytest.mark.usefixtures("some", "bounded")
@pytest.mark.parametrize("q", ["5678", "0001", WHOLE, "138-1234-5678", "020-66665678", "6666-5678"])
def test_D03_what_can_only_be_a_number_is_counted(store: Store, actor: MakeActor, q: str) -> None:
    desk = actor("receptionist")
    found(store, desk, q=q)
    assert len(looks(store, actor)) == 1
    with pytest.raises(TooManySearches):
        found(store, desk, q=q)


@pytest.mark.usefixtures("some", "bounded")
def test_D03_a_room_that_ends_a_number_is_found_as_a_room_at_least(
    store: Store, actor: MakeActor, enter: Enter
) -> None:
    enter(building="5", unit="1-301", owner_name="郑爽", phone="13900001001")
    desk = actor("receptionist")
    rooms = ["3栋 2-1001", "10栋 1-1001"]
    assert found(store, desk, q="1001") == ["3栋 2-1001", "5栋 1-301", "10栋 1-1001"]
    assert len(looks(store, actor)) == 1
    assert found(store, desk, q="1001") == rooms, "the bound holds for numbers, not for places"
    assert len(looks(store, actor)) == 1
