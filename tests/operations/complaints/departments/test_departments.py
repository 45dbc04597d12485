"""P05, C14: departments, as the managers of the company or of a community have them."""

from dataclasses import replace
from typing import Any

import pytest

from contracts.complaints.departments import DepartmentTaken
from foundation.actor import Actor, Grant
from foundation.errors import Forbidden, InvalidInput, NotFound, NothingBelow, StaleEdit
from foundation.scope import FIRST_COMMUNITY
from services.complaints.departments import operations
from services.complaints.departments.rules import SHIPPED
from tests.operations.complaints.conftest import Answer, Desk
from tests.operations.conftest import put_household
from tests.support.community import OTHER, THERE

NEW = {"code": "waterworks", "name_zh": "水景班", "name_en": "Waterworks", "also": ["喷泉组"]}

pytestmark = pytest.mark.both_databases


def listed(desk: Desk, by: Actor | None = None, **data: Any) -> dict[str, Answer]:
    """By their codes."""
    found = desk.call("departments", by or desk.receptionist, **data)["items"]
    return {one["code"]: one for one in found}


def create(desk: Desk, by: Actor | None = None, **data: Any) -> Answer:
    return dict(desk.call("create_department", by or desk.supervisor, **NEW | data))


def edit(desk: Desk, code: str, by: Actor | None = None, **data: Any) -> Answer:
    return dict(desk.call("edit_department", by or desk.supervisor, code=code, **data))


def transferred(desk: Desk, to: str) -> Answer:
    return desk.act(desk.bring("accepted"), "transfer", desk.supervisor, department=to)


def test_P05_a_manager_makes_one_and_cases_go_there_by_any_of_its_names(desk: Desk) -> None:
    made = create(desk)
    assert (made["position"], made["source"]) == (len(SHIPPED) + 1, "company")
    assert list(listed(desk))[-1] == "waterworks"
    for name in ("waterworks", "水景班", "Waterworks", "喷泉组"):
        assert transferred(desk, name)["department"] == "waterworks"


def test_P05_what_is_renamed_keeps_its_cases_and_is_known_by_its_former_name(desk: Desk) -> None:
    case = transferred(desk, "工程部")
    changed = edit(desk, "engineering", name_zh="设施部", name_en="Facilities")
    assert changed["name"] == "设施部" and {"工程部", "Engineering"} <= set(changed["also"])
    assert desk.get(case)["department_name"] == "设施部"
    assert transferred(desk, "工程部")["department"] == "engineering"
    assert edit(desk, "engineering", name_zh="工程部")["also"][-1] == "设施部"


def test_P05_without_it_a_former_name_would_be_unknown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(operations, "also", lambda before, changes: {})
    edit(desk, "engineering", name_zh="设施部")
    with pytest.raises(InvalidInput):
        transferred(desk, "工程部")


def test_P05_what_is_offered_no_more_keeps_its_cases_and_categories(desk: Desk) -> None:
    case = transferred(desk, "engineering")
    edit(desk, "engineering", active=False)
    assert "engineering" not in listed(desk)
    kept = listed(desk, include_inactive=True)["engineering"]
    assert (kept["active"], kept["open"]) == (False, 1)
    assert desk.get(case)["department_name"] == "工程部"
    category = desk.call(
        "edit_category", desk.supervisor, code="public_facility", department="engineering",
        name_en="Facilities",
    )  # fmt: skip
    assert category["department_name"] == "工程部"
    for refused in (
        lambda: transferred(desk, "engineering"),
        lambda: desk.call("edit_category", desk.supervisor, code="mail", department="工程部"),
    ):
        with pytest.raises(InvalidInput) as error:
            refused()
        assert list(error.value.errors) == ["department"]


def test_P05_none_is_ever_gone(desk: Desk) -> None:
    create(desk)
    with pytest.raises(NothingBelow):
        desk.call("take_back_department", desk.supervisor, code="waterworks")
    assert "waterworks" in listed(desk)
    edit(desk, "finance", name_zh="财务中心")
    back = desk.call("take_back_department", desk.supervisor, code="finance")
    assert (back["name"], back["source"]) == ("财务部", "code")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("code", {"code": "engineering"}), ("code", {"code": "desk"}),
        ("name_zh", {"name_zh": "工程部"}), ("name_en", {"name_en": "SECURITY"}),
        ("also", {"also": ["保安部"]}), ("name_zh", {"name_zh": "工 程　部"}),
        ("name_en", {"name_en": "ＳＥＣＵＲＩＴＹ"}), ("name_en", {"name_en": "Customerservice"}),
        ("also", {"also": ["Customer\u00a0Service"]}),
    ],
)  # fmt: skip
def test_P05_no_two_are_known_by_the_same(desk: Desk, field: str, said: dict[str, Any]) -> None:
    with pytest.raises(DepartmentTaken) as refused:
        create(desk, **said)
    assert list(refused.value.errors) == [field]
    if field != "code":
        with pytest.raises(DepartmentTaken):
            edit(desk, "quality", **said)
    assert list(listed(desk)) == list(SHIPPED)


def test_P05_other_names_are_told_once_and_without_the_own_ones(desk: Desk) -> None:
    said = ["水景班", "water works", "喷泉组", "喷 泉 组", "WATERWORKS"]
    assert create(desk, also=said)["also"] == ["喷 泉 组"]


@pytest.mark.parametrize("code", ["", "工程", "Water", "a", "a" * 41, "water\n"])
def test_P05_a_code_is_small_letters(desk: Desk, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        create(desk, code=code)
    assert list(refused.value.errors) == ["code"]


def test_P05_managers_alone_change_them_and_residents_do_not_read_them(desk: Desk) -> None:
    for by in (desk.receptionist, desk.finance, desk.engineer, desk.resident, desk.inspector):
        with pytest.raises(Forbidden):
            create(desk, by)
        with pytest.raises(Forbidden):
            edit(desk, "finance", by, name_zh="财务中心")
        with pytest.raises(Forbidden):
            desk.call("take_back_department", by, code="finance")
    with pytest.raises(Forbidden):
        listed(desk, desk.resident)


def test_P05_an_edit_of_what_somebody_else_has_changed_is_refused(desk: Desk) -> None:
    edit(desk, "finance", name_zh="财务中心")
    with pytest.raises(StaleEdit):
        edit(desk, "finance", desk.actor("director", if_match="1"), name_zh="财务室")
    with pytest.raises(NotFound):
        edit(desk, "nowhere", name_zh="财务室")


def test_P05_its_history_says_who_changed_it(desk: Desk) -> None:
    edit(desk, "finance", name_zh="财务中心")
    asked = {"kind": "department", "subject_ids": ["finance"]}
    (row,) = desk.call("history", desk.supervisor, **asked)["items"]
    assert row["operation"] == "complaints.edit_department"


def of(role: str, *communities: str | None) -> Actor:
    """Somebody who holds a role there; None: for the company."""
    held = frozenset(Grant(role, one) for one in communities)
    return Actor(f"p-{role}", "赵总", frozenset({role}), grants=held)


HERS, THEIRS, OF_ALL = (of("director", one) for one in (FIRST_COMMUNITY, OTHER, None))


def test_P01_a_community_has_its_own_and_takes_it_back(desk: Desk) -> None:
    put_household(desk.store, "t-h1", where=THERE)
    create(desk, THEIRS)
    edit(desk, "security", THEIRS, name_zh="护卫队")
    assert listed(desk, THEIRS)["security"]["name"] == "护卫队"
    assert listed(desk, THEIRS)["waterworks"]["source"] == "community"
    assert listed(desk, HERS).keys() == SHIPPED.keys()
    edit(desk, "security", OF_ALL, name_zh="安全部")
    assert listed(desk, HERS)["security"]["name"] == "安全部"
    assert listed(desk, THEIRS)["security"]["name"] == "护卫队"
    back = desk.call("take_back_department", THEIRS, code="security")
    assert (back["name"], back["source"]) == ("安全部", "company")


def test_P05_the_companys_has_no_name_that_a_communitys_own_is_known_by(desk: Desk) -> None:
    put_household(desk.store, "t-h1", where=THERE)
    create(desk, THEIRS)
    with pytest.raises(DepartmentTaken) as refused:
        create(desk, OF_ALL, code="fountains", name_en="Fountains", also=[])
    assert list(refused.value.errors) == ["name_zh"]
    assert create(desk, OF_ALL)["source"] == "company", "of one code they are one department"


def test_P01_a_case_goes_to_the_departments_of_its_community(desk: Desk) -> None:
    put_household(desk.store, "t-h1", where=THERE)
    create(desk, THEIRS)
    case = desk.lodge(desk.receptionist)
    with pytest.raises(InvalidInput):
        desk.act(desk.triage(case), "transfer", of("supervisor", None), department="waterworks")
    theirs = desk.lodge(of("receptionist", OTHER), household_id="t-h1")
    theirs = desk.triage(theirs, of("supervisor", OTHER))
    moved = desk.act(theirs, "transfer", of("supervisor", None), department="水景班")
    assert moved["department_name"] == "水景班"
    (listed_,) = desk.call("search", OF_ALL, team="waterworks")["items"]
    assert listed_["department_name"] == "水景班", "also where no community is chosen"


def test_P01_a_communitys_own_is_named_to_who_looks_at_several_and_to_nobody_elsewhere(
    desk: Desk,
) -> None:
    put_household(desk.store, "t-h1", where=THERE)
    create(desk, THEIRS)

    def elsewhere(by: Actor) -> list[str]:
        found = desk.call("departments", by, include_inactive=True)
        assert not {one["code"] for one in found["items"]} & {"waterworks"} or by is THEIRS
        return [one["name"] for one in found["elsewhere"]]

    english = replace(of("admin", None), language="en")
    assert (elsewhere(OF_ALL), elsewhere(english)) == (["水景班"], ["Waterworks"])
    assert elsewhere(HERS) == elsewhere(THEIRS) == []


def test_P05_figures_name_departments_in_the_readers_language(desk: Desk) -> None:
    transferred(desk, "工程部")
    english = desk.actor("director", language="en")
    teams = desk.call("report", english, month="2026-11")["by_team"]
    assert teams == [{"key": "engineering", "count": 1, "name": "Engineering"}]
    found = desk.call("search", desk.supervisor, team="工程部")["items"]
    assert [one["department_name"] for one in found] == ["工程部"]
