"""P02: the checklist of the opening says what there is, and what is missing."""

from collections.abc import Callable
from typing import Any

from contracts.opening import NEEDED, WITHOUT, Step
from foundation.actor import Actor
from foundation.storage.store import Store
from guanjia.imports import operator
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.operations.directory.opening.test_opening import PASSWORD, link, use


def steps(store: Store, by: Actor) -> dict[str, Any]:
    """What the directory says of each step."""
    return {one["step"]: one for one in perform(store, Directory.opening, by)["items"]}


def test_P02_every_step_says_what_there_is_not_without_it() -> None:
    assert set(WITHOUT) == set(Step) and set(Step) > NEEDED


def test_P02_nothing_is_done_in_an_empty_installation(
    store: Store, actor: Callable[..., Actor]
) -> None:
    assert {name for name, one in steps(store, actor("admin")).items() if one["done"]} == set()


def test_P02_a_step_is_done_once_there_is_what_it_is_about(
    store: Store, actor: Callable[..., Actor], enter: Callable[..., Any]
) -> None:
    admin = actor("admin")
    company = {"name": "安居物业", "phone": "0571-88880000", "bank_account": "建设银行 1"}
    perform(store, Directory.change_company, admin, **company)
    assert steps(store, admin)["company"]["done"]
    [place] = perform(store, Directory.list_communities, admin)["items"]
    changed = {"name": "春江苑", "code": "CJ", "hours": "08:00–20:00", "buildings": ["1栋", "2栋"]}
    perform(store, Directory.change_community, admin, community_id=place["id"], **changed)
    known = steps(store, admin)
    assert known["community"]["done"] and known["hours"]["done"]
    assert known["buildings"]["count"] == 2
    enter()
    assert steps(store, admin)["households"] == {
        "step": "households", "count": 1, "done": True, "missing": [],
    }  # fmt: skip


def test_P02_staff_is_there_once_each_role_is_held_by_who_can_log_in(
    store: Store, employ: Callable[..., Any]
) -> None:
    finance = employ("finance")  # one person gives the role while there is no other
    use(store, link(store), roles=["director"])
    by = operator(store)
    assert "finance" in steps(store, by)["staff"]["missing"], "without an account"
    for role in ("receptionist", "steward", "engineer"):
        person = employ(role)
        account = {"person_id": person["id"], "username": role, "password": PASSWORD}
        perform(store, Directory.create_account, by, **account)
    assert steps(store, by)["staff"]["missing"] == ["finance"]
    account = {"person_id": finance["id"], "username": "finance", "password": PASSWORD}
    perform(store, Directory.create_account, by, **account)
    assert steps(store, by)["staff"]["done"]
    perform(store, Directory.change_account, by, person_id=finance["id"], disabled=True)
    assert steps(store, by)["staff"]["missing"] == ["finance"]
