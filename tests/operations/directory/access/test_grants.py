"""P01, P03: roles named one by one with where they are held, over the API."""

from typing import Any

import pytest

from contracts.directory.rights import OwnRoles
from foundation.actor import Actor, Grant
from foundation.errors import CommunityClosed, Forbidden, InvalidInput, NotFound, ServiceError
from foundation.scope import FIRST_COMMUNITY as A
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform
from tests.operations.directory.access.test_places import CODE_OF_B, Company, Outcome, company
from tests.support.community import OTHER as B

__all__ = ["company"]
pytestmark = pytest.mark.both_databases


def grants(*held: tuple[str, str | None]) -> list[dict[str, Any]]:
    """Grants as they are sent."""
    return [{"role": role, "community": code} for role, code in held]


ASKED: dict[tuple[str, tuple[tuple[str, str | None], ...]], Outcome] = {
    ("the company", (("steward", None),)): {("steward", None)},
    ("the company", (("steward", ""), ("engineer", CODE_OF_B))): {("steward", A), ("engineer", B)},
    ("the company", (("steward", "??"),)): NotFound,
    ("A", (("steward", ""),)): {("steward", A)},
    ("A", (("steward", CODE_OF_B),)): NotFound,
    ("A", (("steward", None),)): Forbidden,
    ("B", (("steward", ""),)): NotFound,
    ("A and B", (("steward", ""), ("engineer", CODE_OF_B))): {("steward", A), ("engineer", B)},
    ("A and B", (("steward", None),)): Forbidden,
}
"""By who creates somebody, and where the roles are to be held: where they are."""


@pytest.mark.parametrize(("shape", "asked"), ASKED)
def test_P01_roles_are_given_each_in_its_place(
    company: Company, shape: str, asked: tuple[tuple[str, str | None], ...]
) -> None:
    expected = ASKED[shape, asked]
    new = {"name": "孙丽", "grants": grants(*asked)}
    if isinstance(expected, set):
        made = company.call("create_person", shape, **new)
        assert company.held(made["id"]) == expected
        assert made["grants"] == sorted(new["grants"], key=lambda one: (one["role"],))
        return
    with pytest.raises(expected) as refused:
        company.call("create_person", shape, **new)
    assert [name.partition(".")[0] for name in refused.value.errors] == ["grants"]
    assert not events(company.store, "person_changed"), "nothing half done"


BOTH = (("steward", A), ("engineer", B))
CHANGED: dict[tuple[str, tuple[tuple[str, str | None], ...]], Outcome] = {
    ("the company", (("inspector", None),)): {("inspector", None)},
    ("the company", (("steward", ""), ("steward", CODE_OF_B))): {("steward", A), ("steward", B)},
    ("A", (("inspector", ""),)): {("inspector", A), ("engineer", B)},
    ("A", ()): {("engineer", B)},
    ("A and B", (("inspector", CODE_OF_B),)): {("inspector", B)},
    ("A and B", ()): InvalidInput,
    ("A", (("engineer", CODE_OF_B),)): NotFound,
}
"""By who changes a steward of A who is an engineer of B, and what is sent: what is held then."""


@pytest.mark.parametrize(("shape", "asked"), CHANGED)
def test_P01_roles_that_are_named_take_the_place_of_those_that_the_caller_gives(
    company: Company, shape: str, asked: tuple[tuple[str, str | None], ...]
) -> None:
    whom, expected = company.person(*BOTH), CHANGED[shape, asked]
    change = {"person_id": whom, "grants": grants(*asked)}
    if isinstance(expected, set):
        company.call("change_person", shape, **change)
        assert company.held(whom) == expected
        return
    with pytest.raises(expected):
        company.call("change_person", shape, **change)
    assert company.held(whom) == set(BOTH)


def test_P03_a_role_of_two_in_another_community_waits_as_one_that_is_new(
    company: Company,
) -> None:
    company.person(("director", None), id="d", login=True)
    company.person(("admin", None), id="admin-of-the-company", login=True)
    whom = company.person(("finance", A))
    answer = company.call(
        "change_person", "the company", person_id=whom,
        grants=grants(("finance", ""), ("finance", CODE_OF_B), ("steward", "")),
    )  # fmt: skip
    assert answer["requested_roles"] == ["finance", "steward"]
    assert company.held(whom) == {("finance", A)}
    held = frozenset({Grant("director", None)})
    director = Actor("d", "d", frozenset({"director"}), grants=held)
    [waiting] = perform(company.store, Directory.list_role_requests, director)["items"]
    assert waiting["grants"] == grants(("finance", ""), ("finance", CODE_OF_B), ("steward", ""))
    perform(company.store, Directory.decide_role_request, director,
            role_request_id=waiting["id"], approve=True)  # fmt: skip
    assert company.held(whom) == {("finance", A), ("finance", B), ("steward", A)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"roles": ["steward"], "grants": grants(("steward", ""))},
        {},
        {"grants": grants(("system", ""))},
        {"grants": [{"role": "steward"}]},
        {"grants": []},
    ],
)
def test_P03_roles_are_named_in_one_way(company: Company, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        company.call("create_person", "the company", name="孙丽", **wrong)


def test_P03_nobody_gives_grants_to_themselves(company: Company) -> None:
    me = company.person(("admin", None), id="admin-of-the-company", login=True)
    with pytest.raises(OwnRoles):
        company.call("change_person", "the company", person_id=me, grants=grants(("finance", None)))


FOUND: dict[str, tuple[dict[str, Any], set[str]]] = {
    "by a part of the name": ({"q": "永强"}, {"p1", "p2"}),
    "by the user name": ({"q": "USER.p2"}, {"p2"}),
    "in a community": ({"community": CODE_OF_B}, {"p2"}),
    "by a role in a community": ({"community": CODE_OF_B, "role": "steward"}, set()),
    "by nothing that is there": ({"q": "%"}, set()),
}


@pytest.mark.parametrize("how", FOUND)
def test_P03_staff_is_found(company: Company, how: str) -> None:
    company.person(("steward", A), id="p1")
    company.person(("engineer", B), id="p2", login=True)
    asked, expected = FOUND[how]
    admin = company.admin("the company")
    found = perform(company.store, Directory.find_people, admin, **asked)["items"]
    assert {one["id"] for one in found} == expected


def test_P01_a_community_that_is_not_the_callers_is_not_found(company: Company) -> None:
    with pytest.raises(NotFound) as refused:
        company.call("find_people", "A", community=CODE_OF_B)
    assert set(refused.value.errors) == {"community"}
    assert issubclass(NotFound, ServiceError)


def test_P01_what_two_persons_give_is_not_given_in_a_community_that_was_closed_meanwhile(
    company: Company,
) -> None:
    company.person(("director", None), id="director-of-the-company", login=True)
    company.person(("admin", None), id="admin-of-the-company", login=True)
    whom = company.person(("steward", A))
    wanted = grants(("finance", CODE_OF_B))
    company.call("change_person", "the company", person_id=whom, grants=wanted)
    (request,) = company.call("list_role_requests", "the company", "director")["items"]
    company.call("close_community", "the company", community_id=B, reason="已撤场")
    decision = {"role_request_id": request["id"], "approve": True}
    with pytest.raises(CommunityClosed):
        company.call("decide_role_request", "the company", "director", **decision)
    assert company.held(whom) == {("steward", A)}
    with pytest.raises(CommunityClosed):
        company.call("change_person", "the company", person_id=whom, grants=wanted)
    company.call("reopen_community", "the company", community_id=B)
    company.call("decide_role_request", "the company", "director", **decision)
    assert company.held(whom) == {("finance", B)}
