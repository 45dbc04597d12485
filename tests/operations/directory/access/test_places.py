"""P01: who gives and takes roles where: for the company, in one community, in two."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from foundation.actor import Actor, Grant
from foundation.errors import CommunityNotChosen, Forbidden, InvalidInput, NotFound, ServiceError
from foundation.scope import FIRST_COMMUNITY as A
from foundation.storage.store import Store
from services.directory.access.operations import change as access
from services.directory.access.operations import join
from services.directory.accounts import operations as accounts
from services.directory.communities.tables import Assignment
from services.directory.people.tables import Person
from services.directory.rights import operations as rights
from services.directory.role_requests import operations as role_requests
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.support.community import OTHER as B
from tests.support.community import enter_another

pytestmark = pytest.mark.both_databases

SHAPES: dict[str, tuple[str | None, ...]] = {
    "the company": (None,), "A": (A,), "B": (B,), "A and B": (A, B),
}  # fmt: skip
"""Where an administrator holds the role."""
CODE_OF_B = "NY"
PASSWORD = "slow-river-Lantern-47"
Held = set[tuple[str, str | None]]


@dataclass
class Company:
    """Two communities, and those who give roles in them."""

    store: Store

    def admin(self, shape: str, role: str = "admin") -> Actor:
        """Somebody who may give roles there."""
        grants = frozenset(Grant(role, one) for one in SHAPES[shape])
        return Actor(
            f"{role}-of-{shape.replace(' ', '-')}", shape, frozenset({role}), grants=grants
        )

    def person(self, *held: tuple[str, str | None], id: str = "p1", login: bool = False) -> str:
        """Somebody who holds these roles."""
        roles = list(dict.fromkeys(role for role, _ in held))
        with self.store.write() as uow:
            person = Person(
                id=id, name="赵永强", roles=roles, buildings=[], skills=[], active=True, staff=True,
                version=1, account=None, memberships=[], served=[],
                assignments=[
                    Assignment(id=f"{id}-{number}", role=role, community_id=place)
                    for number, (role, place) in enumerate(held)
                ],
            )  # fmt: skip
            uow.session.add(person)
        if login:
            self.call("create_account", "the company", person_id=id, username=f"user.{id}",
                      password=PASSWORD)  # fmt: skip
        return id

    def call(self, method: str, shape: str, role: str = "admin", **data: Any) -> Any:
        """Call as somebody of a shape."""
        return perform(self.store, getattr(Directory, method), self.admin(shape, role), **data)

    def held(self, person_id: str) -> Held:
        """Where the person's roles are held."""
        with self.store.read() as uow:
            return {
                (one.role, one.community) for one in uow.session.get_one(Person, person_id).grants
            }


@pytest.fixture
def company(store: Store) -> Company:
    """Of two communities."""
    with store.write() as uow:
        enter_another(uow, B, CODE_OF_B)
    return Company(store)


Outcome = Held | type[ServiceError]
CREATED: dict[tuple[str, str | None], Outcome] = {
    ("the company", None): {("steward", None)},
    ("the company", CODE_OF_B): {("steward", B)},
    ("the company", "??"): NotFound,
    ("A", None): {("steward", A)},
    ("A", ""): {("steward", A)},
    ("A", CODE_OF_B): NotFound,
    ("B", None): {("steward", B)},
    ("B", ""): NotFound,
    ("A and B", None): CommunityNotChosen,
    ("A and B", CODE_OF_B): {("steward", B)},
}
"""By who creates a steward, and the code that is named: where the role is held."""


@pytest.mark.parametrize(("shape", "code"), CREATED)
def test_P01_a_role_is_given_where_one_may_give_it(
    company: Company, shape: str, code: str | None
) -> None:
    expected = CREATED[shape, code]
    new = {"name": "孙丽", "roles": ["steward"], "community_code": code}
    if isinstance(expected, set):
        assert company.held(company.call("create_person", shape, **new)["id"]) == expected
        return
    with pytest.raises(expected) as refused:
        company.call("create_person", shape, **new)
    named = {"community_code"} if expected is NotFound else set()
    assert set(refused.value.errors) == named
    with company.store.read() as uow:
        assert not uow.session.scalars(select(Person.id)).all()


BOTH = (("steward", A), ("engineer", B))
CHANGED: dict[tuple[str, str | None], Outcome] = {
    ("the company", None): {("steward", A), ("inspector", None)},
    ("the company", CODE_OF_B): {("steward", A), ("steward", B), ("inspector", B)},
    ("A", None): {("steward", A), ("inspector", A), ("engineer", B)},
    ("A", CODE_OF_B): NotFound,
    ("B", None): {("steward", A), ("steward", B), ("inspector", B)},
    ("A and B", None): CommunityNotChosen,
    ("A and B", CODE_OF_B): {("steward", A), ("steward", B), ("inspector", B)},
}
"""By who gives `steward` and `inspector` to a steward of A who is an engineer of B."""


@pytest.mark.parametrize(("shape", "code"), CHANGED)
def test_P01_roles_are_changed_in_one_community_and_stay_in_others(
    company: Company, shape: str, code: str | None
) -> None:
    whom, expected = company.person(*BOTH), CHANGED[shape, code]
    change = {"person_id": whom, "roles": ["steward", "inspector"], "community_code": code}
    if isinstance(expected, set):
        company.call("change_person", shape, **change)
        assert company.held(whom) == expected
        return
    with pytest.raises(expected):
        company.call("change_person", shape, **change)
    assert company.held(whom) == set(BOTH)


def test_P01_who_holds_nothing_here_is_not_there_to_be_changed(company: Company) -> None:
    stranger = company.person(("steward", B), login=True)
    for method, change in (
        ("change_person", {"roles": ["engineer"]}),
        ("change_person", {"active": False}),
        ("change_person", {"buildings": ["1栋"]}),
        ("create_account", {"username": "zhao", "password": PASSWORD}),
        ("change_account", {"password": PASSWORD}),
        ("change_account", {"disabled": True}),
    ):
        with pytest.raises(NotFound):
            company.call(method, "A", person_id=stranger, **change)
    assert company.held(stranger) == {("steward", B)}


@pytest.mark.parametrize("held", [BOTH, (("steward", A), ("supervisor", None))], ids=str)
def test_P01_who_works_elsewhere_as_well_is_changed_as_a_person_by_who_may_everywhere(
    company: Company, held: tuple[tuple[str, str | None], ...]
) -> None:
    whom = company.person(*held, login=True)
    changes: list[tuple[str, dict[str, Any]]] = [
        ("change_person", {"active": False}),
        ("change_person", {"phone": "13912345678"}),
        ("change_account", {"password": "quiet-Harbour-lamp-58"}),
        ("change_account", {"disabled": True}),
    ]
    for method, change in changes:
        with pytest.raises(Forbidden):
            company.call(method, "A", person_id=whom, **change)
    for method, change in changes:
        company.call(method, "the company", person_id=whom, **change)


def test_P01_what_stays_the_same_may_be_sent_along(company: Company) -> None:
    """As a form does."""
    whom = company.person(*BOTH)
    company.call("change_person", "A", person_id=whom, name="赵永强", roles=["inspector"])
    assert company.held(whom) == {("inspector", A), ("engineer", B)}


def test_P01_one_is_shown_what_is_held_where_one_looks(company: Company) -> None:
    whom = company.person(*BOTH)
    roles = {shape: company.call("get_person", shape, person_id=whom)["roles"] for shape in SHAPES}
    assert roles == {
        "the company": ["steward", "engineer"], "A": ["steward"], "B": ["engineer"],
        "A and B": ["steward", "engineer"],
    }  # fmt: skip


def test_P01_the_last_role_is_taken_here_where_others_are_held_elsewhere(company: Company) -> None:
    whom = company.person(*BOTH)
    company.call("change_person", "A", person_id=whom, roles=[])
    assert company.held(whom) == {("engineer", B)}
    with pytest.raises(InvalidInput):
        company.call("change_person", "B", person_id=whom, roles=[])


def test_P01_what_is_held_for_the_company_is_not_taken_in_a_community(company: Company) -> None:
    whom = company.person(("supervisor", None), ("steward", A))
    company.call("change_person", "A", person_id=whom, roles=["inspector"])
    assert company.held(whom) == {("supervisor", None), ("inspector", A)}


def test_P01_P03_a_role_for_the_company_is_decided_by_who_may_everywhere(company: Company) -> None:
    company.person(("director", A), id="director-of-a", login=True)
    company.person(("director", None), id="director-of-all", login=True)
    new = {"name": "孙丽", "roles": ["finance"]}
    made = company.call("create_person", "the company", **new)
    assert made["requested_roles"] == ["finance"]
    [requested] = company.call("list_role_requests", "A", "director", status="requested")["items"]
    decision = {"role_request_id": requested["id"], "approve": True, "remark": "已核实"}
    assert not requested["decides"]
    with pytest.raises(Forbidden):
        company.call("decide_role_request", "A", "director", **decision)
    company.person(("admin", None), id="admin-of-the-company", login=True)
    company.call("decide_role_request", "the company", "director", **decision)
    assert company.held(made["id"]) == {("finance", None)}


def test_P01_P03_who_decides_elsewhere_is_no_second_person_here(company: Company) -> None:
    """A request that nobody could decide on would wait for ever."""
    company.person(("director", B), id="d-b", login=True)
    new = {"name": "孙丽", "roles": ["finance"]}
    assert company.call("create_person", "A", **new)["requested_roles"] is None
    assert company.call("create_person", "B", **new)["requested_roles"] == ["finance"]


Off = Callable[[pytest.MonkeyPatch], None]


def test_P01_without_the_guards_a_community_would_change_others(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: each of the guards, off by itself."""
    whom = company.person(("steward", B), ("engineer", None), login=True)
    with pytest.raises(Forbidden):
        company.call("change_account", "A", person_id=whom, password="quiet-Harbour-lamp-58")
    monkeypatch.setattr(rights, "require_all_of", lambda *_: None)
    company.call("change_account", "A", person_id=whom, password="quiet-Harbour-lamp-58")
    stranger = company.person(("steward", B), id="p2")
    for module in (access, accounts):
        monkeypatch.setattr(module, "load_person", lambda uow, id: uow.load(Person, id))
    company.call("change_person", "A", person_id=stranger, roles=["director"])
    assert ("director", A) in company.held(stranger)
    monkeypatch.setattr(join, "enter_named", lambda uow, code: None)
    made = company.call("create_person", "A and B", name="孙丽", roles=["steward"])
    assert company.held(made["id"]) == {("steward", None)}


def test_P01_P03_without_the_guard_a_community_would_give_roles_for_the_company(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    company.person(("director", None), id="d", login=True)
    company.person(("admin", None), id="admin-of-the-company", login=True)
    company.call("create_person", "the company", name="孙丽", roles=["finance"])
    [requested] = company.call("list_role_requests", "A", "director", status="requested")["items"]
    monkeypatch.setattr(role_requests, "reaches", lambda *_: True)
    decision = {"role_request_id": requested["id"], "approve": True, "remark": "已核实"}
    company.call("decide_role_request", "A", "director", **decision)


READS = ("get_access", "person_sessions", "company_identities")
"""How somebody logs in, and where."""


@pytest.mark.parametrize("method", READS)
def test_P01_who_works_elsewhere_is_seen_there_alone(company: Company, method: str) -> None:
    """What may not be changed from a community is not seen from there either."""
    for number, held in enumerate(((None,), (A, B), (A,))):
        whom = company.person(*(("engineer", place) for place in held), id=f"p{number}", login=True)
        for shape, places in SHAPES.items():
            if shape == "the company" or set(held) <= set(places) or shape == "A and B":
                company.call(method, shape, person_id=whom)
                continue
            refusal = Forbidden if held == (None,) or set(held) & set(places) else NotFound
            with pytest.raises(refusal):
                company.call(method, shape, person_id=whom)


@pytest.mark.parametrize("method", READS)
def test_P01_without_the_guard_a_community_would_see_the_company_s_logins(
    company: Company, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """Negative control."""
    whom = company.person(("director", None), login=True)
    monkeypatch.setattr(rights, "require_all_of", lambda *_: None)
    company.call(method, "A", person_id=whom)
