"""The page of categories, and forms that ask for one (X04)."""

import re
from typing import Any

import pytest

from contracts.complaints import methods
from contracts.roles import Role
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

ROW: dict[str, Any] = {
    "code": "mail", "name": "Mail", "name_zh": "信件快递", "name_en": "Mail", "words": ["快递"],
    "department": None, "department_name": None, "response": "own_scope", "disputes_fee": False,
    "active": True, "position": 9, "version": 3, "source": "company",
}  # fmt: skip


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    services.answers[methods.CATEGORIES.key] = {"items": [ROW]}


def test_X04_a_manager_edits_a_category(services: StandIn, log_in: LogIn) -> None:
    services.answers[methods.EDIT_CATEGORY.key] = ROW
    person = log_in(Role.DIRECTOR)
    assert "信件快递" in person.text("/settings/categories/mail")
    sent = {
        "name_zh": "快递",
        "name_en": "Parcels",
        "words": "快递 包裹",
        "response": "transferred",
    }
    answer = person.send("/settings/categories/mail", **sent, position="9", active="y", version="3")
    assert answer.status_code == 303
    edited = next(call.data for call in services.calls if call.method == "edit_category")
    assert edited["words"] == ["快递", "包裹"] and edited["department"] is None
    assert edited["active"] is True and edited["disputes_fee"] is False


def test_P05_the_page_says_where_it_comes_from_and_takes_it_back(
    services: StandIn, log_in: LogIn
) -> None:
    services.answers[methods.TAKE_BACK_CATEGORY.key] = ROW | {"source": "code"}
    person = log_in(Role.DIRECTOR)
    assert "公司规定" in person.text("/settings/categories")
    assert "公司规定" in person.text("/settings/categories/mail")
    answer = person.send("/settings/categories/mail/back", version="3")
    assert answer.status_code == 303
    assert services.last.method == "take_back_category" and services.last.data == {"code": "mail"}
    services.answers[methods.CATEGORIES.key] = {"items": [ROW | {"source": "code"}]}
    assert "系统默认" in person.text("/settings/categories/mail")
    assert "/mail/back" not in person.text("/settings/categories/mail")


def test_X04_a_category_that_is_not_there_has_no_page(log_in: LogIn) -> None:
    assert log_in(Role.DIRECTOR).get("/settings/categories/nowhere").status_code == 404


def test_X04_a_contact_has_no_category_until_somebody_chooses_one(log_in: LogIn) -> None:
    page = log_in(Role.RECEPTIONIST).text("/desk/contact?public=1")
    for name in ("category", "repair_category"):
        choices = page.split(f'name="{name}"', 1)[1].split("</select>", 1)[0]
        first = choices.split("<option", 2)[1]
        assert 'value=""' in first and "selected" not in choices


@pytest.mark.parametrize(
    ("page", "entry"),
    [
        ("/settings/categories", "/settings/"),
        ("/settings/categories/mail", "/settings/"),
        ("/role-requests", "/manage/"),
    ],
)
def test_the_menu_marks_the_entry_that_leads_to_a_page(
    services: StandIn, log_in: LogIn, page: str, entry: str
) -> None:
    services.answers["directory.list_role_requests"] = {"items": [], "next_cursor": None}
    menu = log_in("director").text(page).split('<nav class="tabs"', 1)[1].split("</nav>", 1)[0]
    assert re.findall(r'href="([^"]*)" aria-current', menu) == [entry]
