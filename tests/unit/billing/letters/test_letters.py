"""B12, C08: the texts of dunning are polite, name no one, and threaten with nothing."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.billing.bills import BillKind, Component
from contracts.billing.ladder import DunningStep
from foundation.formatting import home_in_full
from foundation.service_language import check
from services.billing.letters.rules.debts import Debt, Item
from services.billing.letters.rules.texts import Subject, write
from services.billing.signatories.rules import Sender

PHONE = "0592-5550123"


def debt(number: str, due: date, *items: tuple[str, Component, str]) -> Debt:
    kind = BillKind.CHARGE if number.endswith("9") else BillKind.PERIOD
    lines = [Item(name, component, Decimal(owed)) for name, component, owed in items]
    return Debt(number, kind, "2026-Q3", due, lines)


DEBTS = [
    debt("ZD-2026-000001", date(2026, 8, 31), ("物业费", Component.PRINCIPAL, "751.80"),
         ("停车费", Component.PRINCIPAL, "757.50"), ("违约金", Component.LATE_CHARGE, "9.06")),
    debt("ZD-2026-000009", date(2026, 9, 20), ("更换水龙头", Component.PRINCIPAL, "80.00")),
    debt("ZD-2026-000002", date(2026, 10, 31), ("物业费", Component.PRINCIPAL, "300.00")),
]  # fmt: skip
SENDER = Sender("厦门某物业有限公司", "观澜花园", PHONE, "到物业服务中心前台缴纳")
SUBJECT = Subject("3栋1单元1202室", DEBTS, date(2026, 10, 24), SENDER)


@pytest.mark.parametrize("step", [DunningStep.REMINDER, DunningStep.MESSAGE, DunningStep.LETTER])
def test_C08_every_dunning_text_passes_the_service_language(step: DunningStep) -> None:
    text = write(step, SUBJECT)
    assert check(text, service_line=PHONE) == []
    assert "3栋1单元1202室" in text and "ZD-" not in text


def test_C08_a_text_with_a_threat_would_be_found() -> None:
    """Negative control of the test above."""
    assert check(write(DunningStep.LETTER, SUBJECT) + "逾期不缴将停水停电。", service_line=PHONE)


def test_B12_a_reminder_says_all_that_the_trade_asks() -> None:
    assert write(DunningStep.REMINDER, SUBJECT).splitlines() == [
        "尊敬的3栋1单元1202室业主：您好！以下费用即将到期：",
        "· 2026年第3季度物业费 ¥300.00，请于2026年10月31日（含当日）前缴纳",
        "合计¥300.00。",
        "另有已到期的费用尚未缴纳：",
        "· 2026年第3季度物业费、停车费 ¥1,509.30（另违约金¥9.06），缴费截止日2026年8月31日",
        "· 有偿维修费（更换水龙头） ¥80.00，缴费截止日2026年9月20日",
        "合计¥1,598.36。",
        "缴费方式：到物业服务中心前台缴纳。",
        f"咨询电话：{PHONE}。如已缴纳，请忽略本提醒。",
        "观澜花园物业服务中心",
        "2026年10月24日",
    ]


def test_B12_a_message_names_all_debts_and_offers_to_talk() -> None:
    text = write(DunningStep.MESSAGE, SUBJECT)
    assert text.count("您好") == 1 and "¥1,598.36" in text and "分期" in text
    assert text.index("停车费") < text.index("更换水龙头") < text.index("另有即将到期的费用")


def test_B12_what_nobody_has_filled_in_is_not_made_up() -> None:
    text = write(DunningStep.MESSAGE, Subject("1栋101室", DEBTS, SUBJECT.on, Sender()))
    assert "电话" not in text and "缴费方式" not in text
    assert text.splitlines()[-2] == "物业服务中心"


@pytest.mark.parametrize(
    ("building", "unit", "said"),
    [
        ("1栋", "1-201", "1栋1单元201室"),
        ("12栋", "2-2101", "12栋2单元2101室"),
        ("3栋", "301", "3栋301室"),
        ("1栋", "S03", "1栋S03"),
        ("A座", "1-1-201", "A座1-1-201"),
    ],
)
def test_B12_a_home_is_written_in_full(building: str, unit: str, said: str) -> None:
    assert home_in_full(building, unit) == said
