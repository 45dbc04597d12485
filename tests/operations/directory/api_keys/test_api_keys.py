"""P06: keys for others' programs: made, listed, ended, and never more than may be given."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from contracts.directory.api_keys import (
    KEY_ROLES,
    ONLY_READS,
    PREFIX,
    KeyScope,
    TooManyKeys,
    reach_of,
)
from contracts.directory.events import AccessChanged
from contracts.methods import METHODS
from contracts.roles import Role
from foundation.actor import SYSTEM, Actor, Grant
from foundation.clock import FixedClock
from foundation.errors import (
    Forbidden,
    InvalidInput,
    KeyScopeMissing,
    NotAuthenticated,
    NotFound,
    PeopleOnly,
)
from foundation.storage.store import Store
from gateway.sessions import actor_of
from services.directory.api_keys import operations as api_keys
from services.directory.rights.operations import BY_TWO
from services.directory.service import DirectoryService as Directory
from services.directory.sessions.operations import logins
from tests.operations.conftest import perform

MakeActor = Callable[..., Actor]
WANTED: dict[str, Any] = {
    "name": "财务软件", "role": "receptionist", "scopes": ["directory:read", "billing:read"],
}  # fmt: skip
CHIEF = Actor("a1", "陈欣", frozenset({"admin"}), grants=frozenset({Grant("admin", None)}))


def make(store: Store, by: Actor = CHIEF, **wanted: Any) -> dict[str, Any]:
    """A new key."""
    return dict(perform(store, Directory.create_api_key, by, **(WANTED | wanted)))


def opens(store: Store, key: str) -> Actor:
    """Who acts by a key."""
    digest = api_keys.digest_of(key)
    return actor_of(perform(store, Directory.open_api_key, SYSTEM, digest=digest), "")


def second_community(store: Store) -> str:
    """A second community, NY; its id."""
    with store.write(CHIEF) as uow:
        uow.session.execute(text("UPDATE communities SET name = '观澜花园', code = 'GL'"))
    made = perform(store, Directory.create_community, CHIEF, name="南苑", code="NY")
    return str(made["id"])


def test_P06_a_key_acts_by_its_role_scopes_and_name(store: Store) -> None:
    program = opens(store, make(store)["key"])
    assert program.name == "API · 财务软件"
    assert program.held == {Grant("receptionist", None)}
    assert program.scopes == {"directory:read", "billing:read"}
    found = perform(store, Directory.find_households, program)
    assert found["items"] == []


def test_P06_a_key_is_said_once_and_kept_as_a_digest(store: Store) -> None:
    made = make(store)
    secret = made["key"]
    assert secret.startswith(PREFIX) and len(secret) > 40
    [listed] = perform(store, Directory.list_api_keys, CHIEF)["items"]
    assert "key" not in listed and listed["ends_in"] == secret[-4:]
    with store.engine.connect() as connection:
        for table in ("api_keys", "audit", "outbox"):
            rows = connection.execute(text(f"SELECT * FROM {table}")).fetchall()
            assert secret not in str(rows)
            assert table == "api_keys" or api_keys.digest_of(secret) not in str(rows)


def test_P06_a_key_reaches_only_its_scopes(store: Store) -> None:
    program = opens(store, make(store, scopes=["billing:read"])["key"])
    with pytest.raises(KeyScopeMissing):
        perform(store, Directory.find_households, program)
    reader = opens(store, make(store, scopes=["directory:read"])["key"])
    with pytest.raises(KeyScopeMissing):
        perform(store, Directory.add_note, reader, household_id="h1", text="x")


def test_P06_without_the_check_of_scopes_a_key_reaches_all_of_its_role(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    program = opens(store, make(store, scopes=["billing:read"])["key"])
    monkeypatch.setattr(Actor, "require_reach", lambda *_: None)
    assert perform(store, Directory.find_households, program)["items"] == []


def test_P06_a_key_does_no_more_than_its_role(store: Store) -> None:
    every = [one.value for one in KeyScope]
    program = opens(store, make(store, role="inspector", scopes=every)["key"])
    household = {"building": "3", "unit": "1-101", "area_m2": "90", "owner_name": "王芳"}
    with pytest.raises(Forbidden):
        perform(store, Directory.create_household, program, **household)


@pytest.mark.parametrize("role", sorted(set(Role) - set(KEY_ROLES)))
def test_P06_no_key_has_a_role_that_is_for_people(store: Store, role: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        make(store, role=role)
    assert "role" in refused.value.errors
    assert set(KEY_ROLES) & BY_TWO <= ONLY_READS, "nobody gives alone what two persons give"


def test_P06_whatever_stands_in_its_row_a_key_is_no_administrator(store: Store) -> None:
    made = make(store)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE api_keys SET role = 'admin'"))
    assert opens(store, made["key"]).roles == frozenset()


@pytest.mark.parametrize("wanted", [
    {"scopes": []}, {"scopes": ["accounts:write"]}, {"days": 0}, {"days": 5000}, {"name": " "},
])  # fmt: skip
def test_P06_what_no_key_can_be_is_refused_by_its_field(
    store: Store, wanted: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        make(store, **wanted)
    assert set(refused.value.errors) == set(wanted)


def test_P06_people_alone_administer_approve_and_look_at_whole_numbers() -> None:
    """Of every method it is said whether a key may call it; here, those that no key may."""
    by_people = {one.key for one in METHODS if one.route and one.in_person}
    for method in METHODS:
        path = method.route.path if method.route else ""
        ends = path.rpartition("/")[2]
        own = path.startswith("/me/")
        if own or ends in {"decide", "approve", "reveal", "reveal-contact", "export"}:
            assert method.key in by_people, path
    assert {"complaints.confirm_invalid", "billing.request_refund"} <= by_people


@pytest.mark.parametrize("role", KEY_ROLES)
def test_P06_no_key_administers_an_account(store: Store, role: Role) -> None:
    """By its role none, whatever its scopes."""
    program = opens(store, make(store, role=role, scopes=reach_of(role, KeyScope))["key"])
    for entry, about in [
        (Directory.create_person, {"name": "赵强", "roles": ["engineer"]}),
        (Directory.create_account, {"person_id": "p1", "username": "x1", "password": "y" * 12}),
        (Directory.reset_password, {"person_id": "p1"}),
        (Directory.create_api_key, WANTED),
        (Directory.change_policy, {"name": "link_hours", "value": 9}),
    ]:
        with pytest.raises((Forbidden, PeopleOnly, KeyScopeMissing)):
            perform(store, entry, program, **about)


def test_P06_a_key_that_is_ended_opens_nothing_and_all_gateways_are_told(
    store: Store,
) -> None:
    made = make(store)
    perform(store, Directory.end_api_key, CHIEF, key_id=made["id"])
    with pytest.raises(NotAuthenticated):
        opens(store, made["key"])
    with store.engine.connect() as connection:
        rows = connection.execute(text("SELECT type, data FROM outbox")).fetchall()
    assert any(row.type == AccessChanged.type_ and made["id"] in str(row.data) for row in rows)
    [listed] = perform(store, Directory.list_api_keys, CHIEF)["items"]
    assert (listed["state"], listed["ended_by"]) == ("ended", "陈欣")
    with pytest.raises(NotFound):
        perform(store, Directory.end_api_key, CHIEF, key_id=made["id"])


def test_P06_a_key_expires(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make(store, days=1)
    later = logins.machine_now() + timedelta(days=1)
    monkeypatch.setattr(logins, "machine_now", lambda: later)
    with pytest.raises(NotAuthenticated):
        opens(store, made["key"])
    [listed] = perform(store, Directory.list_api_keys, CHIEF)["items"]
    assert listed["state"] == "expired"


def test_P06_when_a_key_was_last_used_is_shown(store: Store, clock: FixedClock) -> None:
    made = make(store)
    assert made["seen_at"] is None
    opens(store, made["key"])
    [listed] = perform(store, Directory.list_api_keys, CHIEF)["items"]
    assert listed["seen_at"] is not None


def test_P06_who_administers_one_community_gives_keys_of_it_alone(store: Store) -> None:
    there = second_community(store)
    local = Actor("a2", "周敏", frozenset({"admin"}), grants=frozenset({Grant("admin", there)}))
    whole = make(store)
    with pytest.raises(NotFound):
        make(store, local, communities=["GL"])
    mine = make(store, local)
    assert mine["communities"] == ["NY"]
    assert opens(store, mine["key"]).held == {Grant("receptionist", there)}
    assert [one["id"] for one in perform(store, Directory.list_api_keys, local)["items"]] == [
        mine["id"]
    ]
    with pytest.raises(NotFound):
        perform(store, Directory.end_api_key, local, key_id=whole["id"])


def test_P06_a_key_of_one_community_sees_nothing_of_another(
    store: Store, enter: Callable[..., dict[str, Any]]
) -> None:
    enter()
    second_community(store)
    seen = {
        code: len(
            perform(
                store,
                Directory.find_households,
                opens(store, make(store, communities=[code])["key"]),
            )["items"]
        )
        for code in ("GL", "NY")
    }
    assert seen == {"GL": 1, "NY": 0}


def test_P06_what_a_key_does_stands_in_the_trail_by_its_name(
    store: Store, enter: Callable[..., dict[str, Any]]
) -> None:
    home = enter()
    made = make(store, scopes=["directory:write", "directory:read"])
    program = opens(store, made["key"])
    perform(store, Directory.add_note, program, household_id=home["id"], text="有门禁卡两张")
    director = Actor("d1", "何", frozenset({"director"}))
    found = perform(store, Directory.audit_trail, director, person=made["id"])
    assert {(one["actor_id"], one["actor_name"]) for one in found["items"]} == {
        (made["id"], "API · 财务软件")
    }


def test_P06_a_key_can_ask_who_it_is(store: Store) -> None:
    program = opens(store, make(store)["key"])
    said = perform(store, Directory.me, program)
    assert (said["name"], said["roles"]) == ("API · 财务软件", ["receptionist"])


def test_P06_there_are_only_so_many_keys(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_keys, "MOST_KEYS", 2)
    first = make(store)
    make(store)
    with pytest.raises(TooManyKeys):
        make(store)
    perform(store, Directory.end_api_key, CHIEF, key_id=first["id"])
    make(store)


def test_P06_the_scopes_are_those_of_the_methods() -> None:
    reached = {one.key_scope for one in METHODS if one.key_scope}
    assert reached == {one.value for one in KeyScope}


def test_P06_as_finance_a_key_only_reads(store: Store) -> None:
    for scopes in (["billing:write"], ["billing:read", "directory:write"]):
        with pytest.raises(InvalidInput) as refused:
            make(store, role="finance", scopes=scopes)
        assert set(refused.value.errors) == {"scopes"}
    program = opens(store, make(store, role="finance", scopes=["billing:read"])["key"])
    assert program.roles == {"finance"} and program.scopes == {"billing:read"}


def test_P06_whatever_stands_in_its_row_a_finance_key_writes_nothing(store: Store) -> None:
    """The row of a receptionist's key is the negative control: its scope holds."""
    made = make(store, role="receptionist", scopes=["billing:read", "billing:write"])
    assert "billing:write" in (opens(store, made["key"]).scopes or ())
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE api_keys SET role = 'finance'"))
    assert opens(store, made["key"]).scopes == {"billing:read"}


FINANCE_READS = {
    "list_bills", "get_bill", "list_payments", "get_payment", "get_receipt", "list_journal",
    "list_fee_items", "list_bill_runs", "statement", "collection", "verify_books", "list_refunds",
}  # fmt: skip


def test_P06_a_finance_key_reaches_what_an_accounting_program_needs_and_decides_nothing() -> None:
    program = Actor("k1", "API", frozenset({"finance"}), scopes=frozenset({"billing:read"}))
    billing = [one for one in METHODS if one.service == "billing"]
    reached = {
        one.name
        for one in billing
        if program.has(*one.roles) and program.reaches(one.key_scope) and one.route
    }
    assert reached >= FINANCE_READS
    assert not any(one.route and one.route.writes for one in billing if one.name in reached)


def test_P06_a_key_finds_in_the_services_that_it_reads(
    store: Store, enter: Callable[..., dict[str, Any]]
) -> None:
    """Masked, and in its communities alone, as anybody finds who holds its role."""
    home = enter()
    second_community(store)
    asked = {"q": home["members"][0]["name"], "limit": 5}
    found = {
        code: perform(
            store,
            Directory.find,
            opens(store, make(store, scopes=["directory:read"], communities=[code])["key"]),
            **asked,
        )["items"]
        for code in ("GL", "NY")
    }
    assert [one["page_id"] for one in found["GL"]] and found["NY"] == []
    assert "138****" in str(found["GL"]) and "13812345678" not in str(found["GL"])
    stranger = opens(store, make(store, scopes=["billing:read"])["key"])
    with pytest.raises(KeyScopeMissing):
        perform(store, Directory.find, stranger, **asked)
