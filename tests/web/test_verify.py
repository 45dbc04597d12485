"""P10: the page that verifies a paper, without a login."""

from typing import Any

import pytest

from foundation.errors import NotFound
from tests.api.stand_in import StandIn
from tests.api.test_verify import CODE, FACTS, HEAD
from tests.web.browsing import Browsing

PATH = f"/verify?number=SJ-2026-000001&code={CODE}"


def test_P10_the_login_leads_to_it_and_it_asks_for_two_things(browsing: Browsing) -> None:
    assert 'href="/verify"' in browsing.text("/login")
    text = browsing.text("/verify")
    assert 'name="number"' in text and 'name="code"' in text and "核验单据" in text


def test_P10_a_genuine_paper_is_shown_to_be_compared(browsing: Browsing, services: StandIn) -> None:
    services.answers |= {"billing.find_paper": FACTS, "directory.issuer_of_paper": HEAD}
    text = browsing.text(PATH)
    for part in ("单据属实，现行有效", "收据", "2026年11月28日", "¥1,509.30",
                 "人民币壹仟伍佰零玖元叁角整", "王*", "出具单位",
                 "某某物业有限公司", "观澜花园"):  # fmt: skip
        assert part in text, part
    assert "单据种类" in text and "函件" not in text, "not a letter"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"state": "voided", "state_on": "2026-12-01"}, "单据属实，但已作废"),
        ({"state": "cancelled", "state_on": "2026-12-01"}, "单据属实，但已取消"),
        ({"outstanding": "300.00"}, "¥300.00"),
    ],
)
def test_P10_what_became_of_it_is_said(
    browsing: Browsing, services: StandIn, more: dict[str, Any], said: str
) -> None:
    services.answers |= {"billing.find_paper": FACTS | more, "directory.issuer_of_paper": HEAD}
    assert said in browsing.text(PATH)


def test_P10_a_wrong_code_says_what_to_do(browsing: Browsing, services: StandIn) -> None:
    services.answers["billing.find_paper"] = FACTS
    answer = browsing.get("/verify?number=SJ-2026-000001&code=0000-0000-0000")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 404 and "请勿凭此单据付款" in text and "王*" not in text
    services.answers["billing.find_paper"] = NotFound()
    assert browsing.get(PATH).status_code == 404


def test_P10_after_ten_failures_it_pauses(browsing: Browsing, services: StandIn) -> None:
    services.answers["billing.find_paper"] = FACTS
    wrong = "/verify?number=SJ-2026-000001&code=0000-0000-0000"
    statuses = [browsing.get(wrong).status_code for _ in range(11)]
    assert statuses == [404] * 10 + [429]
    assert "核验失败次数过多" in browsing.get(PATH).get_data(as_text=True)
