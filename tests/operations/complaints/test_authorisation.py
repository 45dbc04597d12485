"""Who may do what, who sees what, and who sees the phone number (D03)."""

from typing import Any

import pytest

from contracts.complaints.methods import METHODS
from contracts.method import Method
from contracts.roles import Role
from foundation.errors import NotFound, NotYourHousehold
from tests.operations.complaints.conftest import Desk

OF_RESIDENTS = {
    "lodge", "search", "get", "categories", "add_attachment", "get_attachment", "supplement",
    "withdraw",
}  # fmt: skip


def ids(desk: Desk, by: Any, **filters: Any) -> list[str]:
    return [one["id"] for one in desk.call("search", by, **filters)["items"]]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_residents_lodge_search_and_read_and_nothing_else(method: Method) -> None:
    assert (Role.RESIDENT in method.roles) is (method.name in OF_RESIDENTS)


@pytest.mark.both_databases
def test_residents_see_their_own_households_cases_only(desk: Desk) -> None:
    case = desk.lodge()
    desk.lodge(household_id="h2")
    desk.lodge(household_id=None)
    assert ids(desk, desk.resident) == [case["id"]]
    assert len(ids(desk, desk.supervisor)) == 3
    with pytest.raises(NotFound):
        desk.get(case, desk.neighbour)
    with pytest.raises(NotYourHousehold):
        ids(desk, desk.resident, household_id="h2")


def test_a_case_of_no_household_is_not_there_for_residents(desk: Desk) -> None:
    case = desk.lodge(household_id=None)
    with pytest.raises(NotFound):
        desk.get(case, desk.resident)


def test_whoever_lodged_it_sees_it_also_after_moving_out(desk: Desk) -> None:
    case = desk.lodge_online()
    moved = desk.actor("resident", household_ids=["h9"])
    assert desk.get(case, moved)["id"] == case["id"]
    assert ids(desk, moved) == ids(desk, moved, mine=True) == [case["id"]]


def test_without_the_check_a_neighbour_would_read_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the household check."""
    case = desk.lodge()
    monkeypatch.setattr("foundation.scope.sight", lambda: None)
    assert desk.get(case, desk.neighbour)["id"] == case["id"]


def test_residents_do_not_see_how_the_company_watches_over_itself(desk: Desk) -> None:
    case = desk.triage(desk.lodge(), valid=False, ground="内部说明")
    desk.act(case, "confirm_invalid", desk.deputy, remark="内部意见")
    desk.ask(desk.handle(case), "department")
    seen = desk.get(case, desk.resident)
    assert (seen["ground"], seen["return_visits"], seen["escalations"]) == (None, [], [])
    assert [entry["action"] for entry in seen["timeline"]] == ["lodged", "triaged", "handled"]
    assert "内部" not in str(seen)
    assert "内部" in str(desk.get(case))


def test_X03_residents_hear_of_a_verdict_when_it_stands(desk: Desk) -> None:
    case = desk.triage(desk.lodge(), valid=False, ground="内部说明")
    (listed,) = desk.call("search", desk.resident)["items"]
    assert (listed["validity"], listed["ground"]) == ("undecided", None)
    desk.act(case, "confirm_invalid", desk.deputy)
    assert desk.get(case, desk.resident)["validity"] == "invalid"


def test_residents_do_see_the_deadline_and_the_tier(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.at("2026-11-02 20:00")
    seen = desk.get(case, desk.resident)
    assert seen["deadline"]["explanation"] and seen["tier"] == "supervisor"
    assert "escalated" in [entry["action"] for entry in seen["timeline"]]


def test_D03_numbers_are_masked_in_lists_and_for_who_need_not_call(desk: Desk) -> None:
    case = desk.lodge()
    phone, mask = "13812345678", "138****5678"
    (item,) = desk.call("search", desk.supervisor)["items"]
    assert item["contact_phone"] == mask
    assert desk.get(case, desk.finance)["contact_phone"] == mask
    for by in (desk.receptionist, desk.supervisor, desk.steward, desk.finance):
        seen = desk.get(case, by)
        assert seen["contact_phone"] == mask
    assert desk.get(case, desk.resident)["contact_phone"] == phone


def test_every_write_leaves_an_audit_row_with_before_and_after(desk: Desk) -> None:
    case = desk.bring("accepted")
    rows = desk.call("audit_trail", desk.inspector, subject=case["id"])["items"]
    assert [row["operation"] for row in rows] == ["complaints.triage", "complaints.lodge"]
    (change,) = [one for one in rows[0]["changes"] if one["entity"] == "complaints"]
    assert (change["before"]["status"], change["after"]["status"]) == ("lodged", "accepted")
    assert "13812345678" not in str(rows)
