"""P01, P03: roles are asked for, decided on and given in one community."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, text

from foundation import scope
from foundation.actor import Actor, Grant
from foundation.errors import NotFound
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from services.directory.communities.tables import Assignment
from services.directory.people.tables import Person
from services.directory.role_requests.tables import RoleRequest
from services.directory.service import DirectoryService as Directory
from services.directory.sessions.queries import actor_view
from tests.operations.conftest import events, perform
from tests.support.community import OTHER, enter_another

pytestmark = pytest.mark.both_databases

Who = Callable[[str, str], Actor]


@pytest.fixture
def who(store: Store) -> Who:
    """Makes somebody with a login who holds a role in a community."""
    with store.write() as uow:
        enter_another(uow)

    def make(role: str, community: str) -> Actor:
        person_id = f"{role}-{community[-5:]}"
        with store.write() as uow:
            person = Person(
                id=person_id, name=person_id, roles=[role], buildings=[], skills=[], active=True,
                staff=True, version=1,
            )  # fmt: skip
            given = Assignment(id=f"a-{person_id}", role=role, community_id=community)
            person.assignments.append(given)
            uow.session.add(person)
        console = Actor("console:root", "root", frozenset({"admin"}))
        perform(store, Directory.create_account, console, person_id=person_id,
                username=person_id, password="slow-river-Lantern-47")  # fmt: skip
        with store.read() as uow:
            view = actor_view(uow, uow.session.get_one(Person, person_id))
        grants = frozenset(Grant(one["role"], one["community_id"]) for one in view["grants"])
        return Actor(person_id, person_id, frozenset(view["roles"]), grants=grants)

    return make


def waiting(store: Store, by: Actor) -> list[dict[str, Any]]:
    """What waits for a second person, as somebody sees it."""
    found = perform(store, Directory.list_role_requests, by, status="requested")
    return list(found["items"])


def test_P01_P03_a_role_is_given_where_it_was_asked_for(store: Store, who: Who) -> None:
    asking, second, stranger = (
        who("director", OTHER), who("admin", OTHER), who("admin", FIRST_COMMUNITY),
    )  # fmt: skip
    made = perform(store, Directory.create_person, asking, name="孙丽", roles=["finance"])
    [requested] = waiting(store, second)
    assert waiting(store, stranger) == []
    [published] = events(store, "role_requested")
    assert published["community_id"] == OTHER
    decision = {"role_request_id": requested["id"], "approve": True, "remark": "已核实"}
    with pytest.raises(NotFound):
        perform(store, Directory.decide_role_request, stranger, **decision)
    perform(store, Directory.decide_role_request, second, **decision)
    with store.read() as uow:
        person = uow.session.get_one(Person, made["id"])
        assert person.grants == {Grant("finance", OTHER)}


def test_P01_P03_without_the_scope_it_would_be_decided_anywhere(
    store: Store, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    asking, stranger = who("director", OTHER), who("admin", FIRST_COMMUNITY)
    who("admin", OTHER)
    perform(store, Directory.create_person, asking, name="孙丽", roles=["finance"])
    monkeypatch.setattr(scope, "width", lambda: scope.Width.ALL)
    assert len(waiting(store, stranger)) == 1


def test_P01_P03_what_was_asked_for_before_is_of_the_first(store: Store, who: Who) -> None:
    asking, second = who("director", FIRST_COMMUNITY), who("admin", FIRST_COMMUNITY)
    perform(store, Directory.create_person, asking, name="孙丽", roles=["finance"])
    downgrade(store.engine, "directory", "directory_0011")
    upgrade(store.engine, "directory")
    [requested] = waiting(store, second)
    with store.write() as uow:
        known = uow.session.scalars(select(RoleRequest.community_id)).all()
        assert known == [FIRST_COMMUNITY]
        uow.session.execute(text("UPDATE role_requests SET community_id = NULL"))
    [seen] = waiting(store, second)
    assert seen["id"] == requested["id"], "asked by a process of the release before"
