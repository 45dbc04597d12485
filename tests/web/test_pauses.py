"""B13: the pages of instalment plans."""

import re
from typing import Any

import pytest

from foundation.errors import RemoteRefusal
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

PATH = "/desk/households/h1/instalments"
PAUSE: dict[str, Any] = {
    "id": "x1", "household_id": "h1", "building": "1栋", "unit": "1-101", "kind": "instalments",
    "reference": "x", "starts_at": "2026-11-02T10:00:00+08:00", "until": "2026-12-31",
    "instalments": [{"due_on": "2026-12-31", "amount": "300.00"}], "reason": "王主管与业主约定",
    "ended_at": None, "ended_as": None, "paid": "100.00",
}  # fmt: skip


@pytest.fixture
def owing(services: StandIn) -> StandIn:
    """h1 owes 1000 yuan, of which 100 are overdue; a plan is running."""
    services.answers |= {
        "directory.get_household": {
            "id": "h1", "building": "1栋", "unit": "1-101", "owner_name": "王芳",
        },
        "billing.statement": {"outstanding": "1000.00", "overdue": "100.00", "credit": "0.00"},
        "billing.list_pauses": {"items": [PAUSE], "next_cursor": None},
        "billing.agree_instalments": PAUSE,
    }  # fmt: skip
    return services


def amounts(page: str) -> list[str]:
    return [
        re.search(r'value="([^"]*)"', tag)[1]  # type: ignore[index]
        for tag in re.findall(r'<input[^>]*name="amount_\d+"[^>]*>', page)
    ]


def test_B13_equal_parts_of_what_is_overdue_are_proposed(log_in: LogIn, owing: StandIn) -> None:
    supervisor = log_in("supervisor")
    assert amounts(supervisor.text(PATH)) == ["33.33", "33.33", "33.34"]
    assert amounts(supervisor.text(f"{PATH}?parts=2")) == ["50.00", "50.00"]
    assert len(amounts(supervisor.text(f"{PATH}?parts=999"))) == 12
    owing.answers["billing.statement"] |= {"overdue": "0.00"}
    assert amounts(supervisor.text(f"{PATH}?parts=1")) == ["1000.00"]


def test_B13_a_supervisor_agrees_and_rows_left_empty_are_none(
    log_in: LogIn, owing: StandIn
) -> None:
    sent = {
        "due_on_0": "2026-12-01", "amount_0": "60.00", "due_on_1": "", "amount_1": "",
        "due_on_2": "2026-12-31", "amount_2": "40", "reason": "分两次", "once": "k",
    }  # fmt: skip
    assert log_in("supervisor").send(PATH, **sent).headers["Location"] == PATH
    assert owing.last.data == {
        "household_id": "h1", "reason": "分两次",
        "instalments": [
            {"due_on": "2026-12-01", "amount": "60.00"}, {"due_on": "2026-12-31", "amount": "40"},
        ],
    }  # fmt: skip


def test_B13_what_is_wrong_stands_at_its_row(log_in: LogIn, owing: StandIn) -> None:
    said = {"instalments.1.amount": ["金额有误"], "instalments": ["日期须递增"]}
    owing.answers["billing.agree_instalments"] = RemoteRefusal("invalid_input", "", said, {})
    sent = {"due_on_0": "2026-12-01", "amount_0": "60.00", "due_on_2": "2026-12-02"}
    answer = log_in("supervisor").send(PATH, **sent, amount_2="x", reason="分两次", once="k")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "日期须递增" in page
    assert re.search(r'name="amount_2".*?金额有误', page, re.S)


@pytest.mark.parametrize(
    ("role", "agrees"),
    [("supervisor", True), ("receptionist", False), ("finance", False), ("steward", False)],
)
def test_B13_all_who_deal_with_it_see_its_parts_and_state(
    log_in: LogIn, owing: StandIn, role: str, agrees: bool
) -> None:
    text = log_in(role).text(PATH)
    assert "¥300.00" in text and "进行中" in text and "约定后已付：¥100.00" in text
    assert ('name="amount_0"' in text) is agrees
    ended = PAUSE | {"ended_at": "2026-11-20T10:00:00+08:00", "ended_as": "broken"}
    owing.answers["billing.list_pauses"] = {"items": [ended], "next_cursor": None}
    assert "未履约" in log_in(role).text(PATH)


def test_B13_finance_lists_all_that_run_or_have_ended(log_in: LogIn, owing: StandIn) -> None:
    finance = log_in("finance")
    text = finance.text("/finance/plans")
    assert PATH in text and "分期" in text and "300.00" in text
    finance.text("/finance/plans?running=false")
    sent = [call.data["running"] for call in owing.calls if call.method == "list_pauses"]
    assert sent == ["true", "false"]


def test_B13_engineers_and_residents_have_no_page_of_it(log_in: LogIn, owing: StandIn) -> None:
    for role in ("engineer", "resident"):
        assert log_in(role).get(PATH).status_code == 403
