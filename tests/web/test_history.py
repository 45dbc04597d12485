"""P05: the page of what a manager changes shows what became of it, in words."""

from typing import Any

import pytest

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.notices import methods as notices
from contracts.roles import Role
from foundation.errors import ServiceAway
from tests.api.stand_in import StandIn
from tests.web import test_categories, test_message_templates, test_quick_replies
from tests.web.conftest import LogIn

ROW: dict[str, Any] = {
    "id": "7", "at": "2026-11-02T10:00:00+08:00", "actor_id": "p1", "actor_name": "李梅",
    "operation": "complaints.edit_category", "request_id": "r1", "subject_kind": "category",
    "subject_id": "mail", "community_id": None, "hash": "ab" * 32,
    "changes": [{"entity": "categories", "id": "mail:x", "before": {"name_zh": "信件快递"},
                 "after": {"name_zh": "快件", "active": False}}],
}  # fmt: skip
PAGES = {
    "/settings/categories/mail": (complaints.HISTORY, "category", "mail"),
    "/settings/quick-replies/solved": (complaints.HISTORY, "quick_reply", "solved"),
    "/settings/message-templates/bill_issued": (notices.HISTORY, "template", "bill_issued"),
}


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    services.answers |= {
        complaints.CATEGORIES.key: {"items": [test_categories.ROW]},
        complaints.QUICK_REPLIES.key: {"items": [test_quick_replies.ROW]},
        notices.GET_TEMPLATE.key: test_message_templates.ROW,
    }
    for method in (complaints.HISTORY, notices.HISTORY, directory.HISTORY, billing.HISTORY):
        services.answers[method.key] = {"items": [ROW], "next_cursor": None}


@pytest.mark.parametrize("path", PAGES)
def test_P05_the_page_of_a_thing_says_who_changed_what_when_from_what_to_what(
    services: StandIn, log_in: LogIn, path: str
) -> None:
    method, kind, one = PAGES[path]
    page = log_in(Role.DIRECTOR).text(path)
    told = page.split('id="history"', 1)[1].split("</section>", 1)[0]
    for said in ("修改记录", "修改投诉类别", "李梅", "信件快递", "快件", "中文名称", "在用", "否"):
        assert said in told, said
    assert "name_zh" not in told and ROW["hash"] not in told
    [asked] = [call for call in services.calls if call.method == "history"]
    assert asked.service == method.service
    assert (asked.data["kind"], asked.data["subject_ids"]) == (kind, [one])


@pytest.mark.parametrize("path", PAGES)
def test_P05_a_page_goes_without_its_history_while_it_cannot_be_read(
    services: StandIn, log_in: LogIn, path: str
) -> None:
    services.answers[PAGES[path][0].key] = ServiceAway()
    page = log_in(Role.DIRECTOR).text(path)
    assert 'id="history"' not in page and "<form" in page
    services.answers[PAGES[path][0].key] = {"items": [], "next_cursor": None}
    assert 'id="history"' not in log_in(Role.DIRECTOR).text(path)


def test_P05_who_may_not_read_it_is_shown_none(services: StandIn, log_in: LogIn) -> None:
    log_in(Role.RECEPTIONIST).get("/settings/categories/mail")
    assert not [call for call in services.calls if call.method == "history"]
