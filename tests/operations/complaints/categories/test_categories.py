"""Categories of complaints are data (X04)."""

from contextlib import suppress
from typing import Any

import pytest

from contracts.complaints.categories import CategoryNeeded, CategoryTaken
from foundation import owned
from foundation.actor import Actor, Grant
from foundation.errors import (
    CommunityNotChosen,
    Forbidden,
    InvalidInput,
    NotFound,
    NothingBelow,
    StaleEdit,
)
from foundation.scope import FIRST_COMMUNITY
from foundation.storage import ttl_cache
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.categories.rules import FIRST_SET
from services.complaints.service import ComplaintsService
from tests.operations.complaints.conftest import Answer, Desk
from tests.operations.conftest import perform, put_household
from tests.support.community import OTHER, THERE

NEW = {
    "code": "school_run", "name_zh": "接送拥堵", "name_en": "School run", "words": ["校门口"],
    "department": "安保部", "response": "transferred",
}  # fmt: skip


pytestmark = pytest.mark.both_databases


def codes(desk: Desk, by: Any = None, **data: Any) -> list[str]:
    listed = desk.call("categories", by or desk.supervisor, **data)["items"]
    return [row["code"] for row in listed]


def edit(desk: Desk, code: str, **data: Any) -> Answer:
    return dict(desk.call("edit_category", desk.director, code=code, **data))


def test_X04_the_first_set_is_there_before_anybody_does_anything(desk: Desk) -> None:
    assert codes(desk) == list(FIRST_SET)


def test_X04_a_manager_makes_a_category_and_cases_take_it(desk: Desk) -> None:
    made = desk.call("create_category", desk.director, **NEW)
    assert made["position"] == len(FIRST_SET) + 1
    assert codes(desk)[-1] == "school_run"
    case = desk.lodge(category="school_run")
    assert case["category_name"] == "接送拥堵"
    with pytest.raises(CategoryTaken):
        desk.call("create_category", desk.director, **NEW)
    with pytest.raises(CategoryTaken):
        desk.call("create_category", desk.director, **NEW | {"code": "fee"})


def name_after_two_made_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a category is called that another process makes in the same second in which this one
    has read them all, and then this one by another name."""
    monkeypatch.setattr(ttl_cache, "monotonic", lambda: 100.0)
    another, third = (
        Store(desk.store.engine, desk.store.clock, desk.store.service) for _ in range(2)
    )
    codes(desk)
    perform(another, ComplaintsService.create_category, desk.director, **NEW)
    with suppress(CategoryTaken):
        desk.call("create_category", desk.director, **NEW | {"name_zh": "另一个名称"})
    items = perform(third, ComplaintsService.categories, desk.supervisor)["items"]
    return next(str(one["name_zh"]) for one in items if one["code"] == NEW["code"])


def test_X04_a_category_that_another_process_has_just_made_is_not_written_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert name_after_two_made_it(desk, monkeypatch) == NEW["name_zh"]


def test_X04_by_what_was_read_within_the_second_it_would_be_written_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(UnitOfWork, "change_recent", lambda _: None)
    assert name_after_two_made_it(desk, monkeypatch) == "另一个名称"


def test_X04_a_category_of_the_first_set_is_changed_and_keeps_what_is_not_named(
    desk: Desk,
) -> None:
    made = edit(desk, "mail", name_zh="快递包裹")
    assert made["name_zh"] == "快递包裹" and made["words"] == list(FIRST_SET["mail"].words)
    assert made["version"] == 2
    assert edit(desk, "mail", words=["包裹"])["name_zh"] == "快递包裹"
    assert codes(desk) == list(FIRST_SET)


def test_X04_what_is_offered_no_more_is_taken_no_more_and_kept_by_its_cases(desk: Desk) -> None:
    case = desk.lodge(category="pests")
    edit(desk, "pests", active=False)
    assert "pests" not in codes(desk) and "pests" in codes(desk, include_inactive=True)
    with pytest.raises(InvalidInput) as refused:
        desk.lodge(category="pests")
    assert "category" in refused.value.errors
    kept = desk.triage(case)
    assert kept["category"] == "pests" and kept["category_name"] == "虫害"
    other = desk.lodge()
    with pytest.raises(InvalidInput):
        desk.triage(other, category="pests")


@pytest.mark.parametrize("code", ["", "nowhere", "x" * 41, "Fee", "费用"])
def test_X04_a_category_that_is_none_is_refused_at_every_door(desk: Desk, code: str) -> None:
    for act in (
        lambda: desk.lodge(category=code),
        lambda: desk.triage(desk.lodge(), category=code),
    ):
        with pytest.raises(InvalidInput) as refused:
            act()
        assert "category" in refused.value.errors


def test_X04_other_stays(desk: Desk) -> None:
    with pytest.raises(CategoryNeeded):
        edit(desk, "other", active=False)
    with pytest.raises(NotFound):
        edit(desk, "nowhere", name_zh="无")


def test_X04_managers_alone_change_categories_and_residents_read_names_alone(desk: Desk) -> None:
    for by in (desk.receptionist, desk.finance, desk.resident, desk.inspector):
        with pytest.raises(Forbidden):
            desk.call("edit_category", by, code="fee", name_zh="费用")
        with pytest.raises(Forbidden):
            desk.call("create_category", by, **NEW)
    row = desk.call("categories", desk.resident)["items"][0]
    assert row["name"] == "装修扰民" and row["words"] == [] and row["department"] is None


def test_X04_an_edit_of_what_somebody_else_has_changed_is_refused(desk: Desk) -> None:
    edit(desk, "mail", name_zh="快递")
    stale = desk.actor("director", if_match="1")
    with pytest.raises(StaleEdit):
        desk.call("edit_category", stale, code="mail", name_zh="包裹")


def test_X04_what_a_category_calls_urgent_is_so_from_the_start(desk: Desk) -> None:
    edit(desk, "security", response="urgent")
    assert desk.lodge(category="security")["urgency"] == "urgent"
    assert desk.published("complaint_urgent")
    assert desk.lodge(category="security", urgency="ordinary")["urgency"] == "ordinary"
    assert desk.lodge_online(category="security")["urgency"] == "urgent"
    assert desk.lodge(category="parking")["urgency"] == "ordinary"


def test_B13_a_category_that_disputes_fees_pauses_dunning(desk: Desk) -> None:
    desk.lodge(category="parking")
    assert not desk.published("fee_dispute_opened")
    edit(desk, "parking", disputes_fee=True)
    desk.lodge(category="parking")
    assert len(desk.published("fee_dispute_opened")) == 1
    desk.lodge(category="fee")
    assert len(desk.published("fee_dispute_opened")) == 2


def test_X14_the_months_report_names_categories_in_force_and_those_that_cases_have(
    desk: Desk,
) -> None:
    desk.bring("accepted", category="pests")
    edit(desk, "pests", active=False, name_zh="四害")
    edit(desk, "mail", active=False)
    rows = desk.call("report", desk.supervisor, month="2026-11")["by_category"]
    names = {row["key"]: row["name"] for row in rows}
    assert names["pests"] == "四害" and "mail" not in names
    assert {row["key"]: row["count"] for row in rows}["pests"] == 1


def of(role: str, *communities: str | None) -> Actor:
    """Somebody who holds a role there; None: for the company."""
    held = frozenset(Grant(role, one) for one in communities)
    return Actor(f"p-{role}", "赵总", frozenset({role}), grants=held)


@pytest.fixture
def two(desk: Desk) -> Desk:
    """A desk in one of two communities."""
    put_household(desk.store, "t-h1", where=THERE)
    return desk


HERS, THEIRS = of("director", FIRST_COMMUNITY), of("director", OTHER)
OF_ALL = of("director", None)


def name(desk: Desk, by: Actor, code: str = "mail") -> tuple[str, str]:
    """What a category is called where somebody works, and where that comes from."""
    found = {row["code"]: row for row in desk.call("categories", by)["items"]}
    return (found[code]["name_zh"], found[code]["source"]) if code in found else ("", "")


def test_P01_P05_a_community_s_own_category_goes_before_the_company_s_and_that_before_the_shipped(
    two: Desk,
) -> None:
    shipped = name(two, THEIRS)
    assert shipped == ("信件快递", "code")
    two.call("edit_category", OF_ALL, code="mail", name_zh="快件")
    assert name(two, HERS) == name(two, THEIRS) == ("快件", "company")
    two.call("edit_category", THEIRS, code="mail", name_zh="快递驿站")
    assert name(two, THEIRS) == ("快递驿站", "community")
    assert name(two, HERS) == name(two, OF_ALL) == ("快件", "company")
    two.call("edit_category", OF_ALL, code="mail", words=["包裹"])
    assert name(two, THEIRS) == ("快递驿站", "community")
    assert two.call("take_back_category", THEIRS, code="mail")["name_zh"] == "快件"
    assert two.call("take_back_category", OF_ALL, code="mail")["name_zh"] == shipped[0]
    assert name(two, THEIRS) == name(two, HERS) == shipped


def test_P01_two_communities_and_the_company_have_a_category_of_the_same_code(two: Desk) -> None:
    for by, said in ((THEIRS, "他们的"), (HERS, "我们的")):
        two.call("create_category", by, **NEW | {"name_zh": said})
        with pytest.raises(CategoryTaken):
            two.call("create_category", by, **NEW)
    assert name(two, OF_ALL, "school_run") == ("", "")
    two.call("create_category", OF_ALL, **NEW)
    shown = [name(two, by, "school_run")[0] for by in (THEIRS, HERS, OF_ALL)]
    assert shown == ["他们的", "我们的", "接送拥堵"]


def test_P01_without_the_owner_a_community_s_change_would_be_everybody_s(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(owned, "owner", lambda *_: None)
    two.call("edit_category", THEIRS, code="mail", name_zh="快递驿站")
    assert name(two, HERS) == ("快递驿站", "company")


def test_P01_who_works_in_several_names_the_community_whose_own_it_is(two: Desk) -> None:
    both = of("director", FIRST_COMMUNITY, OTHER)
    with pytest.raises(CommunityNotChosen):
        two.call("edit_category", both, code="mail", name_zh="快件")


def test_P05_what_was_made_has_nothing_to_go_back_to(two: Desk) -> None:
    two.call("create_category", THEIRS, **NEW)
    with pytest.raises(NothingBelow):
        two.call("take_back_category", THEIRS, code="school_run")
    assert name(two, THEIRS, "school_run") == ("接送拥堵", "community")
    with pytest.raises(NotFound):
        two.call("take_back_category", HERS, code="school_run")


def test_P01_with_one_community_there_is_the_company_alone(desk: Desk) -> None:
    desk.call("edit_category", HERS, code="mail", name_zh="快件")
    assert name(desk, HERS) == ("快件", "company")
