"""P03: a new password for who holds what two persons give takes two; nobody makes the second."""

from typing import Any

import pytest
from sqlalchemy import select

from contracts.directory.passwords import WeakPassword
from contracts.directory.rights import LastSecondPerson
from contracts.directory.role_requests import RoleRequestDecided, RoleRequestOutdated
from foundation.actor import SYSTEM, Actor
from foundation.errors import BadCredentials, SecondPersonNeeded
from foundation.storage.store import Store
from services.directory.rights import operations as rights
from services.directory.role_requests.tables import RoleRequest
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform
from tests.operations.directory.rights.test_rights import LOSING, PASSWORD, Company

NEW = "quiet-Harbour-lamp-58"
BY_TWO = ["admin", "director", "deputy_manager", "finance"]


@pytest.fixture
def company(store: Store) -> Company:
    """A company whose operator sits at the console."""
    return Company(store, Actor("console:root", "root", frozenset({"admin"})))


def reset(company: Company, by: Actor, whom: Actor, password: str = NEW) -> bool:
    """Set somebody a new password; whether it waits for a second person."""
    data = {"person_id": whom.id, "password": password}
    answer = perform(company.store, Directory.change_account, by, **data)
    return bool(answer["requested_password"])


def opens(company: Company, whom: Actor, password: str) -> bool:
    """Whether somebody can log in so."""
    found = perform(company.store, Directory.get_person, company.console, person_id=whom.id)
    data = {"username": found["username"], "password": password}
    try:
        perform(company.store, Directory.authenticate, SYSTEM, **data)
    except BadCredentials:
        return False
    return True


def kept_hashes(company: Company) -> list[Any]:
    """The passwords that lie with requests."""
    with company.store.read() as uow:
        return list(uow.session.scalars(select(RoleRequest.password_hash)))


@pytest.mark.parametrize("role", BY_TWO)
def test_P03_a_password_for_who_holds_a_role_of_two_waits_for_the_second(
    company: Company, role: str
) -> None:
    admin, second, holder = company.hire("admin"), company.hire("director"), company.hire(role)
    assert reset(company, admin, holder)
    assert opens(company, holder, PASSWORD) and not opens(company, holder, NEW)
    for involved in (admin, holder):
        with pytest.raises(SecondPersonNeeded):
            company.decide(Actor(involved.id, "x", frozenset({"admin"})))
    assert company.decide(second)["kind"] == "password"
    assert opens(company, holder, NEW) and not opens(company, holder, PASSWORD)
    assert kept_hashes(company) == [None], "decided, and forgotten"
    assert company.roles(holder) == [role]


def test_P03_negative_control_without_the_guard_an_admin_would_be_finance(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, finance = company.hire("admin"), company.hire("finance")
    company.hire("director")
    monkeypatch.setattr(rights, "BY_TWO", frozenset())
    assert not reset(company, admin, finance)
    assert opens(company, finance, NEW)


def test_P03_a_password_that_is_refused_opens_nothing(company: Company) -> None:
    admin, director, finance = (company.hire(role) for role in ("admin", "director", "finance"))
    reset(company, admin, finance)
    assert company.decide(director, approve=False)["status"] == "rejected"
    assert opens(company, finance, PASSWORD) and not opens(company, finance, NEW)
    assert kept_hashes(company) == [None]


def test_P03_who_holds_no_such_role_gets_a_password_at_once(company: Company) -> None:
    admin, steward = company.hire("admin"), company.hire("steward")
    company.hire("director")
    assert not reset(company, admin, steward)
    assert opens(company, steward, NEW)


def test_P03_where_there_is_no_second_one_sets_it_alone(company: Company) -> None:
    admin, finance = company.hire("admin"), company.hire("finance")
    assert not reset(company, admin, finance)
    assert opens(company, finance, NEW)


def test_P03_the_console_is_the_way_out_where_there_is_only_one(company: Company) -> None:
    only = company.hire("admin")
    assert not reset(company, company.console, only), "who else should agree?"
    assert opens(company, only, NEW)
    second = company.hire("director")
    finance = company.hire("finance")
    assert reset(company, company.console, finance), "there are two"
    company.decide(second)
    assert opens(company, finance, NEW)


def test_P03_the_own_change_of_a_password_needs_nobody_and_ends_what_waits(
    company: Company,
) -> None:
    admin, director, finance = (company.hire(role) for role in ("admin", "director", "finance"))
    reset(company, admin, finance)
    [requested] = company.waiting()
    data = {"old_password": PASSWORD, "new_password": "another-Meadow-gate-12"}
    perform(company.store, Directory.change_password, finance, **data)
    assert company.waiting() == []
    decision = {"role_request_id": requested["id"], "approve": True}
    with pytest.raises(RoleRequestDecided):
        perform(company.store, Directory.decide_role_request, director, **decision)
    assert opens(company, finance, "another-Meadow-gate-12")


def test_P03_roles_and_a_password_wait_side_by_side(company: Company) -> None:
    admin, finance = company.hire("admin"), company.hire("finance")
    company.hire("director")
    reset(company, admin, finance)
    company.change(admin, finance, roles=["finance", "director"])
    assert {one["kind"] for one in company.waiting()} == {"password", "roles"}
    reset(company, admin, finance, "silver-Orchard-moon-33")
    assert sorted(one["kind"] for one in company.waiting()) == ["password", "roles"]


def test_P03_a_password_asked_by_who_no_longer_may_is_not_set(company: Company) -> None:
    admin, director, finance = (company.hire(role) for role in ("admin", "director", "finance"))
    company.hire("admin")
    reset(company, admin, finance)
    company.change(company.console, admin, roles=["inspector"])
    with pytest.raises(RoleRequestOutdated):
        company.decide(director)
    assert not opens(company, finance, NEW)


def test_P03_a_weak_password_is_refused_before_anybody_is_asked(company: Company) -> None:
    admin, finance = company.hire("admin"), company.hire("finance")
    company.hire("director")
    with pytest.raises(WeakPassword):
        reset(company, admin, finance, "12345678")
    assert company.waiting() == []


@pytest.mark.parametrize("role", ["director", "deputy_manager"])
def test_P03_who_may_decide_is_made_by_two_so_that_nobody_makes_the_own_second(
    company: Company, role: str
) -> None:
    admin, director, other = (company.hire(role) for role in ("admin", "director", "engineer"))
    answer = company.change(admin, other, roles=[role])
    assert answer["requested_roles"] == [role] and company.roles(other) == ["engineer"]
    company.decide(director)
    assert company.roles(other) == [role]


@pytest.mark.parametrize("lose", LOSING)
def test_P03_nobody_makes_the_last_second_person_go(company: Company, lose: str) -> None:
    admin, director = company.hire("admin"), company.hire("director")
    with pytest.raises(LastSecondPerson):
        LOSING[lose](company, admin, director)
    company.hire("deputy_manager")
    LOSING[lose](company, admin, director)


@pytest.mark.parametrize("lose", LOSING)
def test_P03_negative_control_without_the_guard_one_would_be_left_to_decide_alone(
    company: Company, lose: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, director, finance = (company.hire(role) for role in ("admin", "director", "finance"))
    monkeypatch.setattr(rights, "require_a_second_left", lambda *_: None)
    LOSING[lose](company, admin, director)
    assert not reset(company, admin, finance)
    assert opens(company, finance, NEW)


def test_P03_the_others_are_told_that_somebody_is_to_decide_and_that_it_is_over(
    company: Company,
) -> None:
    admin, director, finance = (company.hire(role) for role in ("admin", "director", "finance"))
    reset(company, admin, finance)
    [requested] = events(company.store, "role_requested")
    assert requested["data"]["person_id"] == finance.id and requested["data"]["kind"] == "password"
    assert requested["data"]["requested_by_id"] == admin.id
    assert NEW not in str(requested["data"]) and "argon2" not in str(requested["data"])
    company.decide(director)
    [closed] = events(company.store, "role_request_closed")
    assert closed["data"]["status"] == "granted"


def test_P03_no_password_enters_the_audit_trail(company: Company) -> None:
    admin, director, finance = (company.hire(role) for role in ("admin", "director", "finance"))
    reset(company, admin, finance)
    company.decide(director)
    [requested] = events(company.store, "role_requested")
    about = {"subject": requested["data"]["role_request_id"]}
    trail = perform(company.store, Directory.audit_trail, director, **about)["items"]
    assert trail and "argon2" not in str(trail)
