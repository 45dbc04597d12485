"""Quick replies on pages: kept in the settings, offered where somebody writes (C07)."""

import re
from typing import Any

import pytest

from contracts.complaints import cases, methods
from contracts.roles import Role
from foundation.errors import InvalidInput, ServiceAway
from tests.api.stand_in import StandIn
from tests.support.samples import sample_of
from tests.web.conftest import LogIn

PAGE = "/settings/quick-replies"
ROW: dict[str, Any] = {
    "code": "solved", "title": "已处理完毕", "title_zh": "已处理完毕", "title_en": None,
    "text": "{name}您好，{number}已处理完毕，{place}。{me}", "text_zh": "{name}您好",
    "text_en": None,
    "uses": ["answer"], "active": True, "position": 6, "version": 3, "source": "company",
}  # fmt: skip
OTHER = ROW | {"code": "valve", "title": "先关闭阀门", "uses": ["repair"]}
SAMPLE = sample_of(cases.ComplaintSummary()) | {"community_id": None}
CASE: dict[str, Any] = cases.ComplaintSummary().dump(SAMPLE) | {
    "id": "c1", "number": "TS-2026-000007", "category_name": "家用设备", "contact_name": "王芳",
    "place": None, "building": None, "unit": None, "status": "handled", "repair_id": None,
    "channel": "phone", "kind": "complaint", "gravity": "general", "urgency": "ordinary",
    "validity": "valid", "tier": "receiver", "final": None, "outcome": None, "category": "mail",
    "letter": None, "platform_message": None, "may_reveal": False, "result": None,
    "actions": ["answer", "close", "pause"], "timeline": [], "comments": [], "answers": [],
    "return_visits": [], "unread_since": None,
    "first_answer": None, "first_answer_by": None, "own_due_at": None,
    "deadline": None, "escalations": [],
    "restated": {"confirmed": False, "text": None},
}  # fmt: skip


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    services.answers[methods.QUICK_REPLIES.key] = {"items": [ROW, OTHER]}
    services.answers[methods.GET.key] = CASE


def test_P05_the_page_lists_searches_and_says_where_each_comes_from(
    services: StandIn, log_in: LogIn
) -> None:
    page = log_in(Role.SUPERVISOR).text(f"{PAGE}?q=阀&use=repair")
    assert "公司规定" in page and f"{PAGE}/solved" in page
    asked = next(call.data for call in services.calls if call.method == "quick_replies")
    assert asked == {"q": "阀", "use": "repair", "include_inactive": True}


def test_P05_the_page_is_for_managers(log_in: LogIn) -> None:
    assert f'href="{PAGE}"' in log_in(Role.DIRECTOR).text("/settings/categories")
    assert f'href="{PAGE}"' not in log_in(Role.ADMIN).text("/settings/policies")


def test_C07_one_is_made_changed_and_taken_back(services: StandIn, log_in: LogIn) -> None:
    for method in (methods.CREATE_QUICK_REPLY, methods.EDIT_QUICK_REPLY):
        services.answers[method.key] = ROW
    services.answers[methods.TAKE_BACK_QUICK_REPLY.key] = ROW | {"source": "code"}
    person = log_in(Role.DIRECTOR)
    typed = {"title_zh": "感谢", "text_zh": "谢谢{name}", "uses": ["answer", "follow_up"]}
    assert person.send(PAGE, **typed).status_code == 303
    assert services.last.data == typed | {"title_en": None, "text_en": None}
    assert "{name}" in person.text(f"{PAGE}/solved")
    sent = person.send(f"{PAGE}/solved", **typed, position="2", version="3")
    assert sent.status_code == 303
    assert services.last.data["active"] is False and services.last.data["uses"] == typed["uses"]
    assert person.send(f"{PAGE}/solved/back", version="3").status_code == 303
    assert services.last.method == "take_back_quick_reply"
    assert person.get(f"{PAGE}/nothing").status_code == 404


def test_C07_a_refusal_stands_at_its_field(services: StandIn, log_in: LogIn) -> None:
    services.answers[methods.CREATE_QUICK_REPLY.key] = InvalidInput(
        "There is no such placeholder: {who}.", field="text_zh"
    )
    answer = log_in(Role.DIRECTOR).send(PAGE, title_zh="感谢", text_zh="{who}", uses="answer")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and 'id="text_zh-error"' in page and "{who}</textarea>" in page


def test_C07_a_form_offers_those_for_it_filled_with_the_case_s_facts(log_in: LogIn) -> None:
    person = log_in(Role.RECEPTIONIST)
    page = person.text("/desk/cases/c1")
    answering = page.split('action="/desk/cases/c1/answer"', 1)[1].split("</form>", 1)[0]
    offered = re.findall(r'data-text="([^"]*)">([^<]*)<', answering)
    text = "王芳您好，TS-2026-000007已处理完毕，【地点】。"
    assert [(one.startswith(text), title) for one, title in offered] == [(True, "已处理完毕")]
    closing = page.split('action="/desk/cases/c1/close"', 1)[1].split("</form>", 1)[0]
    assert "data-text" not in closing


def test_C07_without_a_script_it_is_put_in_by_a_button_and_nothing_is_done(
    services: StandIn, log_in: LogIn
) -> None:
    person = log_in(Role.RECEPTIONIST)
    answer = person.send(
        "/desk/cases/c1/answer", text="王女士：", channel="phone", once="a", insert="text",
        **{"quick-text": "solved"},
    )  # fmt: skip
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert re.search(r"王女士：\n王芳您好，TS-2026-000007已处理完毕", page)
    assert 'value="a"' in page  # sent on it counts once
    assert not [call for call in services.calls if call.method == "answer"]


@pytest.mark.parametrize("wanted", ["channel", "nothing", ""])
def test_C07_what_takes_none_is_worked_as_ever(
    services: StandIn, log_in: LogIn, wanted: str
) -> None:
    services.answers[methods.ANSWER.key] = {}
    person = log_in(Role.RECEPTIONIST)
    answer = person.send("/desk/cases/c1/answer", text="已办", channel="phone", insert=wanted)
    assert answer.status_code == 303 and services.last.method == "answer"


def test_C07_one_that_is_none_puts_nothing_in(services: StandIn, log_in: LogIn) -> None:
    answer = log_in(Role.RECEPTIONIST).send(
        "/desk/cases/c1/answer", text="王女士：", insert="text", **{"quick-text": "valve"}
    )
    assert re.search(r">\s*王女士：</textarea>", answer.get_data(as_text=True))


def test_C07_a_case_can_be_answered_while_the_replies_cannot_be_read(
    services: StandIn, log_in: LogIn
) -> None:
    services.answers[methods.QUICK_REPLIES.key] = ServiceAway()
    page = log_in(Role.RECEPTIONIST).text("/desk/cases/c1")
    assert 'action="/desk/cases/c1/answer"' in page and "data-quick" not in page
