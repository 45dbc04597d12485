"""P10, X07: the written answer to a complaint as page and PDF."""

from typing import Any

import pytest

from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.papers import PaperKind
from contracts.roles import Role
from gateway.paper_codes import paper_code
from tests.api.conftest import SECRET
from tests.api.stand_in import StandIn
from tests.unit.foundation.test_pdf import text_of
from tests.web.conftest import LogIn
from tests.web.test_printed import HEAD, NEAR, on_paper

PATHS = {Role.RECEPTIONIST: "/desk/cases/c1", Role.RESIDENT: "/my/complaints/c1"}
ANSWER: dict[str, Any] = {
    "at": "2026-11-28T02:00:00Z", "by": "林晓梅", "channel": "phone", "consent": None,
    "text": "循环泵已更换，热水已恢复。", "findings": "循环泵轴承损坏。",
    "grounds": "物业服务合同第八条", "done_by": "2026-12-01", "follow_up": "三日内回访。",
}  # fmt: skip
BARE = dict.fromkeys(("findings", "grounds", "done_by", "follow_up"))
CASE: dict[str, Any] = {
    "id": "c1", "number": "TS-2026-000007", "community_id": "n1",
    "kind": "complaint", "category": "home_appliance",
    "category_name": "家用设备", "channel": "phone", "building": "1栋", "unit": "1-101",
    "place": None, "contact_name": "王芳", "description": "三天没有热水", "wish": "尽快恢复供应",
    "lodged_at": "2026-11-25T02:00:00Z", "result": "更换循环泵", "validity": "valid",
    "ground": None, "answers": [ANSWER],
}  # fmt: skip


@pytest.fixture(autouse=True)
def case(services: StandIn) -> None:
    """One answered case."""
    services.answers |= {complaints.GET.key: CASE, directory.PAPER_HEAD.key: HEAD}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("role", PATHS)
def test_P10_a_written_answer_says_all_that_the_record_has(
    log_in: LogIn, role: Role, language: str
) -> None:
    browsing, path = log_in(role), f"{PATHS[role]}/answer-letter"
    whole = browsing.text(path, **{"Accept-Language": language})
    text = on_paper(whole)
    code = paper_code(SECRET, PaperKind.ANSWER, "TS-2026-000007", None, "2026-11-25")
    for part in (
        "某某物业有限公司", "投诉答复", "编号：TS-2026-000007", "致 王芳：",
        "2026年11月25日", "家用设备",
        "1栋1单元101室", "三天没有热水", "尽快恢复供应", "循环泵轴承损坏。", "更换循环泵",
        "循环泵已更换，热水已恢复。", "物业服务合同第八条", "2026年12月1日",
        "三日内回访。", "深表歉意",
        "林晓梅", "010-12345678", "不满意", "12345", "某某花园物业服务中心", "2026年11月28日", code,
    ):  # fmt: skip
        assert part in text, part
    assert not NEAR.search(text) and "不包含" not in whole
    said = text_of(browsing.get(f"{path}?format=pdf").data)
    assert [word for word in text.split() if word not in said] == []


def test_P10_nothing_is_made_up_and_the_desk_is_told_what_is_missing(
    log_in: LogIn, services: StandIn
) -> None:
    services.answers[complaints.GET.key] = CASE | {"answers": [ANSWER | BARE], "result": None}
    whole = log_in(Role.RECEPTIONIST).text("/desk/cases/c1/answer-letter")
    assert "不包含：核查情况、依据、完成期限、后续安排" in whole
    for title in ("核查情况", "依据", "完成期限", "后续安排", "处理结果"):
        assert title not in on_paper(whole)


def test_P10_a_resident_reads_no_list_of_what_is_missing(log_in: LogIn, services: StandIn) -> None:
    services.answers[complaints.GET.key] = CASE | {"answers": [ANSWER | BARE]}
    assert "不包含" not in log_in(Role.RESIDENT).text("/my/complaints/c1/answer-letter")


@pytest.mark.parametrize(
    ("more", "title"),
    [
        ({"validity": "invalid", "ground": "不属于合同服务范围"}, "投诉答复"),
        ({"kind": "inquiry", "validity": "undecided"}, "答复函"),
    ],
)
def test_P10_an_apology_stands_where_it_is_due(
    log_in: LogIn, services: StandIn, more: dict[str, Any], title: str
) -> None:
    services.answers[complaints.GET.key] = CASE | more
    text = on_paper(log_in(Role.RESIDENT).text("/my/complaints/c1/answer-letter"))
    assert title in text and "歉意" not in text


@pytest.mark.parametrize("role", PATHS)
def test_P10_before_an_answer_there_is_no_paper(
    log_in: LogIn, services: StandIn, role: Role
) -> None:
    services.answers[complaints.GET.key] = CASE | {"answers": []}
    assert log_in(role).get(f"{PATHS[role]}/answer-letter").status_code == 404
