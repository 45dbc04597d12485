"""P04: residents come in by themselves; the owner lets in family and tenants."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from contracts.directory.accounts import UsernameTaken
from contracts.directory.household_codes import CodeOver, CodeUnknown, NotInArchive, NotLetIn
from contracts.directory.members import MemberTwice
from contracts.directory.passwords import WeakPassword
from foundation import config
from foundation.actor import SYSTEM, Actor
from foundation.clock import FixedClock
from foundation.errors import (
    CommunityClosed,
    Forbidden,
    InvalidInput,
    NotYourHousehold,
    ServiceError,
)
from foundation.membership import Standing
from foundation.storage.store import Store
from services.directory.household_codes import codes
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.operations.directory.conftest import CHECK
from tests.support.community import close_here

PASSWORD = "quiet-Harbour-lamp-58"
WANG = {"name": "王芳", "phone": "13812345678"}
LI = {"name": "李雷", "phone": "13700001234"}
MakeActor = Callable[..., Actor]


@pytest.fixture(autouse=True)
def installation() -> Iterator[None]:
    """An installation with a secret."""
    before = config.settings()
    config.use(replace(before, secret_key="s" * 40))
    yield
    config.use(before)


@dataclass
class House:
    """A building of two homes, and its desk."""

    store: Store
    desk: Actor
    homes: list[dict[str, Any]]

    def printed(self, by: Actor | None = None, building: str = "3") -> list[str]:
        """Print the papers of the building: the codes."""
        answer = perform(self.store, Directory.print_codes, by or self.desk, building=building)
        return [one["code"] for one in answer["items"]]

    def come_in(self, code: str, username: str = "wangfang", **who: Any) -> dict[str, Any]:
        """Open an account with a code; what it opens."""
        data = {"code": code, "username": username, "password": PASSWORD} | (who or WANG)
        perform(self.store, Directory.use_code, SYSTEM, **data)
        login = {"username": username, "password": data["password"]}
        return dict(perform(self.store, Directory.authenticate, SYSTEM, **login))

    def household(self, number: int = 0) -> dict[str, Any]:
        """A household as the desk sees it."""
        about = {"household_id": self.homes[number]["id"]}
        return dict(perform(self.store, Directory.get_household, self.desk, **about))


@pytest.fixture
def house(store: Store, enter: Callable[..., dict[str, Any]], actor: MakeActor) -> House:
    """Two homes of building 3."""
    homes = [enter(), enter(unit="2-1002", owner_name="韩梅梅", phone="13900000003")]
    return House(store, actor("receptionist"), homes)


def as_resident(opened: dict[str, Any]) -> Actor:
    """Who has logged in."""
    return Actor(
        opened["id"], opened["name"], frozenset({"resident"}), frozenset(opened["household_ids"]),
        standings=tuple(map(Standing.from_claims, opened["standings"])),
    )  # fmt: skip


def test_P04_papers_are_printed_by_building_in_walking_order(house: House) -> None:
    answer = perform(house.store, Directory.print_codes, house.desk, building="3号楼")
    assert [(one["building"], one["unit"]) for one in answer["items"]] == [
        ("3栋", "2-1001"), ("3栋", "2-1002"),
    ]  # fmt: skip
    assert not [one for one in answer["items"] if "王芳" in str(one)], "no person is named"
    for one in answer["items"]:
        left, right = one["code"].split("-")
        assert len(left) == len(right) == 5 and one["link"].endswith(f"/come-in/{one['code']}")


def test_P04_whoever_is_of_the_archive_opens_an_account_with_it(house: House) -> None:
    code, _ = house.printed()
    shown = perform(house.store, Directory.open_code, SYSTEM, code=code.lower().replace("-", " "))
    assert (shown["building"], shown["unit"], shown["relation"]) == ("3栋", "2-1001", None)
    assert "王芳" not in str(shown)
    opened = house.come_in(code)
    assert opened["household_ids"] == [house.homes[0]["id"]]
    assert (opened["name"], opened["roles"]) == ("王芳", ["resident"])


def test_P04_D02_how_they_were_identified_is_recorded(house: House) -> None:
    code, _ = house.printed()
    house.come_in(code)
    about = {"household_id": house.homes[0]["id"]}
    last = perform(house.store, Directory.household_history, house.desk, **about)["items"][0]
    assert (last["identity_method"], last["identity_by"]) == ("code", "王芳")


@pytest.mark.parametrize(
    "who", [LI, WANG | {"phone": "13812345679"}, {**LI, **{"phone": WANG["phone"]}}]
)
def test_P04_who_is_not_of_the_household_does_not_come_in(
    house: House, who: dict[str, str]
) -> None:
    code, _ = house.printed()
    with pytest.raises(NotInArchive):
        house.come_in(code, **who)
    assert house.come_in(code), "the code holds still"


@pytest.mark.both_databases
def test_P04_a_code_on_paper_is_used_by_each_member_once(house: House) -> None:
    home = house.homes[0]["id"]
    family = {"name": "王小明", "phone": "13600000001", "relation": "family"}
    perform(house.store, Directory.add_member, house.desk, household_id=home,
            identity_check=CHECK, **family)  # fmt: skip
    code, _ = house.printed()
    house.come_in(code)
    with pytest.raises(NotInArchive):
        house.come_in(code, "another")
    assert house.come_in(code, "xiaoming", name="王小明", phone="13600000001")


def test_P04_a_newer_paper_takes_the_place_of_the_older(house: House) -> None:
    first, second = house.printed()[0], house.printed()[0]
    with pytest.raises(CodeOver):
        house.come_in(first)
    assert house.come_in(second)


def test_P04_a_code_ends_with_its_days(house: House, clock: FixedClock) -> None:
    code, _ = house.printed()
    clock.advance(timedelta(days=60))
    with pytest.raises(CodeOver):
        house.come_in(code)


def change_hands(house: House) -> None:
    """Somebody else owns the first home from now on."""
    home = house.household()
    change = {"household_id": home["id"], "member_id": home["members"][0]["id"]}
    perform(house.store, Directory.change_member, house.desk, **change, **LI, identity_check=CHECK)


def test_P04_D06_a_code_ends_when_the_household_changes_hands(
    house: House, clock: FixedClock
) -> None:
    code, _ = house.printed()
    clock.advance(timedelta(days=1))
    change_hands(house)
    with pytest.raises(CodeOver):
        house.come_in(code, **LI)


def test_P04_negative_control_without_the_guard_an_old_paper_would_open(
    house: House, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _ = house.printed()
    clock.advance(timedelta(days=1))
    change_hands(house)
    monkeypatch.setattr(codes, "is_from_before", lambda *_: False)
    assert house.come_in(code, **LI)


def test_P04_a_code_that_there_is_not_opens_nothing(house: House) -> None:
    house.printed()
    with pytest.raises(CodeUnknown):
        house.come_in("AAAAA-AAAAA")


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"password": "1"}, WeakPassword),
        ({"password": "王芳13812345678"}, WeakPassword),
        ({"username": "A b"}, InvalidInput),
        ({"username": "taken"}, UsernameTaken),
    ],
)
def test_P04_what_is_refused_leaves_nothing_behind(
    house: House, wrong: dict[str, Any], refusal: type[ServiceError]
) -> None:
    first, second = house.printed()
    house.come_in(second, "taken", name="韩梅梅", phone="13900000003")
    with pytest.raises(refusal):
        house.come_in(first, **(WANG | wrong))
    assert house.household()["members"][0]["person_id"] is None
    assert house.come_in(first)


def test_P04_the_database_opens_nothing(house: House) -> None:
    printed = house.printed()
    with house.store.read() as uow:
        names = uow.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        rows = str([uow.session.execute(text(f"SELECT * FROM {name}")).all() for name in names])
    assert not [code for code in printed if code in rows or code.replace("-", "") in rows]


@pytest.mark.parametrize(("buildings", "may"), [(["3"], True), (["4"], False), ([], False)])
def test_P04_a_steward_prints_for_the_own_buildings(
    house: House, employ: Callable[..., dict[str, Any]], buildings: list[str], may: bool
) -> None:
    made = employ("steward", buildings=buildings)
    steward = Actor(made["id"], "s", frozenset({"steward"}))
    if may:
        assert len(house.printed(steward)) == 2
        return
    with pytest.raises(Forbidden):
        house.printed(steward)


@pytest.mark.parametrize("role", ["engineer", "finance", "inspector", "resident", "admin"])
def test_P04_others_print_none(house: House, actor: MakeActor, role: str) -> None:
    with pytest.raises(Forbidden):
        house.printed(actor(role))


def test_P04_there_is_no_paper_for_a_building_without_homes(house: House) -> None:
    with pytest.raises(InvalidInput) as refused:
        house.printed(building="9")
    assert set(refused.value.errors) == {"building"}


def let_in(house: House, by: Actor, relation: str = "tenant", name: str = "李雷") -> str:
    """A code for somebody whom a member lets in."""
    data = {"household_id": house.homes[0]["id"], "name": name, "relation": relation}
    return str(perform(house.store, Directory.let_in, by, **data)["code"])


def listed(house: House, by: Actor) -> list[dict[str, Any]]:
    """Whom a member has let in."""
    about = {"household_id": house.homes[0]["id"]}
    return list(perform(house.store, Directory.list_let_in, by, **about)["items"])


def test_P04_the_owner_lets_in_a_tenant_who_sees_their_own_side_only(house: House) -> None:
    owner = as_resident(house.come_in(house.printed()[0]))
    code = let_in(house, owner)
    assert [(one["name"], one["member_id"]) for one in listed(house, owner)] == [("李雷", None)]
    tenant = house.come_in(code, "lilei", **LI)
    [standing] = tenant["standings"]
    assert standing["side"] == standing["member_id"] and standing["sees_from"] is not None
    assert [one["member_id"] for one in listed(house, owner)] == [standing["member_id"]]
    with pytest.raises(CodeOver):
        house.come_in(code, "again", **LI)


def test_P04_family_sees_what_the_owner_sees(house: House) -> None:
    owner = as_resident(house.come_in(house.printed()[0]))
    family = house.come_in(let_in(house, owner, "family"), "lilei", **LI)
    assert family["standings"][0]["side"] == "owner"


def test_P04_a_code_is_for_whom_it_was_given(house: House) -> None:
    owner = as_resident(house.come_in(house.printed()[0]))
    with pytest.raises(NotInArchive):
        house.come_in(let_in(house, owner), "x.y", name="韩梅梅", phone="13700001234")


def test_P04_D06_the_owner_takes_out_whom_they_let_in_at_once(house: House) -> None:
    owner = as_resident(house.come_in(house.printed()[0]))
    tenant = house.come_in(let_in(house, owner), "lilei", **LI)
    about = {"household_id": house.homes[0]["id"], "member_id": tenant["standings"][0]["member_id"]}
    perform(house.store, Directory.take_out, owner, **about)
    with pytest.raises(ServiceError):
        held = {"person_id": tenant["id"], "session_id": tenant["session_id"]}
        perform(house.store, Directory.session, SYSTEM, **held)
    assert listed(house, owner) == []


def test_P04_nobody_takes_out_whom_they_did_not_let_in(house: House) -> None:
    home = house.homes[0]["id"]
    perform(house.store, Directory.add_member, house.desk, household_id=home,
            identity_check=CHECK, relation="tenant", **LI)  # fmt: skip
    owner = as_resident(house.come_in(house.printed()[0]))
    member = next(one for one in house.household()["members"] if one["name"] == "李雷")
    for member_id in (member["id"], owner.standings[0].member_id):
        with pytest.raises(NotLetIn):
            perform(house.store, Directory.take_out, owner, household_id=home, member_id=member_id)


LETS_IN = [("tenant", "family", True), ("tenant", "tenant", False), ("family", "family", False)]


@pytest.mark.parametrize(("who", "relation", "may"), LETS_IN)
def test_P04_a_tenant_lets_in_family_and_family_nobody(
    house: House, who: str, relation: str, may: bool
) -> None:
    owner = as_resident(house.come_in(house.printed()[0]))
    member = as_resident(house.come_in(let_in(house, owner, who), "lilei", **LI))
    if not may:
        with pytest.raises(Forbidden):
            let_in(house, member, relation, "韩梅梅")
        return
    code = let_in(house, member, relation, "韩梅梅")
    family = house.come_in(code, "han", name="韩梅梅", phone="13600000002")
    assert family["standings"][0]["side"] == member.standings[0].member_id, "the tenant's side"


def test_P04_another_household_is_nobodys_to_let_in(house: House) -> None:
    owner = as_resident(house.come_in(house.printed()[1], name="韩梅梅", phone="13900000003"))
    with pytest.raises(NotYourHousehold):
        let_in(house, owner)


def test_P04_D06_who_has_left_lets_in_nobody_more(house: House, clock: FixedClock) -> None:
    owner = as_resident(house.come_in(house.printed()[0]))
    code = let_in(house, owner)
    clock.advance(timedelta(days=1))
    change_hands(house)
    with pytest.raises(CodeOver):
        house.come_in(code, "lilei", **(LI | {"phone": "13600000009"}))


def test_D01_whom_the_owner_lets_in_is_not_entered_twice(house: House) -> None:
    host = as_resident(house.come_in(house.printed()[0]))
    where = {"household_id": house.homes[0]["id"], "relation": "family"}
    code = perform(house.store, Directory.let_in, host, **where, name="李雷")["code"]
    house.come_in(code, "lilei", **LI)
    again = perform(house.store, Directory.let_in, host, **where, name="李雷")["code"]
    with pytest.raises(MemberTwice) as refused:
        house.come_in(again, "lilei2", **LI)
    assert list(refused.value.errors) == ["name"]
    assert [one["name"] for one in house.household()["members"]] == ["王芳", "李雷"]


def test_P01_in_a_closed_community_nobody_comes_in_by_a_code_and_who_did_logs_in(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = house.printed()
    house.come_in(first)
    with house.store.write() as uow:
        close_here(uow)
    with pytest.raises(CommunityClosed):
        house.come_in(second, "hanmeimei", name="韩梅梅", phone="13900000003")
    login = {"username": "wangfang", "password": PASSWORD}
    assert perform(house.store, Directory.authenticate, SYSTEM, **login)["household_ids"]
    monkeypatch.setattr(Store, "closed_communities", lambda _: {})
    assert house.come_in(second, "hanmeimei", name="韩梅梅", phone="13900000003"), "else they would"
