"""P10: papers of the frame that no test of another capability shows; the head and its pictures."""

from typing import Any

import pytest

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.notices import methods as notices
from contracts.repairs import methods as repairs
from contracts.roles import Role
from foundation.errors import NotFound
from tests.api.stand_in import StandIn
from tests.support.pictures import DOT, base64_of, png
from tests.unit.foundation.test_pdf import images_of, pages_of, text_of
from tests.web.browsing import Browsing
from tests.web.conftest import NO_MORE, LogIn
from tests.web.test_door import VISIT
from tests.web.test_printed import HEAD, RECEIPT, articles, on_paper, papers

__all__ = ["papers"]

SOUTH: dict[str, Any] = HEAD | {
    "community": "南苑", "community_en": "South Court", "address": "南湖路8号",
    "telephone": "0512-65220008",
}  # fmt: skip
HEADS = {"c1": HEAD, "c2": SOUTH, None: HEAD | {"community": "", "community_en": ""}}
MINE = VISIT | {
    "community_id": "c1", "steward_id": "s1", "steward_name": "赵管家", "visit_from": "2026-11-01",
}  # fmt: skip
ELSEWHERE = MINE | {
    "id": "v2", "community_id": "c2", "building": "2栋", "owner_name": "李雷",
    "steward_id": "s2", "steward_name": "钱管家", "two_persons": True, "attempt": 2,
}  # fmt: skip
COPY = {
    "id": "m1", "purpose": "notice", "title": "停水通知", "text": "12月1日停水。\n请储水。",
    "notice_id": "n1", "household_id": "h1", "community_id": "c1", "building": "1栋", "floor": 1,
    "unit": "1-101", "owner_name": "王芳", "two_person_visit": False,
    "created_at": "2026-11-28T01:26:00Z",
}  # fmt: skip
CODES = {
    "community_id": "c2", "expires_at": "2026-12-30T01:00:00Z",
    "items": [
        {"household_id": f"h{n}", "building": "1栋", "unit": f"1-10{n}", "code": f"7K2M9-QXT4{n}",
         "link": f"/come-in/7K2M9-QXT4{n}"}
        for n in (1, 2)
    ],
}  # fmt: skip
CASE = {
    "id": "k1", "kind": "complaint", "number": "TS-2026-000018", "description": "噪声" * 60,
    "category_name": "扰民", "building": "8栋", "unit": "1-202", "place": None,
    "status": "accepted",
    "urgency": "ordinary", "gravity": "general", "paused": False, "handler": "林晓梅",
    "department_name": "工程部", "due_at": "2026-11-28T12:00:00Z",
    "lodged_at": "2026-11-27T12:00:00Z", "unread_since": None,
    "call_back_at": "2026-11-29T02:00:00Z", "take_over_by": "2026-11-28T13:00:00Z",
    "first_responsible": "林晓梅", "attend_by": None, "first_answer": None, "first_answer_by": None,
}  # fmt: skip
CALL = {
    "id": "b1", "complaint_id": "k1", "number": "TS-2026-000018", "contact_name": "周敏",
    "about": "检测结果", "due_at": "2026-11-29T02:00:00Z", "promised_at": "2026-11-28T02:00:00Z",
    "promised_by": "林晓梅", "state": "promised", "made_at": None, "made_by": None,
    "result": None, "remark": None,
}  # fmt: skip
LOAN = {
    "id": "l1", "repair_id": "r1", "repair_number": "WX-2026-000001", "building": "1栋",
    "unit": "1-101", "public_place": None, "item": "热水器", "lent_item": "电热壶",
    "consent_signature": "王芳", "taken_at": "2026-11-27T02:00:00Z", "taken_by": "陈师傅",
    "returned_at": None, "receipt_signature": None, "actions": [],
}  # fmt: skip
PICTURES = {"letterhead": DOT, "seal": png(2, 2)}
INVITED = {
    "id": "k", "person_id": "p1", "name": "孙丽", "kind": "invitation", "link": "/join/abc",
    "hours": 72, "expires_at": "2026-12-01T01:00:00Z", "waits": False,
}  # fmt: skip


@pytest.fixture(autouse=True)
def all_papers(papers: StandIn) -> StandIn:
    """Visits, copies, codes, open cases, and a head for each community."""
    papers.answers |= {
        directory.PAPER_HEAD.key: lambda data: HEADS[data["community_id"]],
        billing.LIST_VISITS.key: {"items": [MINE, ELSEWHERE], "next_cursor": None},
        billing.LIST_STEWARDS.key: {
            "items": [{"person_id": "s1", "name": "赵管家", "buildings": ["1栋"]}]
        },
        notices.DOOR_DELIVERIES.key: {"items": [COPY], "next_cursor": None},
        directory.PRINT_CODES.key: CODES,
        directory.LIST_BUILDINGS.key: {"items": [{"building": "1栋", "community": ""}]},
        directory.INVITE.key: INVITED,
        complaints.SEARCH.key: {"items": [CASE], "next_cursor": None},
        repairs.SEARCH.key: NO_MORE,
        repairs.OPEN_LOANS.key: {"items": [LOAN], "next_cursor": None},
        complaints.LIST_CALL_BACKS.key: {"items": [CALL], "next_cursor": None},
    }
    return papers


def sent(browsing: Browsing, path: str, as_pdf: bool, **form: str) -> Any:
    """The answer to a form whose paper is given this once."""
    return browsing.send(path, **form, **({"format": "pdf"} if as_pdf else {}))


SHOWN = {
    "visit list": (Role.DIRECTOR, "/field/visits-list?day=2026-11-28"),
    "handover": (Role.RECEPTIONIST, "/desk/handover"),
    "deliveries": (Role.STEWARD, "/doors/buildings/1%E6%A0%8B/print"),
}
ONCE = {
    "invitations to homes": (Role.RECEPTIONIST, "/doors/invitations", {"building": "1栋"}),
    "invitation of staff": (Role.ADMIN, "/settings/people/p1/invitation", {}),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SHOWN)
def test_P10_lists_say_the_same_as_pdf(log_in: LogIn, name: str, language: str) -> None:
    role, path = SHOWN[name]
    browsing = log_in(role)
    browsing.send("/language", language=language)
    page = browsing.text(path)
    sep = "&amp;" if "?" in path else "?"
    assert f"{sep}format=pdf" in page or "format=pdf" in page
    said = text_of(browsing.get(f"{path}{'&' if '?' in path else '?'}format=pdf").data)
    missing = [word for word in articles(page).split() if word not in said]
    assert missing == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ONCE)
def test_P10_what_is_given_this_once_says_the_same_as_pdf(
    log_in: LogIn, name: str, language: str
) -> None:
    role, path, form = ONCE[name]
    browsing = log_in(role)
    browsing.send("/language", language=language)
    page = sent(browsing, path, False, **form).get_data(as_text=True)
    answer = sent(browsing, path, True, **form)
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    said = text_of(answer.data)
    assert [word for word in articles(page).split() if word not in said] == []


def test_P10_each_list_has_the_head_of_its_own_community(log_in: LogIn) -> None:
    content = log_in(Role.DIRECTOR).get("/field/visits-list?day=2026-11-28&format=pdf").data
    first, second = pages_of(content)
    assert "某某花园" in first and "赵管家" in first and "李雷" not in first
    assert "南苑·南湖路8号" in second.replace("·", "·") and "0512-65220008" in second
    assert "李雷" in second and "王芳" not in second


def test_B04_a_list_of_visits_says_whom_to_call_on_and_what_to_know(log_in: LogIn) -> None:
    text = articles(log_in(Role.DIRECTOR).text("/field/visits-list?day=2026-11-28"))
    for part in (
        "上门催缴清单", "赵管家", "2026年11月28日", "09:00–20:00", "1栋2单元1001室", "¥1,509.30",
        "最晚上门日", "2026年12月3日", "第 2 次上门", "双人上门", "上门结果", "1 户",
    ):  # fmt: skip
        assert part in text, part


def test_B04_a_manager_chooses_whose_list_it_is_and_a_steward_has_the_own(
    log_in: LogIn, all_papers: StandIn
) -> None:
    director = log_in(Role.DIRECTOR)
    assert "全部管家" in director.text("/field/visits-list")
    chosen = director.text("/field/visits-list?steward_id=s1")
    assert '<option value="s1" selected>赵管家</option>' in chosen
    steward = log_in(Role.STEWARD)
    assert 'name="steward_id"' not in steward.text("/field/visits-list?steward_id=s1")
    asked = [one.data["steward_id"] for one in all_papers.calls if one.method == "list_visits"]
    assert asked == [None, "s1", None]


def test_B04_visits_that_begin_later_are_on_no_list_of_the_day(
    log_in: LogIn, all_papers: StandIn
) -> None:
    later = MINE | {"visit_from": "2026-11-29"}
    nobody = MINE | {"id": "v3", "steward_id": None, "owner_name": "周全"}
    found = {"items": [later, nobody], "next_cursor": None}
    all_papers.answers[billing.LIST_VISITS.key] = found
    director = log_in(Role.DIRECTOR)
    assert "暂无" in (page := director.text("/field/visits-list?day=2026-11-28")) or "门" in page
    assert '<article class="panel paper' not in page
    assert director.get("/field/visits-list?day=2026-11-28&format=pdf").mimetype == "text/html"
    assert "王芳" in articles(director.text("/field/visits-list?day=2026-11-29"))


def test_P04_an_invitation_has_the_head_of_the_home_and_names_nobody(log_in: LogIn) -> None:
    desk = log_in(Role.RECEPTIONIST)
    content = sent(desk, "/doors/invitations", True, building="1栋").data
    first, second = pages_of(content)
    for part in ("南苑", "1栋1单元101室", "7K2M9-QXT41", "2026年12月30日", "南苑物业服务中心"):
        assert part in first, part
    assert "7K2M9-QXT42" in second and "7K2M9-QXT41" not in second
    assert "王芳" not in first


def test_C09_the_handover_lists_what_is_open_and_out_item_by_item(log_in: LogIn) -> None:
    text = on_paper(log_in(Role.RECEPTIONIST).text("/desk/handover"))
    for part in (
        "前台交接班单", "交班人 王芳", "TS-2026-000018", "8栋 1-202", "2026年11月28日 20:00",
        "周敏", "检测结果", "2026年11月29日 10:00",
        "未接手", "工程部 林晓梅", "2026年11月28日 21:00",
        "林晓梅", "热水器", "电热壶", "□", "备用金及现金：", "移交钥匙：", "接班人签字、时间",
    ):  # fmt: skip
        assert part in text, part
    assert "噪声" * 60 not in text


def test_P10_letterhead_and_seal_stand_on_the_paper(log_in: LogIn, all_papers: StandIn) -> None:
    borne = HEAD | {"letterhead": "a" * 64, "seal": "b" * 64}
    all_papers.answers[directory.PAPER_HEAD.key] = borne
    all_papers.answers[directory.GET_COMPANY_PICTURE.key] = lambda data: {
        "kind": data["kind"], "digest": "a", "size": 1, "media_type": "image/png",
        "content": base64_of(PICTURES[data["kind"]]),
    }  # fmt: skip
    finance = log_in(Role.FINANCE)
    path = "/finance/receipts/SJ-2026-000001"
    page = finance.text(path)
    assert "/company-pictures/letterhead" in page and "/company-pictures/seal" in page
    assert images_of(finance.get(f"{path}?format=pdf").data) == 2
    picture = finance.get("/company-pictures/seal")
    assert (picture.content_type, picture.data) == ("image/png", PICTURES["seal"])
    assert picture.headers["Cache-Control"] == "private, no-store"
    all_papers.answers[billing.GET_RECEIPT.key] = RECEIPT | {
        "voided": {"at": "2026-11-28T01:26:00Z", "by": "王主管", "reason": "录入错误"},
    }  # fmt: skip
    assert "/company-pictures/seal" not in finance.text(path), "a void receipt bears no seal"
    assert images_of(finance.get(f"{path}?format=pdf").data) == 1


def test_P10_without_pictures_none_is_asked_for(log_in: LogIn, all_papers: StandIn) -> None:
    all_papers.answers[directory.GET_COMPANY_PICTURE.key] = NotFound()
    finance = log_in(Role.FINANCE)
    content = finance.get("/finance/receipts/SJ-2026-000001?format=pdf").data
    assert images_of(content) == 0
    assert "company-pictures" not in finance.text("/finance/receipts/SJ-2026-000001")
    assert finance.get("/company-pictures/seal").status_code == 404


def test_P10_nobody_sees_a_picture_without_a_login(browsing: Browsing) -> None:
    assert browsing.get("/company-pictures/seal").status_code == 303
