"""B12: what stands in a 催缴函 and in the papers for a lawyer."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from contracts.billing.bills import BillKind, Component
from contracts.billing.ladder import DunningStep
from contracts.billing.pauses import PauseKind
from foundation.service_language import check
from services.billing.late_charges.rules import Rate
from services.billing.letters.rules.debts import Debt, Item
from services.billing.letters.rules.texts import Subject
from services.billing.papers.rules import evidence
from services.billing.papers.rules.contents import NEEDED, Terms, by_the_day, prose, write_paper
from services.billing.signatories.rules import Sender
from tests.support.rule_tables import worked_table

PAGE = "dunning.md"
PHONE = "0592-5550123"
SENDER = Sender(
    company="厦门某物业有限公司",
    community="观澜花园",
    telephone=PHONE,
    ways_to_pay="到物业服务中心前台缴纳，或银行转账",
    account="厦门某物业有限公司 某银行某支行 3500 0000 0000 0001",
    contract_clause="《前期物业服务合同》第七条",
)
TERMS = Terms(Rate(Decimal("0.05"), 31, 100), on_repairs=False, days_to_pay=15)
ON = date(2026, 12, 15)
PERIOD = Debt(
    "ZD-2026-000001", BillKind.PERIOD, "2026-Q3", date(2026, 8, 31),
    [
        Item("物业费", Component.PRINCIPAL, Decimal("751.80"), "89.50 m² × 2.80 元 × 3 个月"),
        Item("停车费", Component.PRINCIPAL, Decimal("757.50")),
        Item("违约金", Component.LATE_CHARGE, Decimal("9.06")),
    ],
)  # fmt: skip
REPAIR = Debt(
    "ZD-2026-000009", BillKind.CHARGE, "2026-10", date(2026, 11, 20),
    [Item("更换水龙头", Component.PRINCIPAL, Decimal("80.00"), "维修 WX-2026-000007：1 × 80 元")],
)  # fmt: skip
COMING = Debt(
    "ZD-2026-000010", BillKind.PERIOD, "2027-Q1", date(2026, 12, 31),
    [Item("物业费", Component.PRINCIPAL, Decimal("751.80"))],
)  # fmt: skip


def letter(*debts: Debt, sender: Sender = SENDER, terms: Terms = TERMS) -> dict[str, Any]:
    subject = Subject("3栋1单元1202室", debts or (PERIOD, REPAIR, COMING), ON, sender)
    return write_paper(DunningStep.LETTER, subject, "王芳", terms)


@pytest.mark.parametrize("row", worked_table(PAGE, "What a letter contains"))
def test_B12_a_letter_contains_what_the_trade_and_the_law_ask(row: dict[str, str]) -> None:
    paper: Any = letter()
    for step in row["where"].split("."):
        paper = paper[int(step)] if step.isdigit() else paper[step]
    assert row["said"] in str(paper), row["what"]


def test_B12_a_letter_names_what_is_overdue_and_nothing_else() -> None:
    paper = letter()
    assert [debt["bill_number"] for debt in paper["debts"]] == [PERIOD.number, REPAIR.number]
    assert (paper["principal"], paper["late_charge"], paper["total"]) == (
        "1589.30", "9.06", "1598.36",
    )  # fmt: skip


def test_B12_every_fact_that_nobody_has_filled_in_is_shown_as_missing() -> None:
    paper = letter(sender=Sender())
    assert paper["missing"] == list(NEEDED)
    text = prose(paper)
    for name in ("ways_to_pay", "telephone", "contract_clause"):
        assert f"【待填写：{NEEDED[name]}】" in text
    assert letter()["missing"] == [] and "待填写" not in prose(letter())


def test_B11_B12_a_repair_fee_is_worded_as_what_it_is() -> None:
    alone = letter(REPAIR)
    text = prose(alone)
    assert "有偿维修服务的费用" in text and "不属于物业费，不计违约金" in text
    assert "第九百四十四条" not in text and SENDER.contract_clause not in text
    assert "诉讼" in text and "不会采取停止供电" in text
    (debt,) = alone["debts"]
    assert (debt["named"], debt["late_from"], debt["late_terms"]) == (
        "有偿维修费（更换水龙头）", None, "",
    )  # fmt: skip


def test_B11_B12_a_repair_fee_bears_a_late_charge_only_where_agreed() -> None:
    agreed = letter(REPAIR, terms=Terms(TERMS.rate, on_repairs=True, days_to_pay=15))
    assert agreed["debts"][0]["late_from"] == "2026-12-21"
    assert "按约定计违约金" in prose(agreed)


@pytest.mark.parametrize("debts", [(PERIOD,), (REPAIR,), (PERIOD, REPAIR)])
def test_C08_the_words_of_a_letter_pass_the_service_language(debts: tuple[Debt, ...]) -> None:
    text = prose(letter(*debts))
    assert check(text, service_line=PHONE) == []
    assert check(f"{text}逾期不缴将停水停电。", service_line=PHONE)  # negative control


@pytest.mark.parametrize(
    ("percent", "said"),
    [("0.05", "按日万分之五"), ("0.03", "按日万分之三"), ("0.035", "按日万分之3.5"),
     ("0.1", "按日万分之10"), ("0.050", "按日万分之五")],
)  # fmt: skip
def test_B11_the_rate_is_written_as_the_trade_writes_it(percent: str, said: str) -> None:
    assert by_the_day(Rate(Decimal(percent), 31, 100)) == said


def test_B12_the_paper_for_a_lawyer_demands_nothing_of_the_resident() -> None:
    subject = Subject("3栋1单元1202室", [PERIOD], ON, SENDER)
    paper = write_paper(DunningStep.LAWYER_LETTER, subject, "王芳", TERMS)
    assert paper["paragraphs"] == [] and paper["total"] == "1518.36"


def test_B12_evidence_claims_no_more_than_the_record() -> None:
    at = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    sent = evidence.notified(at, DunningStep.MESSAGE, Decimal("300"), ["ZD-2026-000001"], None)
    assert sent.fact == "欠费提醒已交发送，¥300.00，账单ZD-2026-000001"
    made = evidence.notified(at, DunningStep.LETTER, Decimal("300"), ["ZD-1"], "CJ-2026-000001")
    assert made.fact.startswith("催缴函已制作") and made.reference == "CJ-2026-000001"
    paper = evidence.bill_delivered(at, "ZD-1", "paper", "赵管家", None)
    assert paper.fact == "账单以纸质方式交付，经办：赵管家，无签收记录"
    assert "送达" not in sent.fact + made.fact + paper.fact
    plan = [{"due_on": "2026-12-20", "amount": "300.00"}]
    promised = evidence.rested(at, PauseKind.PROMISE, plan, "SF-2026-000001", (None, None))
    assert promised.fact == "住户承诺缴费：2026年12月20日前¥300.00，未结束"
    broken = evidence.rested(at, PauseKind.PROMISE, plan, "", ("broken", at))
    assert broken.fact.endswith("未履约（2026年12月1日 09:00）")
