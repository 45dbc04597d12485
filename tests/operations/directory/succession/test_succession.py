"""D06: another person is another member, by whatever door; who leaves takes nothing along."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.errors import InvalidInput, NotAuthenticated, NotYourHousehold
from foundation.storage.store import Store
from services.directory.service import DirectoryService as Directory
from services.directory.succession import operations as succession
from tests.operations.conftest import events, perform
from tests.operations.directory.conftest import CHECK
from tests.operations.directory.imports.test_import import bring, sheet

Enter = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]
MoveIn = Callable[..., Actor]
Home = dict[str, Any]
Door = Callable[[Store, Actor, Home, str, str], Home]

IDENTITY, ANOTHER = "11010519491231002X", "110105199003070033"
HEADINGS = [
    "楼栋", "房号", "建筑面积", "业主姓名", "手机", "邮箱", "身份证号", "租户姓名", "租户手机"
]  # fmt: skip
OWNER = ("王芳", "13812345678")
TENANT = ("李雷", "13700000001")
OTHER = ("赵敏", "13600000009")


@pytest.fixture
def home(store: Store, enter: Enter, actor: MakeActor) -> Home:
    """A household: its owner has an address and an identity number, and there is a tenant."""
    made = enter(email="wang@example.org")
    desk, where = actor("receptionist"), {"household_id": made["id"], "identity_check": CHECK}
    perform(
        store, Directory.change_member, desk, **where,
        member_id=made["members"][0]["id"], id_number=IDENTITY,
    )  # fmt: skip
    name, phone = TENANT
    tenant = {"name": name, "relation": "tenant", "phone": phone, "email": "li@example.org"}
    return dict(perform(store, Directory.add_member, desk, **where, **tenant))


def by_household(store: Store, by: Actor, home: Home, name: str, phone: str) -> Home:
    values = {"owner_name": name, "phone": phone, "identity_check": CHECK}
    return dict(perform(store, Directory.change_household, by, household_id=home["id"], **values))


def by_member(at: int) -> Door:
    def change(store: Store, by: Actor, home: Home, name: str, phone: str) -> Home:
        who = {"household_id": home["id"], "member_id": home["members"][at]["id"]}
        values = {"name": name, "phone": phone, "identity_check": CHECK}
        return dict(perform(store, Directory.change_member, by, **who, **values))

    return change


def by_import(at: int) -> Door:
    """A sheet in which name and number alone were written over: the rest is still the other's."""

    def change(store: Store, by: Actor, home: Home, name: str, phone: str) -> Home:
        people = [*OWNER, *TENANT]
        people[2 * at : 2 * at + 2] = name, phone
        row = [
            "3", "2-1001", 106.8, *people[:2], "wang@example.org", IDENTITY, *people[2:]
        ]  # fmt: skip
        finance = Actor("p-finance", "finance", frozenset({"finance"}))
        bring(store, finance, sheet(row, headings=HEADINGS))
        assert bring(store, finance, sheet(row, headings=HEADINGS))["unchanged"] == 1
        return read(store, by, home)

    return change


DOORS: dict[str, tuple[int, Door]] = {
    "owner, household": (0, by_household),
    "owner, member": (0, by_member(0)),
    "owner, import": (0, by_import(0)),
    "tenant, member": (1, by_member(1)),
    "tenant, import": (1, by_import(1)),
}
each_door = pytest.mark.parametrize(("at", "door"), DOORS.values(), ids=DOORS)


def read(store: Store, by: Actor, home: Home) -> Home:
    return dict(perform(store, Directory.get_household, by, household_id=home["id"]))


def add(store: Store, by: Actor, home: Home, relation: str, **values: Any) -> Home:
    person = {"name": relation, "relation": relation, "phone": "13500000005"} | values
    return dict(
        perform(
            store, Directory.add_member, by, household_id=home["id"], identity_check=CHECK, **person
        )
    )  # fmt: skip


def entry(home: Home, name: str) -> dict[str, Any]:
    return next(dict(one) for one in home["members"] if one["name"] == name)


def published(store: Store) -> dict[str, Any]:
    """The household as the other services know it."""
    return dict(events(store, "household_changed")[-1]["data"])


@each_door
def test_D06_another_name_and_phone_end_the_one_and_begin_the_other(
    store: Store, home: Home, actor: MakeActor, move_in: MoveIn, clock: FixedClock, at: int,
    door: Door,
) -> None:  # fmt: skip
    before = home["members"][at]
    leaver = move_in(home, at)
    clock.advance(timedelta(days=3))
    after = door(store, actor("supervisor"), home, *OTHER)

    [now] = [one for one in after["members"] if one["relation"] == before["relation"]]
    assert now["id"] != before["id"]
    assert (now["name"], now["phone_masked"]) == ("赵敏", "136****0009")
    assert (now["email"], now["id_number_masked"], now["person_id"]) == (None, None, None)
    [former] = after["former_members"]
    assert (former["id"], former["name"]) == (before["id"], before["name"])
    assert (former["since"][:10], former["until"][:10]) == ("2026-11-02", "2026-11-05")

    with pytest.raises(NotYourHousehold):
        read(store, leaver, home)
    with pytest.raises(NotAuthenticated):
        perform(store, Directory.me, leaver)
    person = events(store, "person_changed")[-1]["data"]
    assert (person["person_id"], person["active"]) == (leaver.id, False)
    assert person["household_ids"] == []
    assert [one["name"] for one in published(store)["members"]].count(before["name"]) == 0


@each_door
def test_D02_a_change_of_person_keeps_the_check_and_both_of_them(
    store: Store, home: Home, actor: MakeActor, clock: FixedClock, at: int, door: Door
) -> None:
    desk = actor("supervisor")
    clock.advance(timedelta(days=1))
    door(store, desk, home, *OTHER)
    newest = perform(store, Directory.household_history, desk, household_id=home["id"])["items"][0]
    names = ("tenant_name", "name")
    was = [newest["before"][name] for name in names if name in newest["before"]]
    now = [newest["after"][name] for name in names if name in newest["after"]]
    assert (was, now) == ([home["members"][at]["name"]], ["赵敏"])
    assert newest["identity_method"] in {"id_card", "import"}


CORRECTIONS = {
    "spelling": {"name": "王方"},
    "phone": {"phone": "13911112222"},
    "phone with a country code, and the name": {"name": "王方", "phone": "+8613812345678"},
    "identity number": {"id_number": ANOTHER},
    "e-mail": {"email": "fang@example.org"},
}


@pytest.mark.parametrize("facts", CORRECTIONS.values(), ids=CORRECTIONS)
def test_D06_what_is_put_right_of_one_person_stays_theirs(
    store: Store, home: Home, actor: MakeActor, move_in: MoveIn, facts: dict[str, Any]
) -> None:
    owner, was = move_in(home), home["members"][0]
    who = {"household_id": home["id"], "member_id": was["id"], "identity_check": CHECK}
    after = perform(store, Directory.change_member, actor("receptionist"), **who, **facts)
    assert after["members"][0]["id"] == was["id"]
    assert after["former_members"] == []
    assert read(store, owner, home)["id"] == home["id"]


@pytest.mark.parametrize("other", [{"name": "赵敏"}, {"phone": "13600000009"}])
def test_D06_another_identity_number_with_another_name_or_phone_is_another_person(
    store: Store, home: Home, actor: MakeActor, other: dict[str, str]
) -> None:
    was = home["members"][0]
    who = {"household_id": home["id"], "member_id": was["id"], "identity_check": CHECK}
    facts = {"id_number": ANOTHER} | other
    after = perform(store, Directory.change_member, actor("receptionist"), **who, **facts)
    assert after["members"][0]["id"] != was["id"]
    assert after["members"][0]["id_number_masked"] == "1****************3"
    assert after["members"][0]["email"] is None


def test_D06_without_the_rule_the_former_owner_would_read_the_new_ones_data(
    store: Store, home: Home, actor: MakeActor, move_in: MoveIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(succession, "is_another", lambda *_: False)
    former = move_in(home)
    by_household(store, actor("supervisor"), home, *OTHER)
    seen = read(store, former, home)["members"][0]
    assert (seen["name"], seen["phone_masked"]) == ("赵敏", "136****0009")
    assert seen["id_number_masked"] == "1****************X"
    assert seen["email"] == "wang@example.org"


def test_D06_the_successor_finds_nothing_of_the_one_before_in_the_history(
    store: Store, home: Home, actor: MakeActor, move_in: MoveIn, clock: FixedClock
) -> None:
    desk = actor("supervisor")
    clock.advance(timedelta(hours=1))
    after = by_household(store, desk, home, *OTHER)
    successor = move_in(after)
    clock.advance(timedelta(hours=1))
    by_member(0)(store, desk, after, "赵敏", "13699999999")
    [seen] = perform(store, Directory.household_history, successor, household_id=home["id"])[
        "items"
    ]
    assert seen["after"]["phone"] == "136****9999"
    tenant = move_in(after, 1)
    own = perform(store, Directory.household_history, tenant, household_id=home["id"])["items"]
    assert [one["after"]["name"] for one in own] == ["李雷"]


def test_D06_tenants_see_of_the_owner_who_it_is_and_no_address(
    store: Store, home: Home, move_in: MoveIn
) -> None:
    seen = read(store, move_in(home, 1), home)
    owner, own = seen["members"]
    assert (owner["name"], owner["email"], owner["id_number_masked"]) == ("王芳", None, None)
    assert (own["email"], seen["email"]) == ("li@example.org", None)
    assert seen["former_members"] == []


def test_D06_one_of_two_tenants_is_followed_and_the_other_stays(
    store: Store, home: Home, actor: MakeActor, move_in: MoveIn
) -> None:
    desk = actor("supervisor")
    both = add(store, desk, home, "tenant", name="孙丽", phone="13500000001")
    stays = move_in(both, 2)
    after = by_import(1)(store, desk, both, *OTHER)
    assert [one["name"] for one in after["members"]] == ["王芳", "赵敏", "孙丽"]
    assert read(store, stays, home)["id"] == home["id"]
    named = by_import(1)(store, desk, after, "孙丽", "13500000001")
    assert [one["name"] for one in named["members"]] == ["王芳", "赵敏", "孙丽"]


def test_D06_family_leaves_with_whom_it_belongs_to(
    store: Store, home: Home, actor: MakeActor
) -> None:
    desk, tenant = actor("supervisor"), entry(home, "李雷")
    add(store, desk, home, "family", name="小王", phone="13500000006")
    full = add(
        store, desk, home, "family", name="小李", phone="13500000007", of_member_id=tenant["id"]
    )
    sides = {one["name"]: one["side"] for one in published(store)["members"]}
    assert sides == {"王芳": "owner", "李雷": tenant["id"], "小王": "owner", "小李": tenant["id"]}
    gone = by_member(1)(store, desk, full, *OTHER)
    assert {one["name"] for one in gone["members"]} == {"王芳", "小王", "赵敏"}
    gone = by_household(store, desk, gone, "钱进", "13400000004")
    assert {one["name"] for one in gone["members"]} == {"钱进", "赵敏"}
    assert {one["name"] for one in gone["former_members"]} == {"王芳", "小王", "李雷", "小李"}


def test_D06_family_is_somebodys(store: Store, home: Home, actor: MakeActor) -> None:
    desk, tenant = actor("supervisor"), entry(home, "李雷")
    with pytest.raises(InvalidInput):
        add(store, desk, home, "owner", of_member_id=tenant["id"])


def test_D06_a_co_owner_shares_the_ownership_and_stays_when_the_other_is_followed(
    store: Store, home: Home, actor: MakeActor, move_in: MoveIn, clock: FixedClock
) -> None:
    desk = actor("supervisor")
    clock.advance(timedelta(days=1))
    shared = add(store, desk, home, "owner", name="周建", phone="13300000003")
    assert [one["sees_from"] for one in published(store)["members"] if one["name"] == "周建"] == [
        None
    ]
    assert published(store)["owner_since"] is None
    partner = move_in(shared, 2)
    by_household(store, desk, shared, *OTHER)
    assert read(store, partner, home)["members"][0]["name"] == "赵敏"
    begun = {one["name"]: one["sees_from"] for one in published(store)["members"]}
    assert begun["赵敏"] is not None
    assert published(store)["owner_since"] is not None


def test_D06_who_is_entered_as_a_co_owner_before_the_seller_goes_sees_nothing_of_his(
    store: Store, home: Home, actor: MakeActor, clock: FixedClock
) -> None:
    """The other way in which a sale comes to the desk: first the buyer, then the seller's leave."""
    desk = actor("supervisor")
    clock.advance(timedelta(days=1))
    add(store, desk, home, "family", name="小王", phone="13500000006")
    clock.advance(timedelta(days=1))
    shared = add(store, desk, home, "owner", name="赵敏", phone="13600000009")
    clock.advance(timedelta(days=1))
    seller = {"household_id": home["id"], "member_id": home["members"][0]["id"]}
    perform(store, Directory.remove_member, desk, **seller, identity_check=CHECK)
    state = published(store)
    assert shared["members"][0]["name"] == "王芳"
    assert [one["name"] for one in state["members"]] == ["李雷", "赵敏"]
    assert state["members"][1]["sees_from"] == state["owner_since"]
    assert state["owner_since"] is not None


def test_D06_a_tenant_who_buys_begins_as_an_owner(
    store: Store, home: Home, actor: MakeActor, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=1))
    tenant = entry(home, "李雷")
    who = {"household_id": home["id"], "member_id": tenant["id"], "identity_check": CHECK}
    after = perform(store, Directory.change_member, actor("receptionist"), **who, relation="owner")
    assert entry(after, "李雷")["id"] == tenant["id"]
    state = next(one for one in published(store)["members"] if one["name"] == "李雷")
    assert (state["side"], state["sees_from"] is None) == ("owner", False)


def test_D06_who_has_another_home_keeps_the_login_for_it(
    store: Store, home: Home, enter: Enter, actor: MakeActor, employ: Callable[..., Any]
) -> None:
    second = enter(unit="2-1101")
    ids = [home["members"][0]["id"], second["members"][0]["id"]]
    person = employ("resident", name="王芳", member_ids=ids)
    by_household(store, actor("supervisor"), home, *OTHER)
    last = events(store, "person_changed")[-1]["data"]
    assert (last["person_id"], last["active"]) == (person["id"], True)
    assert last["household_ids"] == [second["id"]]


def test_D06_access_is_given_to_members_alone(
    store: Store, home: Home, actor: MakeActor, employ: Callable[..., Any]
) -> None:
    by_household(store, actor("supervisor"), home, *OTHER)
    with pytest.raises(InvalidInput):
        employ("resident", name="王芳", member_ids=[home["members"][0]["id"]])


def test_D01_nobody_is_found_by_the_name_of_who_has_left(
    store: Store, home: Home, actor: MakeActor
) -> None:
    desk = actor("supervisor")
    by_household(store, desk, home, *OTHER)
    assert perform(store, Directory.find_households, desk, q="王芳")["items"] == []
    assert perform(store, Directory.find_households, desk, q="赵敏")["items"]
