"""D05: staff, roles, buildings served, skills; residents with access; their logins."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from contracts.directory.accounts import UsernameTaken
from contracts.directory.passwords import WeakPassword
from foundation.actor import Actor
from foundation.errors import Forbidden, InvalidInput, StaleEdit
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from services.directory.access.operations import change
from services.directory.households.tables import Member
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform

Enter = Callable[..., dict[str, Any]]
Employ = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]
PASSWORD = "correct horse battery"


pytestmark = pytest.mark.both_databases


def names(store: Store, by: Actor, **query: Any) -> list[str]:
    items = perform(store, Directory.find_people, by, **query)["items"]
    return [item["name"] for item in items]


def test_D05_who_joins_is_told_with_roles_buildings_and_skills(
    store: Store, employ: Employ
) -> None:
    made = employ("engineer", buildings=["3", "3号楼", "4栋"], skills=["plumbing", "plumbing"])
    [event] = events(store, "person_changed")
    assert event["data"] == {
        "person_id": made["id"],
        "version": 1,
        "name": "engineer",
        "roles": ["engineer"],
        "buildings": ["3栋", "4栋"],
        "grants": [{"role": "engineer", "community_id": FIRST_COMMUNITY}],
        "serves": [
            {"building": "3栋", "community_id": FIRST_COMMUNITY},
            {"building": "4栋", "community_id": FIRST_COMMUNITY},
        ],
        "skills": ["plumbing"],
        "department": None,
        "phone": None,
        "email": None,
        "active": True,
        "login": False,
        "household_ids": [],
        "erased": False,
        "contact_erased": False,
    }


def test_D05_staff_is_found_by_role_building_and_skill(
    store: Store, enter: Enter, employ: Employ, actor: MakeActor
) -> None:
    employ("engineer", name="甲", buildings=["1"], skills=["lift"])
    employ("engineer", name="乙", buildings=["1", "2"], skills=["plumbing"])
    employ("steward", name="丙", buildings=["2"])
    employ("resident", name="丁", member_ids=[enter()["members"][0]["id"]])
    desk = actor("receptionist")
    assert set(names(store, desk)) == {"甲", "乙", "丙"}
    assert names(store, desk, role="engineer", skill="plumbing") == ["乙"]
    assert set(names(store, desk, building="2号楼")) == {"乙", "丙"}
    assert names(store, desk, role="resident") == ["丁"]


def test_D05_lists_of_people_have_pages(store: Store, employ: Employ, actor: MakeActor) -> None:
    for name in ("甲", "乙", "丙"):
        employ("steward", name=name)
    seen: list[str] = []
    cursor = None
    while True:
        page = perform(store, Directory.find_people, actor("admin"), limit=2, cursor=cursor)
        seen += [item["name"] for item in page["items"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert sorted(seen) == sorted(["甲", "乙", "丙"])
    with pytest.raises(InvalidInput):
        perform(store, Directory.find_people, actor("admin"), cursor="nowhere")


def test_D05_who_leaves_is_told_as_inactive_and_no_longer_listed(
    store: Store, employ: Employ, actor: MakeActor
) -> None:
    made = employ("steward")
    data = {"person_id": made["id"], "active": False}
    perform(store, Directory.change_person, actor("admin"), **data)
    published = events(store, "person_changed")[-1]["data"]
    assert (published["active"], published["version"]) == (False, 2)
    assert names(store, actor("admin")) == []
    assert names(store, actor("admin"), include_inactive=True) == ["steward"]


def test_D05_a_stale_edit_of_a_person_is_refused(
    store: Store, employ: Employ, actor: MakeActor
) -> None:
    made = employ("steward")
    admin = replace(actor("admin"), if_match="1")
    perform(store, Directory.change_person, admin, person_id=made["id"], skills=["x"])
    with pytest.raises(StaleEdit):
        perform(store, Directory.change_person, admin, person_id=made["id"], skills=[])


def test_D05_a_residents_access_belongs_to_a_member(
    store: Store, enter: Enter, employ: Employ
) -> None:
    household = enter()
    member = household["members"][0]["id"]
    person = employ("resident", name="王芳", member_ids=[member])
    assert person["household_ids"] == [household["id"]]
    published = events(store, "household_changed")[-1]["data"]
    assert (published["members"][0]["person_id"], published["version"]) == (person["id"], 2)
    with pytest.raises(InvalidInput):
        employ("resident", name="李雷", member_ids=[member])


@pytest.mark.parametrize("roles", [["resident", "steward"], ["steward"]])
def test_D05_residents_have_no_other_role(enter: Enter, employ: Employ, roles: list[str]) -> None:
    household = enter()
    with pytest.raises(InvalidInput):
        employ(*roles, member_ids=[household["members"][0]["id"]])


ASKED: dict[str, dict[str, Any]] = {
    "roles": {"roles": ["resident"]},
    "grants": {"grants": [{"role": "resident", "community": ""}]},
}


@pytest.mark.parametrize("asked", ASKED)
def test_D05_nobody_of_the_staff_becomes_a_resident(
    store: Store, employ: Employ, actor: MakeActor, asked: str
) -> None:
    made, director = employ("steward", name="甲"), actor("director")
    with pytest.raises(InvalidInput) as refused:
        perform(store, Directory.change_person, director, person_id=made["id"], **ASKED[asked])
    assert list(refused.value.errors) == ["roles"]
    with pytest.raises(InvalidInput):
        perform(store, Directory.create_person, director, name="乙", **ASKED[asked])
    assert names(store, actor("receptionist")) == ["甲"]


def test_D05_without_the_guard_staff_would_drop_out_of_the_list(
    store: Store, employ: Employ, actor: MakeActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    made, director = employ("steward", name="甲"), actor("director")
    monkeypatch.setattr(change, "require_sensible_roles", lambda *_, **__: None)
    perform(store, Directory.change_person, director, person_id=made["id"], roles=["resident"])
    assert names(store, actor("receptionist")) == []


@pytest.mark.parametrize("asked", [{"roles": ["steward"]}, {
    "grants": [{"role": "steward", "community": ""}]
}])  # fmt: skip
@pytest.mark.parametrize("left", [False, True])
def test_D05_who_lives_or_lived_here_does_not_become_staff_but_is_closed(
    store: Store,
    enter: Enter,
    employ: Employ,
    actor: MakeActor,
    asked: dict[str, Any],
    left: bool,
) -> None:
    home, director = enter(), actor("director")
    person = employ("resident", name="王芳", member_ids=[home["members"][0]["id"]])
    if left:
        with store.write() as uow:
            uow.load(Member, home["members"][0]["id"]).until = uow.now
    with pytest.raises(InvalidInput) as refused:
        perform(store, Directory.change_person, director, person_id=person["id"], **asked)
    assert list(refused.value.errors) == ["roles"]
    closed = perform(store, Directory.close_person, director, person_id=person["id"])
    assert closed["active"] is False


def test_D05_nobody_becomes_the_system(employ: Employ) -> None:
    with pytest.raises(InvalidInput):
        employ("system")


@pytest.mark.parametrize("role", ["receptionist", "supervisor", "finance", "resident"])
def test_D05_roles_are_given_by_admin_and_the_upper_tiers(
    store: Store, actor: MakeActor, role: str
) -> None:
    with pytest.raises(Forbidden):
        perform(store, Directory.create_person, actor(role), name="甲", roles=["director"])


def test_an_account_is_opened_once_per_person_and_user_name(
    store: Store, employ: Employ, actor: MakeActor
) -> None:
    first, second = employ("steward", name="甲"), employ("steward", name="乙")
    data = {"person_id": first["id"], "username": "steward9", "password": PASSWORD}
    made = perform(store, Directory.create_account, actor("admin"), **data)
    assert made == {"person_id": first["id"], "username": "steward9", "disabled": False}
    with pytest.raises(UsernameTaken):
        perform(store, Directory.create_account, actor("admin"), **(data | {"username": "other"}))
    with pytest.raises(UsernameTaken):
        perform(
            store, Directory.create_account, actor("admin"), **(data | {"person_id": second["id"]})
        )


def test_an_account_is_opened_by_the_administrator_only(
    store: Store, employ: Employ, actor: MakeActor
) -> None:
    data = {"person_id": employ("steward")["id"], "username": "steward9", "password": PASSWORD}
    with pytest.raises(Forbidden):
        perform(store, Directory.create_account, actor("director"), **data)
    with pytest.raises(WeakPassword):
        perform(store, Directory.create_account, actor("admin"), **(data | {"password": "123456"}))
    with pytest.raises(InvalidInput):
        perform(store, Directory.create_account, actor("admin"), **(data | {"username": "A b"}))
