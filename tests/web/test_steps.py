"""The papers of dunning as pages: what is printed, who is led to it, in which language (B12)."""

from typing import Any

import pytest

from contracts.billing import methods as billing
from contracts.roles import Role
from foundation.errors import Forbidden
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

STEP_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e55"
HOME_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"
DEBT = {
    "bill_number": "ZD-2026-000001", "kind": "period", "named": "2026年第3季度物业费",
    "period": "2026-Q3", "due_date": "2026-08-31", "principal": "751.80", "late_charge": "9.06",
    "items": [{"name": "物业费", "owed": "751.80", "explanation": "89.50 m² × 2.80 元 × 3 个月"}],
    "late_from": "2026-10-01", "late_terms": "自2026年10月1日起按日万分之五", "amount": "760.86",
}  # fmt: skip
REPAIR = DEBT | {
    "bill_number": "ZD-2026-000009", "kind": "charge", "named": "有偿维修费（更换水龙头）",
    "late_from": None, "late_terms": "", "late_charge": "0.00",
}  # fmt: skip
LETTER: dict[str, Any] = {
    "number": "CJ-2026-000001", "community_id": "n1", "household_id": HOME_ID, "step": "letter",
    "made_at": "2026-12-15T09:00:00+08:00", "on": "2026-12-15", "home": "3栋1单元1202室",
    "owner_name": "王芳", "company": "厦门某物业有限公司", "community": "观澜花园",
    "address": "", "telephone": "0592-5550123",
    "ways_to_pay": "到前台缴纳", "account": "某银行某支行 0001",
    "contract_clause": "合同第七条", "days_to_pay": 15, "debts": [DEBT, REPAIR],
    "principal": "1503.60", "late_charge": "9.06", "total": "1512.66",
    "total_in_words": "人民币壹仟伍佰壹拾贰元陆角陆分", "missing": [], "deliveries": [],
    "paragraphs": ["上述物业服务等费用依据合同第七条缴纳。"], "evidence": [],
}  # fmt: skip
LAWYER = LETTER | {
    "number": "LS-2026-000001", "step": "lawyer_letter", "paragraphs": [],
    "evidence": [
        {"kind": "visit", "at": "2026-12-02T10:30:00+08:00", "reference": "SF-2026-000001",
         "fact": "上门催缴（赵管家）：住户拒绝缴费"},
    ],
}  # fmt: skip
TAKEN = {
    "id": STEP_ID, "household_id": HOME_ID, "building": "3栋", "unit": "1-1202",
    "due_date": "2026-08-31", "step": "letter", "told_by": None,
    "taken_at": "2026-12-15T09:00:00+08:00", "amount": "1512.66",
    "bill_numbers": ["ZD-2026-000001"], "text": "", "letter_number": "CJ-2026-000001",
    "delivery": None,
}  # fmt: skip
PATH = f"/finance/dunning/steps/{STEP_ID}/letter"


def printed(page: str) -> str:
    """The paper itself."""
    return page[page.index('<article class="panel paper"') : page.index("</article>")]


def sent_to(services: StandIn, method: str) -> dict[str, Any]:
    """What the page asked of a method."""
    (call,) = [one for one in services.calls if one.method == method]
    return dict(call.data)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_B12_a_letter_is_printed_in_chinese_with_all_that_is_asked_of_it(
    log_in: LogIn, services: StandIn, language: str
) -> None:
    services.answers[billing.GET_LETTER.key] = LETTER
    page = log_in("finance").text(PATH, **{"Accept-Language": language})
    assert sent_to(services, "get_letter") == {"step_id": STEP_ID}
    paper = printed(page)
    for said in (
        "厦门某物业有限公司", "催缴函", "编号：CJ-2026-000001", "致业主 王芳：",
        "观澜花园3栋1单元1202室", "2026年12月15日", "2026年第3季度物业费", "89.50 m²",
        "2026年8月31日", "¥751.80", "¥9.06", "自2026年10月1日起按日万分之五",
        "有偿维修费（更换水龙头）", "不计违约金", "¥1,512.66", "人民币壹仟伍佰壹拾贰元陆角陆分",
        "依据合同第七条", "收款账户：某银行某支行 0001", "（盖章处）", "送达回执",
        "签收人（签字）：",
    ):  # fmt: skip
        assert said in paper, said
    assert "证据清单" not in paper and "待填写" not in paper
    assert ("Steps taken" in page) == (language == "en")


def test_B12_what_nobody_filled_in_is_marked_on_the_paper(log_in: LogIn, services: StandIn) -> None:
    bare = {"company": "", "community": "", "account": "", "missing": ["company", "account"]}
    services.answers[billing.GET_LETTER.key] = LETTER | bare
    page = log_in("supervisor").text(PATH)
    for what in ("公司全称", "小区名称", "收款账户"):
        assert f"【待填写：{what}】" in printed(page)
    assert "制作时有信息未填写" in page


def test_B12_the_paper_for_a_lawyer_says_that_it_is_internal(
    log_in: LogIn, services: StandIn
) -> None:
    services.answers[billing.GET_LETTER.key] = LAWYER
    paper = printed(log_in("director").text(PATH))
    assert "委托律师材料（内部）" in paper and "不是律师函，不得交给住户" in paper
    assert "2026年12月2日 10:30" in paper and "上门催缴（赵管家）：住户拒绝缴费" in paper
    assert "送达回执" not in paper.replace("签收记录和送达回执为准", "")
    assert "盖章处" not in paper and "您好" not in paper


def test_B12_the_list_of_steps_leads_to_papers_and_to_nothing_else(
    log_in: LogIn, services: StandIn
) -> None:
    other = TAKEN | {"id": HOME_ID, "step": "message", "letter_number": None}
    services.answers[billing.LIST_STEPS.key] = {"items": [TAKEN, other], "next_cursor": None}
    page = log_in("finance").text(f"/finance/dunning/steps?household_id={HOME_ID}")
    assert sent_to(services, "list_steps")["household_id"] == HOME_ID
    assert f'href="{PATH}"' in page and page.count("/letter") == 1
    assert "CJ-2026-000001" in page and "欠费提醒" in page


@pytest.mark.parametrize("role", ["receptionist", "steward", "engineer", "resident", "admin"])
def test_B12_a_letter_is_not_for_others(log_in: LogIn, services: StandIn, role: str) -> None:
    services.answers[billing.GET_LETTER.key] = Forbidden()
    assert Role(role) not in billing.GET_LETTER.roles
    assert log_in(role).get(PATH).status_code == 403


SIGNED = {
    "outcome": "signed", "delivered_at": "2026-12-16T10:30:00+08:00", "received_by": "李租客",
    "relation": "租户", "item_number": None, "brought_by": "赵管家", "remark": None,
    "recorded_by": "孙财务", "recorded_at": "2026-12-16T11:00:00+08:00",
}  # fmt: skip


def test_B12_the_page_of_a_letter_says_how_it_was_delivered_and_takes_it_down(
    log_in: LogIn, services: StandIn
) -> None:
    services.answers[billing.GET_LETTER.key] = LETTER
    finance = log_in("finance")
    bare = finance.text(PATH)
    assert "尚未登记送达情况" in bare and "□当面签收" in printed(bare) and "登记送达" in bare
    services.answers[billing.RECORD_DELIVERY.key] = LETTER
    answer = finance.send(
        f"/finance/dunning/steps/{STEP_ID}/deliveries", outcome="signed", received_by="李租客",
        delivered_at="2026-12-16T10:30", relation="租户", brought_by="赵管家", once="a-key",
    )  # fmt: skip
    assert (answer.status_code, answer.location) == (303, PATH)
    assert sent_to(services, "record_delivery") == {
        "step_id": STEP_ID, "outcome": "signed", "received_by": "李租客", "relation": "租户",
        "delivered_at": "2026-12-16T10:30", "brought_by": "赵管家",
    }  # fmt: skip
    services.answers[billing.GET_LETTER.key] = LETTER | {"deliveries": [SIGNED]}
    page = finance.text(PATH)
    for part in ("当面签收", "2026年12月16日 10:30", "李租客", "租户", "赵管家", "孙财务"):
        assert part in page, part
    assert "李租客" not in printed(page)  # the letter stays as it was made


def test_B12_nobody_records_the_delivery_of_an_internal_paper(
    log_in: LogIn, services: StandIn
) -> None:
    services.answers[billing.GET_LETTER.key] = LAWYER
    assert "登记送达" not in log_in("finance").text(PATH)


def test_script_on_a_letter_and_its_delivery_is_words(log_in: LogIn, services: StandIn) -> None:
    script = "<script>alert(1)</script>"
    texts = dict.fromkeys(
        ("received_by", "relation", "item_number", "brought_by", "remark", "recorded_by"), script
    )
    services.answers[billing.GET_LETTER.key] = LETTER | {
        "owner_name": script, "paragraphs": [script], "deliveries": [SIGNED | texts],
    }  # fmt: skip
    page = log_in("finance").text(PATH)
    assert script not in page and page.count("&lt;script&gt;") >= 8
