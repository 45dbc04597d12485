"""D01: a household is found by name, unit, building or the last digits of a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, text

from foundation.actor import Actor
from foundation.errors import InvalidInput
from foundation.storage.store import Store
from services.directory.queries import phone_ends
from services.directory.service import DirectoryService as Directory
from services.directory.tables import Member
from tests.operations.conftest import perform
from tests.operations.directory.conftest import CHECK

Enter = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]


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
        ("10号楼", ["10栋 1-1001"]),
        ("3栋2-1001", ["3栋 2-1001"]),
        ("3-2-901", ["3栋 2-901"]),
        ("5678", ["2栋 S01", "3栋 2-1001"]),
        ("12349999", ["3栋 2-901"]),
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


def test_D01_last_digits_are_looked_up_in_an_index(store: Store) -> None:
    with store.read() as work:
        statement = select(Member.household_id).where(phone_ends("5678"))
        bind = work.session.get_bind()
        query = str(statement.compile(bind, compile_kwargs={"literal_binds": True}))
        if bind.dialect.name == "sqlite":
            plan = work.session.execute(text(f"EXPLAIN QUERY PLAN {query}")).all()
        else:
            work.session.execute(text("SET enable_seqscan = off"))
            plan = work.session.execute(text(f"EXPLAIN {query}")).all()
    assert "ix_members_phone_reversed" in str(plan)
