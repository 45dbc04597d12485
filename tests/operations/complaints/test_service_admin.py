"""P01: policies are changed, and the audit trail is read, where the role is held."""

from typing import Any

import pytest
from sqlalchemy import select, true

from foundation import policy_admin, service_admin
from foundation.actor import Actor, Grant
from foundation.errors import CommunityNotChosen, Forbidden, NotFound
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.listing import Listing
from foundation.storage.tables import audit
from services.complaints.policy import ComplaintPolicy
from tests.operations.complaints.conftest import Desk
from tests.operations.conftest import put_household
from tests.support.community import HERE, OTHER, THERE

pytestmark = pytest.mark.both_databases
NAME = "acknowledge_minutes"


def director(desk: Desk, *communities: str | None) -> Actor:
    """Somebody who is director there; None: of the company."""
    return desk.actor("director", grants=frozenset(Grant("director", one) for one in communities))


def change(desk: Desk, by: Actor, value: int) -> None:
    """Change one value."""
    desk.call("change_policy", by, name=NAME, value=value)


def in_force(desk: Desk) -> dict[str, int]:
    """The value by which each community is judged."""
    found = {}
    for name, where in (("here", HERE), ("there", THERE)):
        with desk.store.read(scope=where) as uow:
            found[name] = getattr(uow.policy(ComplaintPolicy), NAME)
    return found


@pytest.fixture
def two(desk: Desk) -> Desk:
    """A desk of two communities."""
    put_household(desk.store, "t-h1", where=THERE)
    return desk


def test_P01_with_one_community_its_director_changes_the_companys_value(desk: Desk) -> None:
    change(desk, director(desk, FIRST_COMMUNITY), 11)
    assert set(in_force(desk).values()) == {11}


def test_P01_with_several_a_director_changes_that_of_the_own_community(two: Desk) -> None:
    change(two, director(two, None), 11)
    change(two, director(two, OTHER), 12)
    assert in_force(two) == {"here": 11, "there": 12}
    change(two, director(two, FIRST_COMMUNITY), 13)
    assert in_force(two) == {"here": 13, "there": 12}
    with pytest.raises(CommunityNotChosen):
        change(two, director(two, FIRST_COMMUNITY, OTHER), 14)


def test_P01_without_asking_whose_it_would_be_that_of_all(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(policy_admin, "owner", lambda *_: None)
    monkeypatch.setattr(policy_admin, "require_may", lambda *_: None)
    change(two, director(two, OTHER), 12)
    assert in_force(two) == {"here": 12, "there": 12}


def trail(desk: Desk, by: Actor) -> set[Any]:
    """About what somebody reads in the audit trail."""
    return {one["subject_id"] for one in desk.call("audit_trail", by)["items"]}


def test_P01_the_audit_trail_is_that_of_the_own_community(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = two.lodge(household_id="h1")["id"]
    by = two.actor("receptionist", grants=frozenset({Grant("receptionist", OTHER)}))
    there = two.lodge(by, household_id="t-h1")["id"]
    assert {here, there} & trail(two, director(two, FIRST_COMMUNITY)) == {here}
    assert {here, there} & trail(two, director(two, OTHER)) == {there}
    assert {here, there} <= trail(two, director(two, None))
    everywhere = Listing(select(audit), audit.c.id, {"in scope": true()})
    monkeypatch.setattr(service_admin, "TRAIL", everywhere)
    assert here in trail(two, director(two, OTHER)), "negative control"


def changes(desk: Desk, by: Actor, kind: str = "category", code: str = "mail") -> list[Any]:
    """What somebody reads of what became of a thing: names before and after, newest first."""
    rows = desk.call("history", by, kind=kind, subject_ids=[code])["items"]
    told = [row["changes"][0] for row in rows]
    return [
        (one.get("before", {}).get("name_zh"), one.get("after", {}).get("name_zh")) for one in told
    ]


def rename(desk: Desk, by: Actor, name: str, code: str = "mail") -> None:
    desk.call("edit_category", by, code=code, name_zh=name)


def test_P05_a_thing_s_history_is_its_own_newest_first_with_before_and_after(desk: Desk) -> None:
    by = desk.director
    for name in ("快件", "快递"):
        rename(desk, by, name)
    rename(desk, by, "四害", "pests")
    desk.call("edit_quick_reply", by, code="thanks", title_zh="感谢")
    assert changes(desk, by) == [("快件", "快递"), ("信件快递", "快件")]
    first = desk.call("history", by, kind="category", subject_ids=["mail"])["items"][-1]
    assert first["changes"][0]["after"] == {"name_zh": "快件"}, "what differs from what held alone"
    row = desk.call("history", by, kind="quick_reply", subject_ids=["thanks"])["items"][0]
    assert (row["actor_name"], row["operation"]) == (by.name, "complaints.edit_quick_reply")
    assert desk.call("history", by, kind="quick_reply", subject_ids=["mail"])["items"] == []


def test_P01_P05_a_thing_s_history_is_that_of_the_company_and_the_own_community(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(two, director(two, None), "公司快件")
    rename(two, director(two, FIRST_COMMUNITY), "此处快件")
    rename(two, director(two, OTHER), "彼处快件")

    def said(*places: str | None) -> list[Any]:
        return [after for _before, after in changes(two, director(two, *places))]

    assert said(FIRST_COMMUNITY) == ["此处快件", "公司快件"]
    assert said(OTHER) == ["彼处快件", "公司快件"]
    assert said(None) == ["彼处快件", "此处快件", "公司快件"]
    filters = {**service_admin.TRAIL.filters, "in scope": true()}
    everywhere = Listing(select(audit), audit.c.id, filters)
    monkeypatch.setattr(service_admin, "TRAIL", everywhere)
    assert "此处快件" in said(OTHER), "negative control"


@pytest.mark.parametrize("role", ["receptionist", "finance", "inspector", "admin", "resident"])
def test_P05_who_does_not_see_the_page_does_not_read_the_history(desk: Desk, role: str) -> None:
    with pytest.raises(Forbidden):
        changes(desk, desk.actor(role))


@pytest.mark.parametrize("kind", ["complaint", "policy", "person", "nothing"])
def test_P05_what_no_manager_changes_on_a_page_has_no_history_there(desk: Desk, kind: str) -> None:
    with pytest.raises(NotFound):
        changes(desk, desk.director, kind)
