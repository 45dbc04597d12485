"""P02: the first administrator comes in by a link of the console, once, and before anybody else."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from contracts.directory.links import LinkReplaced, LinkUsed, OpenAlready
from contracts.directory.passwords import WeakPassword
from contracts.roles import Role
from foundation.actor import SYSTEM, Actor, Grant
from foundation.errors import InvalidInput, ServiceError
from foundation.storage.store import Store
from guanjia.imports import operator
from services.directory.opening import operations as opening
from services.directory.people.queries import load_person
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform

PASSWORD = "quiet-Harbour-lamp-58"
FIRST = {"name": "陈立", "username": "chen.li", "password": PASSWORD}


def link(store: Store) -> str:
    """The secret of a new link, as the console prints it."""
    with store.write(operator(store), "console.opening") as uow:
        return opening.link(uow).rpartition("/")[2]


def use(store: Store, secret: str, **values: Any) -> Any:
    return perform(store, Directory.use_link, SYSTEM, token=secret, **FIRST | values)


def person(store: Store, username: str = "chen.li") -> Any:
    """Who logs in."""
    found = perform(store, Directory.authenticate, SYSTEM, username=username, password=PASSWORD)
    with store.read() as uow:
        return load_person(uow, found["id"])


def test_P02_the_first_administrator_says_name_and_work(store: Store) -> None:
    secret = link(store)
    asked = perform(store, Directory.open_link, SYSTEM, token=secret)
    assert (asked["kind"], asked["username"]) == ("opening", None)
    use(store, secret, roles=["finance", "director"])
    first = person(store)
    assert first.name == "陈立" and first.roles[0] == Role.ADMIN
    held = {Role.ADMIN, Role.FINANCE, Role.DIRECTOR}
    assert first.grants == {Grant(role, None) for role in held}
    with pytest.raises(LinkUsed):
        use(store, secret, username="another")
    with pytest.raises(OpenAlready):
        link(store)


def test_P02_a_newer_link_ends_the_one_before_for_the_same_person(store: Store) -> None:
    old, new = link(store), link(store)
    with pytest.raises(LinkReplaced):
        use(store, old)
    use(store, new)
    staff = perform(store, Directory.find_people, operator(store))["items"]
    assert [one["name"] for one in staff] == ["陈立"]


def test_P02_an_account_made_at_the_console_ends_the_link(store: Store) -> None:
    secret = link(store)
    made = perform(store, Directory.create_person, operator(store), name="林一", roles=["admin"])
    perform(
        store, Directory.create_account, operator(store),
        person_id=made["id"], username="lin.yi", password=PASSWORD,
    )  # fmt: skip
    with pytest.raises(OpenAlready):
        use(store, secret)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"name": None}, "name"), ({"username": None}, "username"), ({"roles": ["admin"]}, "roles")],
    ids=["no name", "no user name", "a role that is not offered"],
)
def test_P02_what_is_wrong_leaves_the_link_open(
    store: Store, values: dict[str, Any], field: str
) -> None:
    secret = link(store)
    with pytest.raises(InvalidInput) as refused:
        use(store, secret, **values)
    assert field in str(vars(refused.value))
    with pytest.raises(WeakPassword):
        use(store, secret, password="陈立陈立陈立陈立陈立")
    use(store, secret)


def test_P02_who_is_invited_says_no_name_and_takes_no_role(store: Store) -> None:
    """Else an invitation would let somebody give themselves roles."""
    use(store, link(store))
    admin = person(store)
    by = Actor(admin.id, admin.name, frozenset(admin.roles), grants=frozenset(admin.grants))
    made = perform(store, Directory.create_person, by, name="赵敏", roles=["receptionist"])
    given = perform(store, Directory.invite, by, person_id=made["id"])["link"].rpartition("/")[2]
    for more in ({"roles": ["finance"]}, {"name": "别人"}):
        values: dict[str, Any] = {"name": None, "username": "zhao"} | more
        with pytest.raises(InvalidInput):
            use(store, given, **values)
    use(store, given, name=None, username="zhao")
    assert person(store, "zhao").roles == [Role.RECEPTIONIST]


def test_P02_of_two_at_once_one_comes_in(store: Store) -> None:
    secret = link(store)

    def come(username: str) -> str:
        try:
            return str(use(store, secret, username=username)["username"])
        except ServiceError as refusal:
            return refusal.code

    with ThreadPoolExecutor(2) as pool:
        came = sorted(pool.map(come, ["first.one", "first.two"]))
    assert came[1] == "link_used" and came[0].startswith("first.")
