"""P01: whatever begins something new is refused in a closed community, in every service."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from contracts.method import Method
from contracts.methods import METHODS
from contracts.roles import Role
from foundation import replica
from foundation.actor import Actor, Grant
from foundation.bound_method import BoundMethod, Procedure
from foundation.errors import CommunityClosed
from foundation.replica.handlers import put
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from foundation.storage.tables import community_replica
from gateway.api.examples import AN_ID, example_of
from guanjia.registry import service_class
from services.directory.communities.tables import Community
from tests.support.community import OTHER, close_here

StoreOf = Callable[[str], Store]
SECOND = {"community_id": OTHER, "name": "南苑", "name_en": "South Court", "code": "NY"}
NO_EXAMPLE = {"directory.import_rows", "complaints.import_platform", "directory.use_code"}
"""What takes a sheet that is read before, or a code: proven with real ones."""
BEGINS = [one for one in METHODS if one.begins and one.key not in NO_EXAMPLE]


@pytest.fixture
def store(store_of: StoreOf, request: pytest.FixtureRequest) -> Store:
    """The store of a method's service, which was told that the first community is closed."""
    store = store_of(request.getfixturevalue("method").service)
    with store.write() as uow:
        put(uow, community_replica, SECOND | {"version": 1})
        close_here(uow)
    return store


def somebody(method: Method, *places: str | None) -> Actor:
    """Who may call a method in these communities; None: in all."""
    (role, *_) = sorted(method.roles - {Role.RESIDENT}) or [Role.RESIDENT]
    homes = frozenset({AN_ID} if role == Role.RESIDENT else ())
    return Actor(
        "p1", "李梅", frozenset({role}), homes, grants=frozenset(Grant(role, one) for one in places)
    )


def refusal(store: Store, method: Method, actor: Actor) -> Exception | None:
    """What a call is refused with; without effect."""
    entry = getattr(service_class(method.service), method.name).entry
    assert isinstance(entry, BoundMethod | Procedure)
    try:
        entry.perform(store, actor, example_of(method.request()))
    except Exception as error:  # whatever it is: the examples name nothing that there is
        return error
    return None


@pytest.mark.parametrize("method", BEGINS, ids=lambda one: one.key)
def test_P01_what_begins_something_is_refused_in_a_closed_community(
    store: Store, method: Method
) -> None:
    refused = refusal(store, method, somebody(method, FIRST_COMMUNITY))
    assert isinstance(refused, CommunityClosed)
    assert (refused.code, refused.status) == ("community_closed", 409)
    assert refused.words["name"] == ("观澜花园", "Guanlan"), "it is named"
    elsewhere = refusal(store, method, somebody(method, OTHER))
    assert not isinstance(elsewhere, CommunityClosed), "another community is as before"


@pytest.mark.parametrize("method", BEGINS, ids=lambda one: one.key)
def test_P01_without_the_guard_it_is_not(
    store: Store, method: Method, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "closed_communities", lambda _: {})
    refused = refusal(store, method, somebody(method, FIRST_COMMUNITY))
    assert not isinstance(refused, CommunityClosed)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("service", "before"), [("billing", "foundation_0017"), ("directory", "directory_0030")]
)
def test_P01_no_community_was_closed_before_one_could_be(
    store_of: StoreOf, service: str, before: str
) -> None:
    store = store_of(service)
    downgrade(store.engine, service, before)
    upgrade(store.engine, service)
    assert store.closed_communities() == {}
    with store.read() as uow:
        assert [one.closed for one in replica.communities(uow)] == [False]
    if service == "directory":
        with store.engine.connect() as connection:
            kept = select(Community.closed_at, Community.closed_reason)
            assert connection.execute(kept).all() == [(None, "")]
