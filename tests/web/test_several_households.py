"""Residents with several households: what each owes, and which one something is about."""

import re
from typing import Any

import pytest

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.notices import methods as notices
from contracts.repairs import methods as repairs
from contracts.roles import Role
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import LogIn

OWED = {"h1": "12.00", "h2": "0.00", "h3": "30.00"}
NOTHING: dict[str, Any] = {"items": [], "next_cursor": None}


@pytest.fixture
def resident(log_in: LogIn, services: StandIn) -> Browsing:
    """Somebody with three units, two of which owe something."""
    services.answers |= {
        directory.GET_HOUSEHOLD.key: lambda data: {
            "id": data["household_id"], "building": "3栋", "unit": f"1-{data['household_id']}",
            "members": [],
        },
        billing.STATEMENT.key: lambda data: {
            "household_id": data["household_id"], "outstanding": OWED[data["household_id"]],
            "overdue": "0.00", "credit": "0.00",
        },
        billing.LIST_BILLS.key: NOTHING, repairs.SEARCH.key: NOTHING,
        complaints.SEARCH.key: NOTHING, notices.SEARCH.key: NOTHING,
        notices.MESSAGES.key: NOTHING | {"unread": 0},
        repairs.FIRST_CHECK.key: {"questions": []},
    }  # fmt: skip
    return log_in(Role.RESIDENT, household_ids=tuple(OWED))


def test_home_names_what_each_household_owes_and_lets_it_pay(resident: Browsing) -> None:
    page = resident.text("/my/")
    assert "¥42.00" in page and "合计" in page
    for home, owed in OWED.items():
        assert f"1-{home}" in page and f"¥{owed}" in page
        assert (f'href="/my/bills/pay/{home}"' in page) == (owed != "0.00")


def test_with_one_household_its_sum_is_named_once(resident: Browsing, log_in: LogIn) -> None:
    page = log_in(Role.RESIDENT, household_ids=("h1",)).text("/my/")
    assert page.count("¥12.00") == 1 and "合计" not in page
    assert 'href="/my/bills/pay/h1"' in page


def test_paying_says_for_which_household_and_leads_to_the_others(resident: Browsing) -> None:
    page = resident.text("/my/bills/pay/h1")
    assert 'href="/my/bills/pay/h1" aria-current="page"' in page
    assert 'href="/my/bills/pay/h3"' in page


@pytest.mark.parametrize(
    ("address", "method", "more"),
    [
        ("/my/repairs/new", repairs.CREATE, {"category": "plumbing"}),
        ("/my/complaints/new", complaints.LODGE, {"kind": "complaint"}),
    ],
)
def test_nobody_guesses_which_of_several_households_it_is_about(
    resident: Browsing, services: StandIn, address: str, method: Any, more: dict[str, str]
) -> None:
    page = resident.text(f"{address}?category=plumbing")
    field = re.search(r'<select[^>]*name="household_id".*?</select>', page, re.DOTALL)
    assert field and re.findall(r'value="(\w*)"', field[0]) == ["", "h1", "h2", "h3"]
    services.answers[method.key] = {"id": "made", "number": "1"}
    for chosen, household in (("", None), ("h2", "h2")):
        resident.send(address, once="k", household_id=chosen, contact_phone="13800000003", **more)
        (*_, data) = [call.data for call in services.calls if call.method == method.name]
        assert data["household_id"] == household


def test_the_only_household_need_not_be_chosen(
    resident: Browsing, log_in: LogIn, services: StandIn
) -> None:
    alone = log_in(Role.RESIDENT, household_ids=("h1",))
    assert 'name="household_id"' not in alone.text("/my/repairs/new?category=plumbing")
    services.answers[repairs.CREATE.key] = {"id": "made", "number": "1"}
    alone.send("/my/repairs/new", once="k", category="plumbing", contact_phone="13800000003")
    (*_, data) = [call.data for call in services.calls if call.method == "create"]
    assert data["household_id"] == "h1"
