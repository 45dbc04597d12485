"""The pages of message templates: worded, looked at first, taken back (P05)."""

from typing import Any

import pytest

from contracts.notices import methods
from contracts.roles import Role
from foundation.errors import ForbiddenPhrase
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

PAGE = "/settings/message-templates/bill_issued"
WORDING = {"title_zh": "账单{number}", "title_en": "Bill {number}", "text_zh": "请查收",
           "text_en": "Here it is"}  # fmt: skip
ROW: dict[str, Any] = {
    "purpose": "bill_issued", "wording": WORDING, "sample": WORDING | {"text_zh": "示例正文"},
    "placeholders": ["number"], "for_residents": True, "source": "company", "version": 2,
    "may_change": True,
}  # fmt: skip


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    services.answers[methods.LIST_TEMPLATES.key] = {"items": [ROW]}
    services.answers[methods.GET_TEMPLATE.key] = ROW
    services.answers[methods.CHANGE_TEMPLATE.key] = ROW
    services.answers[methods.TAKE_BACK_TEMPLATE.key] = ROW | {"source": "code"}


def test_P05_the_list_says_where_each_wording_comes_from(log_in: LogIn) -> None:
    page = log_in(Role.DIRECTOR).text("/settings/message-templates")
    assert "公司规定" in page and PAGE in page


def test_P05_a_wording_is_looked_at_before_it_is_saved(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.DIRECTOR)
    assert "{number}" in person.text(PAGE)
    answer = person.send(PAGE, **WORDING, act="preview", version="2")
    assert answer.status_code == 200 and "修改后的样式" in answer.get_data(as_text=True)
    changes = [call.data for call in services.calls if call.method == "change_template"]
    assert [one["dry_run"] for one in changes] == [True]
    answer = person.send(PAGE, **WORDING, act="save", version="2")
    assert answer.status_code == 303
    assert "dry_run" not in services.last.data and services.last.data["text_zh"] == "请查收"


def test_C08_a_refusal_stands_at_its_field_with_what_was_typed(
    services: StandIn, log_in: LogIn
) -> None:
    services.answers[methods.CHANGE_TEMPLATE.key] = ForbiddenPhrase(
        errors={"text_zh": ["“急什么” → 请稍候"]}, phrase="急什么", better="请稍候"
    )
    answer = log_in(Role.DIRECTOR).send(PAGE, **WORDING | {"text_zh": "急什么"}, act="save")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "急什么</textarea>" in page and "请稍候" in page


def test_P05_it_is_taken_back(services: StandIn, log_in: LogIn) -> None:
    person = log_in(Role.DIRECTOR)
    assert person.send(f"{PAGE}/back", version="2").status_code == 303
    assert services.last.data == {"purpose": "bill_issued"}
    assert "系统默认" in person.text(PAGE)


def test_P05_who_may_not_change_it_reads_it(services: StandIn, log_in: LogIn) -> None:
    services.answers[methods.GET_TEMPLATE.key] = ROW | {"may_change": False}
    page = log_in(Role.FINANCE).text(PAGE)
    assert "示例正文" in page and "<textarea" not in page


@pytest.mark.parametrize("purpose", ["notice", "nothing"])
def test_P05_what_has_no_template_has_no_page(log_in: LogIn, purpose: str) -> None:
    assert log_in(Role.DIRECTOR).get(f"/settings/message-templates/{purpose}").status_code == 404
