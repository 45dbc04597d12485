"""P03: nobody raises themselves: own roles, administrators, the last one, roles given by two."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from contracts.directory.rights import AdminOnly, LastAdmin, OwnRoles, RoleAboveYours
from contracts.directory.role_requests import RoleRequestDecided, RoleRequestOutdated
from foundation.actor import Actor
from foundation.errors import SecondPersonNeeded
from foundation.storage.store import Store
from services.directory.rights import operations as rights
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.support.at_once import at_once

MakeActor = Callable[..., Actor]
PASSWORD = "slow-river-Lantern-47"


class Company:
    """Staff who can log in, by the name of their role and a number."""

    def __init__(self, store: Store, console: Actor) -> None:
        self.store, self.console = store, console
        self.count = 0

    def hire(self, *roles: str, login: bool = True) -> Actor:
        """Somebody new, made by the operator while nobody is there who could be a second."""
        self.count += 1
        data = {"name": roles[0], "roles": list(roles)}
        with_all = pytest.MonkeyPatch()
        with_all.setattr(rights, "needs_second", lambda *_: False)
        try:
            person = perform(self.store, Directory.create_person, self.console, **data)
        finally:
            with_all.undo()
        if login:
            self.open_account(person["id"])
        return Actor(person["id"], roles[0], frozenset(roles))

    def open_account(self, person_id: str) -> None:
        account = {"person_id": person_id, "username": f"u{self.count}", "password": PASSWORD}
        perform(self.store, Directory.create_account, self.console, **account)

    def change(self, by: Actor, whom: Actor | str, **values: Any) -> dict[str, Any]:
        """Change a person."""
        person_id = whom if isinstance(whom, str) else whom.id
        data = {"person_id": person_id} | values
        return dict(perform(self.store, Directory.change_person, by, **data))

    def roles(self, whom: Actor | str) -> list[str]:
        """What somebody holds."""
        person_id = whom if isinstance(whom, str) else whom.id
        found = perform(self.store, Directory.get_person, self.console, person_id=person_id)
        return list(found["roles"])

    def waiting(self) -> list[dict[str, Any]]:
        """What waits for a second person."""
        data = {"status": "requested"}
        found = perform(self.store, Directory.list_role_requests, self.console, **data)
        return list(found["items"])

    def decide(self, by: Actor, approve: bool = True) -> dict[str, Any]:
        """Decide on what waits."""
        [requested] = self.waiting()
        data = {"role_request_id": requested["id"], "approve": approve, "remark": "已核实"}
        return dict(perform(self.store, Directory.decide_role_request, by, **data))


@pytest.fixture
def company(store: Store) -> Iterator[Company]:
    """A company whose operator sits at the console."""
    yield Company(store, Actor("console:root", "root", frozenset({"admin"})))


@pytest.mark.parametrize("role", ["deputy_manager", "director", "admin"])
@pytest.mark.parametrize("wanted", ["admin", "finance", "director", "supervisor"])
def test_P03_nobody_changes_the_own_roles(company: Company, role: str, wanted: str) -> None:
    company.hire("admin")
    one = company.hire(role)
    if wanted == role:
        return
    with pytest.raises(OwnRoles):
        company.change(one, one, roles=[role, wanted])
    assert company.roles(one) == [role]


def test_P03_negative_control_without_the_guard_one_would_raise_oneself(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    deputy = company.hire("deputy_manager")
    for guard in ("require_not_own", "require_may_touch"):
        monkeypatch.setattr(rights, guard, lambda *_: None)
    company.change(deputy, deputy, roles=["deputy_manager", "admin"])
    assert company.roles(deputy) == ["deputy_manager", "admin"]


@pytest.mark.parametrize("role", ["deputy_manager", "director"])
def test_P03_only_an_admin_gives_or_takes_admin(company: Company, role: str) -> None:
    manager, admin, other = company.hire(role), company.hire("admin"), company.hire("engineer")
    company.hire("admin")
    left = company.hire("admin")
    company.change(company.console, left, active=False)
    for act in (
        lambda: company.change(manager, other, roles=["engineer", "admin"]),
        lambda: company.change(manager, admin, roles=["engineer"]),
        lambda: company.change(manager, admin, active=False),
        lambda: company.change(manager, left, active=True),
        lambda: perform(
            company.store, Directory.create_person, manager, name="新", roles=["admin"]
        ),
    ):
        with pytest.raises(AdminOnly):
            act()
    assert company.roles(other) == ["engineer"] and company.roles(admin) == ["admin"]


def test_P03_a_deputy_manager_neither_gives_nor_takes_what_is_above(company: Company) -> None:
    deputy, director = company.hire("deputy_manager"), company.hire("director")
    other = company.hire("engineer")
    for act in (
        lambda: company.change(deputy, other, roles=["director"]),
        lambda: company.change(deputy, director, roles=["engineer"]),
        lambda: company.change(deputy, director, active=False),
        lambda: perform(
            company.store, Directory.create_person, deputy, name="新", roles=["director"]
        ),
    ):
        with pytest.raises(RoleAboveYours):
            act()
    assert company.change(deputy, other, roles=["supervisor"])["roles"] == ["supervisor"]


LOSING: dict[str, Callable[[Company, Actor, Actor], Any]] = {
    "role": lambda company, by, whom: company.change(by, whom, roles=["engineer"]),
    "activity": lambda company, by, whom: company.change(by, whom, active=False),
    "account": lambda company, by, whom: perform(
        company.store, Directory.change_account, by, person_id=whom.id, disabled=True
    ),
}


@pytest.mark.parametrize("lose", LOSING)
def test_P03_the_last_admin_who_can_log_in_stays(company: Company, lose: str) -> None:
    last, without_login = company.hire("admin"), company.hire("admin", login=False)
    closed = company.hire("admin")
    company.hire("director")
    LOSING["account"](company, last, closed)
    for by in (company.console, without_login):
        with pytest.raises(LastAdmin):
            LOSING[lose](company, by, last)
    assert company.roles(last) == ["admin"]
    company.hire("admin")
    LOSING[lose](company, company.console, last)


@pytest.mark.parametrize("lose", LOSING)
def test_P03_two_admins_who_take_the_others_right_at_once_leave_one(
    company: Company, lose: str
) -> None:
    one, other = company.hire("admin"), company.hire("admin")
    company.hire("director")
    outcomes = at_once(
        lambda: LOSING[lose](company, one, other), lambda: LOSING[lose](company, other, one)
    )
    assert sum(isinstance(each, LastAdmin) for each in outcomes) == 1, outcomes


def test_P03_finance_is_given_by_two_where_there_are_two(company: Company) -> None:
    admin, director = company.hire("admin"), company.hire("director")
    engineer = company.hire("engineer")
    answer = company.change(admin, engineer, roles=["engineer", "finance"])
    assert answer["roles"] == ["engineer"] and answer["requested_roles"] == ["engineer", "finance"]
    assert company.roles(engineer) == ["engineer"]
    for involved in (admin, engineer):
        with pytest.raises(SecondPersonNeeded):
            company.decide(
                Actor(involved.id, "x", frozenset({"admin"}))  # even with the role
            )
    assert company.decide(director)["status"] == "granted"
    assert company.roles(engineer) == ["engineer", "finance"]


def test_P03_without_the_second_person_who_asked_would_give_it(
    company: Company, anybody_decides: None
) -> None:
    """Negative control."""
    admin, engineer = company.hire("admin"), company.hire("engineer")
    company.hire("director")
    company.change(admin, engineer, roles=["engineer", "finance"])
    assert company.decide(admin)["status"] == "granted"


def test_P03_finance_is_given_by_one_where_there_is_no_second(company: Company) -> None:
    admin, engineer = company.hire("admin"), company.hire("engineer")
    company.hire("director", login=False)
    answer = company.change(admin, engineer, roles=["finance"])
    assert answer["roles"] == ["finance"] and answer["requested_roles"] is None


def test_P03_who_is_new_gets_finance_by_two(company: Company) -> None:
    admin, director = company.hire("admin"), company.hire("director")
    made = perform(
        company.store, Directory.create_person, admin, name="新", roles=["finance", "steward"]
    )
    assert made["roles"] == ["steward"] and made["requested_roles"] == ["finance", "steward"]
    company.decide(director)
    assert set(company.roles(made["id"])) == {"finance", "steward"}


def test_P03_who_comes_back_gets_finance_by_two(company: Company) -> None:
    admin, director = company.hire("admin"), company.hire("director")
    finance = company.hire("finance", "steward")
    company.change(admin, finance, active=False)
    answer = company.change(admin, finance, active=True)
    assert answer["active"] and answer["roles"] == ["steward"]
    company.decide(director)
    assert company.roles(finance) == ["finance", "steward"]


def test_P03_a_role_that_is_rejected_is_not_held(company: Company) -> None:
    admin, director = company.hire("admin"), company.hire("director")
    engineer = company.hire("engineer")
    company.change(admin, engineer, roles=["engineer", "admin"])
    assert company.decide(director, approve=False)["status"] == "rejected"
    assert company.roles(engineer) == ["engineer"] and company.waiting() == []


def test_P03_what_was_decided_or_replaced_is_decided_no_more(company: Company) -> None:
    admin, director = company.hire("admin"), company.hire("director")
    engineer = company.hire("engineer")
    company.change(admin, engineer, roles=["engineer", "admin"])
    [first] = company.waiting()
    company.change(admin, engineer, roles=["steward"])
    assert company.waiting() == [], "other roles were given since"
    decision = {"role_request_id": first["id"], "approve": True}
    with pytest.raises(RoleRequestDecided):
        perform(company.store, Directory.decide_role_request, director, **decision)
    assert company.roles(engineer) == ["steward"]


def test_P03_what_was_asked_by_who_no_longer_may_is_not_given(company: Company) -> None:
    admin, director = company.hire("admin"), company.hire("director")
    company.hire("admin")
    engineer = company.hire("engineer")
    company.change(admin, engineer, roles=["engineer", "admin"])
    company.change(company.console, admin, roles=["inspector"])
    with pytest.raises(RoleRequestOutdated):
        company.decide(director)
    assert company.roles(engineer) == ["engineer"]
