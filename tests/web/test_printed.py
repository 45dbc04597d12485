"""P10: what stands on receipts, bills and work orders."""

import re
from html import unescape
from typing import Any

import pytest

from contracts.billing import methods as billing
from contracts.directory import methods as directory
from contracts.repairs import methods as repairs
from contracts.roles import Role
from foundation.errors import ServiceAway
from tests.api.stand_in import StandIn
from tests.web.conftest import NO_MORE, LogIn

HEAD = {
    "company": "某某物业有限公司", "company_en": "Some Property Co.", "community": "某某花园",
    "community_en": "Some Gardens", "address": "某某路1号", "telephone": "010-12345678",
    "account": "", "letterhead": "", "seal": "",
}  # fmt: skip
TAKEN_AT = "2026-11-28T01:26:00Z"
LINE = {
    "bill_id": "b1", "bill_number": "ZD-2026-000001", "item": "物业费", "item_en": "Property fee",
    "component": "principal", "period": "2026-Q3", "amount": "1500.00",
}  # fmt: skip
RECEIPT: dict[str, Any] = {
    "id": "p1", "receipt_number": "SJ-2026-000001", "household_id": "h1", "building": "1栋",
    "unit": "1-101", "amount": "1509.30", "method": "wechat", "payer": "李租客", "remark": None,
    "taken_at": TAKEN_AT, "online": False, "taken_by": "孙收银", "credit": "8.00", "voided": None,
    "allocations": [{"bill_id": "b1", "number": "ZD-2026-000001", "amount": "1501.30"}],
    "items": [LINE, LINE | {"component": "late_charge", "amount": "1.30"}],
    "community_id": "c1", "amount_in_words": "人民币壹仟伍佰零玖元叁角整",
}  # fmt: skip
BILL = {
    "id": "b1", "number": "ZD-2026-000001", "community_id": "c1", "household_id": "h1",
    "debtor_name": "王芳",
    "kind": "period", "period": "2026-Q3", "issued_on": "2026-10-01", "due_date": "2026-11-28",
    "amount": "1500.00", "outstanding": "1500.00", "status": "open", "overdue": False,
    "issued_amount": "1500.00", "source_reference": None, "cancelled": None, "deliveries": [],
    "lines": [{
        "id": "l1", "item": "物业费", "item_en": "Property fee", "component": "principal",
        "amount": "1500.00", "for_period": None, "explanation": "100 m² × 5.00 元 × 3 个月",
        "explanation_en": "100 m² × 5.00 × 3 months",
    }],
}  # fmt: skip
ORDER: dict[str, Any] = {
    "id": "r1", "number": "WX-2026-000001", "work_order_number": "PG-2026-000001",
    "community_id": "c1",
    "building": "1栋", "unit": "1-101", "public_place": None, "category": "plumbing",
    "priority": "general", "status": "dispatched", "description": "厨房水管漏水",
    "contact_name": "王芳", "contact_phone": "138****0001", "preferred_slot": None,
    "requested_at": TAKEN_AT, "respond_by": "2026-11-29T02:05:00Z", "engineer_name": "陈师傅",
    "set_out_at": None, "chargeable": False, "rounds": [
        {"arrived_at": None, "completed_at": None, "result": None},
    ], "quotes": [],
}  # fmt: skip
RECEIPT_PAGES = {
    Role.RESIDENT: "/my/bills/receipts/", Role.RECEPTIONIST: "/desk/receipts/",
    Role.FINANCE: "/finance/receipts/",
}  # fmt: skip
NEAR = re.compile("今天|昨天|明天")


def on_paper(text: str) -> str:
    """The paper of a page, without what surrounds it and without markup."""
    found = re.search(r'<article class="panel paper"[^>]*>(.*?)</article>', text, re.S)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def articles(text: str) -> str:
    """All papers of a page, without markup and without what only a screen has."""
    found = re.findall(r'<article class="panel paper[^>]*>(.*?)</article>', text, re.S)
    assert found
    shown = re.sub("<caption.*?</caption>", "", " ".join(found))
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", shown).split()))


@pytest.fixture
def papers(services: StandIn) -> StandIn:
    services.answers |= {
        billing.GET_RECEIPT.key: RECEIPT,
        billing.LIST_VOID_REQUESTS.key: NO_MORE,
        billing.GET_BILL.key: BILL,
        directory.PAPER_HEAD.key: HEAD,
        directory.GET_HOUSEHOLD.key: {"id": "h1", "building": "1栋", "unit": "1-101"},
        repairs.GET.key: ORDER,
    }
    return services


@pytest.mark.parametrize("role", RECEIPT_PAGES)
def test_P10_a_receipt_says_all_that_a_receipt_must(
    log_in: LogIn, papers: StandIn, role: Role
) -> None:
    text = on_paper(log_in(role).text(f"{RECEIPT_PAGES[role]}SJ-2026-000001"))
    for part in (
        "某某物业有限公司", "某某花园", "电话：010-12345678", "编号：SJ-2026-000001",
        "收款单位 某某物业有限公司", "交款人 李租客",
        "1栋1单元101室", "收款日期 2026年11月28日 9:26",
        "微信支付", "经办人 孙收银", "收费项目", "所属期", "2026年第3季度", "ZD-2026-000001",
        "¥1,500.00", "违约金", "¥1.30", "预存", "¥8.00", "合计 ¥1,509.30",
        "大写：人民币壹仟伍佰零玖元叁角整", "如需发票",
    ):  # fmt: skip
        assert part in text, part
    assert not NEAR.search(text)


@pytest.mark.parametrize("role", RECEIPT_PAGES)
def test_P10_nobody_is_named_as_cashier_of_an_online_payment(
    log_in: LogIn, papers: StandIn, role: Role
) -> None:
    papers.answers[billing.GET_RECEIPT.key] = RECEIPT | {"online": True, "taken_by": None}
    text = on_paper(log_in(role).text(f"{RECEIPT_PAGES[role]}SJ-2026-000001"))
    assert "经办人 线上支付" in text and "经办人：线上支付" in text and "None" not in text


def test_P10_what_is_not_entered_stands_as_missing(log_in: LogIn, papers: StandIn) -> None:
    empty = dict.fromkeys(HEAD, "")
    papers.answers[directory.PAPER_HEAD.key] = empty
    text = on_paper(log_in(Role.FINANCE).text("/finance/receipts/SJ-2026-000001"))
    assert "单位名称未填写" in text and "电话" not in text


def test_P10_a_void_receipt_says_so_on_the_paper(log_in: LogIn, papers: StandIn) -> None:
    voided = {"at": TAKEN_AT, "by": "王主管", "reason": "录入错误"}
    desk = log_in(Role.RECEPTIONIST)
    assert "作废" not in on_paper(desk.text("/desk/receipts/SJ-2026-000001"))
    papers.answers[billing.GET_RECEIPT.key] = RECEIPT | {"voided": voided}
    assert "作废" in on_paper(desk.text("/desk/receipts/SJ-2026-000001"))


def test_P10_what_was_just_done_is_not_printed(log_in: LogIn, papers: StandIn) -> None:
    papers.answers[billing.TAKE_PAYMENT.key] = RECEIPT
    desk = log_in(Role.RECEPTIONIST)
    answer = desk.send(
        "/desk/households/h1/pay", amount="1509.30", method="wechat", once="a-key-of-the-form"
    )
    flashed = re.findall(r'<div class="([^"]*)" role="status">', desk.text(answer.location))
    assert flashed and all("no-print" in one.split() for one in flashed)
    style = desk.text("/login")
    sheet = re.search(r'href="([^"]*site[^"]*css[^"]*)"', style)
    assert sheet
    rules = desk.text(sheet[1]).split("@media print")[1]
    assert re.search(r"\.no-print[^{]*\{ display: none", rules)


def test_P10_a_bill_is_printed_in_full(log_in: LogIn, papers: StandIn) -> None:
    text = on_paper(log_in(Role.RESIDENT).text("/my/bills/b1"))
    for part in (
        "某某物业有限公司", "010-12345678", "编号：ZD-2026-000001", "2026年第3季度",
        "1栋1单元101室",
        "王芳", "2026年10月1日", "2026年11月28日（含当日）", "物业费", "100 m² × 5.00 元 × 3 个月",
        "¥1,500.00", "大写：人民币壹仟伍佰元整",
    ):  # fmt: skip
        assert part in text, part
    assert not NEAR.search(text)


def test_P10_a_bill_that_gives_back_is_printed_too(log_in: LogIn, papers: StandIn) -> None:
    papers.answers[billing.GET_BILL.key] = BILL | {"amount": "-12.00", "outstanding": "0.00"}
    text = on_paper(log_in(Role.RESIDENT).text("/my/bills/b1"))
    assert "−¥12.00" in text and "尚欠 ¥0.00" in text


def test_P10_a_cancelled_bill_asks_for_no_money_on_paper(log_in: LogIn, papers: StandIn) -> None:
    cancelled = {"at": TAKEN_AT, "by": "王主管", "reason": "出账有误"}
    papers.answers[billing.GET_BILL.key] = BILL | {"cancelled": cancelled, "outstanding": "0.00"}
    text = on_paper(log_in(Role.RESIDENT).text("/my/bills/b1"))
    assert "2026年11月28日" in text and "无需缴纳" in text


ORDER_PAGES = {
    Role.RECEPTIONIST: ("/desk/repairs/r1/paper", "/desk/repairs/r1"),
    Role.ENGINEER: ("/field/orders/r1/paper", "/field/orders/r1"),
}


@pytest.mark.parametrize("role", ORDER_PAGES)
def test_P10_a_work_order_is_printed_to_be_taken_along(
    log_in: LogIn, papers: StandIn, role: Role
) -> None:
    path, back = ORDER_PAGES[role]
    whole = log_in(role).text(path)
    text = on_paper(whole)
    for part in (
        "某某物业有限公司", "编号：PG-2026-000001", "1栋1单元101室",
        "厨房水管漏水", "王芳 138****0001",
        "2026年11月28日 9:26", "最晚出发时间 2026年11月29日 10:05", "陈师傅", "材料与人工",
        "维修人员签字、日期", "住户签字、日期",
    ):  # fmt: skip
        assert part in text, part
    assert not NEAR.search(text) and f'href="{back}"' in whole


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.RESIDENT, "/my/bills/receipts/SJ-2026-000001"), (Role.RESIDENT, "/my/bills/b1"),
        (Role.ENGINEER, "/field/orders/r1/paper"),
    ],
)  # fmt: skip
def test_P10_a_wide_table_is_a_card_per_row_on_a_telephone(
    log_in: LogIn, papers: StandIn, role: Role, path: str
) -> None:
    text = log_in(role).text(path)
    [table] = re.findall(r'<table class="list carded paper-lines">.*?</table>', text, re.S)
    cells = re.findall(r"<td[^>]*>", table)
    assert cells and all('data-label="' in cell for cell in cells)


def test_P10_a_work_order_names_the_quote(log_in: LogIn, papers: StandIn) -> None:
    line = {"item": "角阀", "quantity": "2", "unit_price": "35.00", "amount": "70.00"}
    quote = {"amount": "70.00", "status": "accepted", "lines": [line]}
    papers.answers[repairs.GET.key] = ORDER | {"chargeable": True, "quotes": [quote]}
    text = on_paper(log_in(Role.ENGINEER).text("/field/orders/r1/paper"))
    assert "角阀 2 ¥35.00 ¥70.00" in text and "大写：人民币柒拾元整" in text


def test_P10_a_repair_that_nobody_goes_to_has_no_work_order(log_in: LogIn, papers: StandIn) -> None:
    papers.answers[repairs.GET.key] = ORDER | {"work_order_number": None}
    assert log_in(Role.RECEPTIONIST).get("/desk/repairs/r1/paper").status_code == 404


def test_P10_a_work_order_is_printed_while_the_directory_is_away(
    log_in: LogIn, papers: StandIn
) -> None:
    papers.answers[directory.PAPER_HEAD.key] = ServiceAway()
    text = on_paper(log_in(Role.ENGINEER).text("/field/orders/r1/paper"))
    assert "单位名称未填写" in text and "厨房水管漏水" in text


def test_P10_the_desk_is_told_whom_the_receipt_will_name(log_in: LogIn, papers: StandIn) -> None:
    """Whoever owes, not the owner of today; and each open bill says whose it is."""
    papers.answers[directory.GET_HOUSEHOLD.key] = {
        "id": "h1", "building": "1栋", "unit": "1-101", "owner_name": "赵敏",
    }  # fmt: skip
    papers.answers[billing.STATEMENT.key] = {"outstanding": "1600.00", "credit": "0.00"}
    other = BILL | {"id": "b2", "debtor_name": "赵敏", "period": "2026-Q4", "outstanding": "100.00"}
    paid = BILL | {"id": "b3", "debtor_name": "周全", "status": "paid", "outstanding": "0.00"}
    listed = {"items": [other, BILL, paid], "next_cursor": None}
    papers.answers[billing.LIST_BILLS.key] = listed
    text = log_in(Role.RECEPTIONIST).text("/desk/households/h1/pay")
    assert "收据的交款人为所付账单的缴费人：王芳、赵敏。" in text and "周全" not in text
    assert "¥1,500.00 · 王芳" in text and "¥100.00 · 赵敏" in text
