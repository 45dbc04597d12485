"""P01: on the page of a community, who administers the company closes it and opens it again."""

import json
from typing import Any

import pytest

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.notices import methods as notices
from contracts.repairs import methods as repairs
from contracts.roles import Role
from foundation.errors import RemoteRefusal
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing
from tests.web.conftest import NO_MORE, LogIn

PAGE = "/settings/communities/c2"
CLOSE, REOPEN = f"{PAGE}/close", f"{PAGE}/reopen"
SINCE = "2026-11-02T10:00:00+08:00"
UNSAID = {"name_en": "", "address": "", "service_phone": "", "hours": "", "version": 3}
OPEN, CLOSED = {"closed_at": None}, {"closed_at": SINCE}
FIRST = {"id": "c1", "name": "观澜花园", "code": "GL", **UNSAID, **OPEN}
SECOND = {"id": "c2", "name": "云栖里", "code": "YX", **UNSAID, **OPEN}
WHOLE = SECOND | {"buildings": [], "closed_reason": ""}
SHUT = WHOLE | CLOSED | {"closed_reason": "合同到期"}
ASKED = (directory, billing, repairs, complaints, notices)
NOTHING: dict[str, Any] = {"reasons": []}


def tells(services: StandIn, second: dict[str, Any], *, everywhere: bool = True) -> None:
    """The directory has two communities, of which the second is as it is said."""
    listed = {"items": [second, FIRST], "can_create": everywhere}
    services.answers |= {
        directory.ALL_COMMUNITIES.key: listed,
        directory.LIST_COMMUNITIES.key: listed,
        directory.GET_COMMUNITY.key: second,
        directory.CLOSE_COMMUNITY.key: SHUT,
        directory.REOPEN_COMMUNITY.key: WHOLE,
        complaints.GET_POLICY.key: lambda data: {
            "in_force": "" if data["name"] == "desk_breaks" else "08:00"
        },
        **{one.NEEDS_COMMUNITY.key: NOTHING for one in ASKED},
    }


@pytest.fixture(autouse=True)
def known(services: StandIn) -> None:
    """Both are open."""
    tells(services, WHOLE)


def sent(services: StandIn, method: str) -> list[Any]:
    """What a method was called with, and on which version."""
    calls = [one for one in services.calls if one.method == method]
    return [(one.data, json.loads(one.context["actor"]).get("if_match")) for one in calls]


def test_P01_a_community_is_closed_once_no_service_has_anything_open(
    log_in: LogIn, services: StandIn
) -> None:
    person = log_in(Role.ADMIN)
    page = person.text(PAGE)
    assert CLOSE in page and REOPEN not in page and "已关闭" not in page
    assert person.send(CLOSE, reason="合同到期", version="3").status_code == 303
    [(data, _)] = sent(services, "close_community")
    assert data == {"community_id": "c2", "reason": "合同到期"}
    asked = [one for one in services.calls if one.method == "needs_community"]
    assert [one.service for one in asked] == [
        "directory", "billing", "repairs", "complaints", "notices",
    ]  # fmt: skip
    assert {one.data["community_id"] for one in asked} == {"c2"}


@pytest.mark.parametrize(("language", "said"), [
    ("zh", "未缴清账单 3（1234.00 元）、未办结报修 2"),
    ("en", "unpaid bills 3 (1234.00 yuan), open repairs 2"),
])  # fmt: skip
def test_P01_all_that_is_open_is_said_at_once_with_its_figures(
    log_in: LogIn, services: StandIn, language: str, said: str
) -> None:
    debts = {"reason": "debts", "count": 3, "amount": "1234.00"}
    services.answers[billing.NEEDS_COMMUNITY.key] = {"reasons": [debts]}
    open_ones = {"reason": "repairs", "count": 2, "amount": None}
    services.answers[repairs.NEEDS_COMMUNITY.key] = {"reasons": [open_ones]}
    person = log_in(Role.ADMIN)
    person.send("/language", language=language)
    refused = person.send(CLOSE, reason="合同到期", version="3")
    page = refused.get_data(as_text=True)
    assert refused.status_code == 409 and said in page
    assert 'value="云栖里"' in page, "the other form of the page still has what is known"
    assert sent(services, "close_community") == []


def test_P01_a_refusal_of_the_directory_ends_it_before_anything_is_counted(
    log_in: LogIn, services: StandIn
) -> None:
    services.answers[directory.NEEDS_COMMUNITY.key] = RemoteRefusal("last_community", "", {}, {})
    refused = log_in(Role.ADMIN).send(CLOSE, reason="合同到期", version="3")
    assert refused.status_code == 409 and "最后一个" in refused.get_data(as_text=True)
    assert [one.service for one in services.calls if one.method == "needs_community"] == [
        "directory"
    ]


@pytest.mark.parametrize(("language", "mark", "why"), [
    ("zh", "已关闭", "关闭：合同到期"), ("en", "closed down", ": 合同到期"),
])  # fmt: skip
def test_P01_a_closed_one_says_so_and_is_opened_again(
    log_in: LogIn, services: StandIn, language: str, mark: str, why: str
) -> None:
    tells(services, SHUT)
    person = log_in(Role.ADMIN)
    person.send("/language", language=language)
    page = person.text(PAGE)
    assert mark in page and why in page and REOPEN in page and CLOSE not in page
    assert mark in person.text("/settings/communities")
    assert person.send(REOPEN, version="3").status_code == 303
    assert [data for data, _ in sent(services, "reopen_community")] == [{"community_id": "c2"}]


def test_P01_who_administers_some_communities_is_not_offered_it(
    log_in: LogIn, services: StandIn
) -> None:
    tells(services, WHOLE, everywhere=False)
    assert CLOSE not in log_in(Role.ADMIN).text(PAGE)


def manages(browsing: Browsing, services: StandIn) -> Browsing:
    """Who manages both."""
    person = {"id": "p1", "name": "王芳", "roles": ["director"], "household_ids": []}
    grants = [{"role": "director", "community_id": None}]
    services.answers |= {
        "directory.authenticate": person | {"session_id": json.dumps(person | {"grants": grants})},
        "directory.own_second_factor": {"enrolled": False, "required": False},
        "directory.list_sessions": NO_MORE,
        "directory.list_buildings": {"items": []},
    }
    assert browsing.send("/login", username="somebody", password="secret").status_code == 303
    return browsing


def test_P01_the_head_shows_a_closed_one_last_and_forms_do_not_offer_it(
    browsing: Browsing, services: StandIn
) -> None:
    person = manages(browsing, services)
    assert person.text("/notices/new").count('form="choose-community"') == 2, "negative control"
    person.client.application.extensions["guanjia"].communities.forget()
    tells(services, SHUT)
    page = person.text("/notices/new")
    assert page.count('form="choose-community"') == 1
    head = page[page.index('id="choose-community"') :]
    assert head.index("观澜花园") < head.index("云栖里 · 已关闭")
    compared = person.text("/manage/figures/communities")
    assert "云栖里</button></form></th>" not in compared.replace("\n", "")
    assert "已关闭：" not in compared
    person.send("/community", community="c2")
    assert "云栖里已关闭：已有内容可查阅" in person.text("/account")


def test_P01_a_resident_of_a_closed_one_reads_that_it_is(log_in: LogIn, services: StandIn) -> None:
    tells(services, SHUT)
    assert "云栖里已关闭" in log_in(Role.RESIDENT, places=("c2",)).text("/account")
