"""P01: a community that is not looked after any more is closed, never deleted, and opens again."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from contracts.directory.communities import CommunityOpen, CompanyOnly, LastCommunity
from foundation import replica
from foundation.actor import Actor, Grant
from foundation.clock import FixedClock
from foundation.errors import CommunityClosed, Forbidden, InvalidInput, NotFound, StaleEdit
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform

pytestmark = pytest.mark.both_databases

WHY = "物业服务合同到期，撤出该项目"
HOME = {
    "building": "1栋", "unit": "1-101", "area_m2": "90", "owner_name": "王芳",
    "phone": "13812345678",
}  # fmt: skip
MakeActor = Callable[..., Actor]


@pytest.fixture
def admin(actor: MakeActor) -> Actor:
    """An administrator of the whole company."""
    return actor("admin", grants=frozenset({Grant("admin", None)}))


@pytest.fixture
def there(store: Store, admin: Actor) -> dict[str, Any]:
    """A second community."""
    given = {"community_id": FIRST_COMMUNITY, "name": "观澜花园", "code": "GL"}
    perform(store, Directory.change_community, admin, **given)
    named = {"name": "南苑", "name_en": "South Court", "code": "NY"}
    return dict(perform(store, Directory.create_community, admin, **named))


def closed(store: Store, by: Actor, community: dict[str, Any]) -> dict[str, Any]:
    """It is closed."""
    about = {"community_id": community["id"], "reason": WHY}
    return dict(perform(store, Directory.close_community, by, **about))


def test_P01_a_community_is_closed_and_opened_again_and_everybody_is_told(
    store: Store, admin: Actor, there: dict[str, Any], clock: FixedClock
) -> None:
    shut = closed(store, replace(admin, if_match="1"), there)
    assert (shut["closed_at"] is not None, shut["closed_reason"], shut["version"]) == (True, WHY, 2)
    assert events(store, "community_changed")[-1]["data"]["closed"] is True
    with store.read() as uow:
        assert replica.community(uow, there["id"]).closed
        assert not replica.community(uow, FIRST_COMMUNITY).closed
    reopen = partial(perform, store, Directory.reopen_community, community_id=there["id"])
    with pytest.raises(StaleEdit):
        reopen(replace(admin, if_match="1"))
    again = reopen(replace(admin, if_match="2"))
    assert (again["closed_at"], again["closed_reason"], again["version"]) == (None, "", 3)
    assert events(store, "community_changed")[-1]["data"]["closed"] is False
    with pytest.raises(CommunityOpen):
        reopen(admin)


def test_P01_neither_a_closed_one_nor_the_last_is_closed(
    store: Store, admin: Actor, there: dict[str, Any]
) -> None:
    with pytest.raises(StaleEdit):
        closed(store, replace(admin, if_match="7"), there)
    with pytest.raises(InvalidInput):
        perform(store, Directory.close_community, admin, community_id=there["id"], reason=" ")
    with pytest.raises(NotFound):
        closed(store, admin, {"id": "c-nowhere"})
    closed(store, admin, there)
    question = partial(perform, store, Directory.needs_community, admin)
    for ask in (question, partial(perform, store, Directory.close_community, admin, reason=WHY)):
        with pytest.raises(CommunityClosed) as refused:
            ask(community_id=there["id"])
        assert refused.value.words["name"] == ("南苑", "South Court")
        with pytest.raises(LastCommunity):
            ask(community_id=FIRST_COMMUNITY)


def test_P01_only_who_administers_the_company_closes_one(
    store: Store, admin: Actor, there: dict[str, Any], actor: MakeActor
) -> None:
    some = actor("admin", grants=frozenset({Grant("admin", there["id"])}))
    with pytest.raises(CompanyOnly):
        closed(store, some, there)
    with pytest.raises(CompanyOnly):
        perform(store, Directory.needs_community, some, community_id=there["id"])
    with pytest.raises(Forbidden):
        closed(store, actor("director"), there)
    assert perform(store, Directory.needs_community, admin, community_id=there["id"]) == {
        "reasons": []
    }
    closed(store, admin, there)
    with pytest.raises(CompanyOnly):
        perform(store, Directory.reopen_community, some, community_id=there["id"])


def test_P01_a_closed_one_takes_no_household_and_is_read_as_before(
    store: Store, admin: Actor, there: dict[str, Any], actor: MakeActor
) -> None:
    finance = actor("finance", grants=frozenset({Grant("finance", there["id"])}))
    everywhere = actor("director", grants=frozenset({Grant("director", None)}))
    home = perform(store, Directory.create_household, finance, **HOME)
    assert home["community"] == "NY", "it is said where it was entered"
    closed(store, admin, there)
    with pytest.raises(CommunityClosed):
        perform(store, Directory.create_household, finance, **HOME | {"unit": "1-102"})
    note = {"household_id": home["id"], "text": "白天无人"}
    with pytest.raises(CommunityClosed):
        perform(store, Directory.add_note, everywhere, **note)
    shift = {
        "duty": "duty_manager", "person_id": "p-director", "community_code": "NY",
        "starts_at": "2026-11-03T08:00:00+08:00", "ends_at": "2026-11-03T20:00:00+08:00",
    }  # fmt: skip
    with pytest.raises(CommunityClosed):
        perform(store, Directory.put_shift, everywhere, **shift)
    with pytest.raises(CommunityClosed):
        granted = [{"role": "steward", "community": "NY"}]
        perform(store, Directory.create_person, admin, name="赵六", grants=granted)
    assert perform(store, Directory.get_household, finance, household_id=home["id"])["unit"]
    found = perform(store, Directory.find_households, finance, q="1-101")
    assert [one["id"] for one in found["items"]] == [home["id"]]
    assert perform(store, Directory.create_household, actor("finance"), **HOME), "elsewhere it goes"
    perform(store, Directory.reopen_community, admin, community_id=there["id"])
    assert perform(store, Directory.add_note, everywhere, **note)


def test_P01_nobody_is_given_a_role_or_building_in_a_closed_one(
    store: Store, admin: Actor, there: dict[str, Any]
) -> None:
    director = Grant("director", None)
    by = replace(admin, roles=frozenset({"admin", "director"}), grants=admin.grants | {director})
    change = partial(perform, store, Directory.change_person, by)
    held = [{"role": "steward", "community": "NY"}, {"role": "steward", "community": "GL"}]
    mine = perform(store, Directory.create_person, by, name="赵六", grants=held)
    other = perform(store, Directory.create_person, by, name="孙七", grants=held[1:])
    closed(store, admin, there)
    for refused, who, said in (
        ("grants", other, {"grants": held}),
        ("roles", other, {"roles": ["steward"], "community_code": "NY"}),
        ("grants", mine, {"grants": [*held, {"role": "receptionist", "community": "NY"}]}),
        ("buildings", mine, {"buildings": ["1栋"], "community_code": "NY"}),
    ):
        with pytest.raises(CommunityClosed) as error:
            change(person_id=who["id"], **said)
        assert list(error.value.errors) == [refused]
    elsewhere = [*held, {"role": "receptionist", "community": "GL"}]
    assert len(change(person_id=mine["id"], grants=elsewhere)["grants"]) == 3, "what is held stays"
    assert len(change(person_id=mine["id"], grants=held[1:])["grants"]) == 1, "and is taken"


def test_P01_without_the_guard_it_would_take_one(
    store: Store,
    admin: Actor,
    there: dict[str, Any],
    actor: MakeActor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finance = actor("finance", grants=frozenset({Grant("finance", there["id"])}))
    closed(store, admin, there)
    monkeypatch.setattr(Store, "closed_communities", lambda _: {})
    assert perform(store, Directory.create_household, finance, **HOME)


def test_P01_what_was_answered_before_is_answered_again(
    store: Store, admin: Actor, there: dict[str, Any], actor: MakeActor
) -> None:
    held = frozenset({Grant("finance", there["id"])})
    finance = actor("finance", grants=held, idempotency_key="k1")
    made = perform(store, Directory.create_household, finance, **HOME)
    closed(store, admin, there)
    assert perform(store, Directory.create_household, finance, **HOME) == made
