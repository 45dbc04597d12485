"""B01, B16: the page of what a household has, such as parking spaces."""

from typing import Any

import pytest

from contracts.billing.fees import AssignmentOverlaps
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

HOME = "h1"
PATH = f"/desk/households/{HOME}/assignments"
SPACE: dict[str, Any] = {
    "id": "a1", "household_id": HOME, "name": "车位管理费", "quantity": 2,
    "starts_on": "2026-10-01", "ends_on": None,
}  # fmt: skip


@pytest.fixture
def home(services: StandIn) -> StandIn:
    """A household with two spaces."""
    services.answers["directory.get_household"] = {
        "id": HOME, "building": "1栋", "unit": "1-101", "owner_name": "王芳",
        "unit_type": "residential",
    }  # fmt: skip
    services.answers["billing.list_assignments"] = {"items": [SPACE], "next_cursor": None}
    items = [
        {"name": "车位管理费", "assigned_only": True},
        {"name": "物业费", "assigned_only": False},
    ]
    services.answers["billing.list_fee_items"] = {"items": items, "next_cursor": None}
    services.answers["billing.assign_fee"] = SPACE
    return services


@pytest.mark.parametrize(("role", "named"), [("finance", True), ("supervisor", False)])
def test_B01_what_a_household_has_is_entered_and_ended(
    log_in: LogIn, home: StandIn, role: str, named: bool
) -> None:
    office = log_in(role)
    page = office.text(PATH)
    assert "车位管理费 × 2" in page and "未定截止日期" in page
    assert ('<option value="车位管理费">' in page) is named
    assert '<option value="物业费">' not in page
    sent = {"name": "车位管理费", "quantity": "1", "starts_on": "2026-12-01", "once": "k"}
    assert office.send(PATH, **sent, ends_on="").headers["Location"] == PATH
    assert home.last.data == {"household_id": HOME} | {k: sent[k] for k in sent if k != "once"}
    for ends_on, said in (("2026-12-31", "2026-12-31"), ("", None)):
        office.send(f"{PATH}/end", **sent, ends_on=ends_on)
        assert home.last.data["ends_on"] == said, "nothing is said to be without an end by silence"


def test_B16_what_was_taken_back_says_so(log_in: LogIn, home: StandIn) -> None:
    home.answers["billing.list_assignments"]["items"] = [SPACE | {"ends_on": "2026-09-30"}]
    page = log_in("finance").text(PATH)
    assert "已撤销" in page and "未定截止日期</span>" not in page


@pytest.mark.parametrize("role", ["receptionist", "steward", "inspector", "resident"])
def test_B01_who_may_not_assign_has_no_page_for_it(log_in: LogIn, home: StandIn, role: str) -> None:
    assert log_in(role).get(PATH).status_code == 403


def test_B01_a_refused_end_stands_beside_its_assignment(log_in: LogIn, home: StandIn) -> None:
    office = log_in("finance")
    home.answers["billing.assign_fee"] = AssignmentOverlaps(field="ends_on", name="车位管理费")
    sent = {"name": "车位管理费", "quantity": "2", "starts_on": "2026-10-01", "once": "k"}
    answer = office.send(f"{PATH}/end", **sent, ends_on="2026-12-31")
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert 'id="ends-0-error"' in page and 'value="2026-12-31"' in page
