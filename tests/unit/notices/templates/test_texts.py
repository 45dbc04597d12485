"""Texts that the desk sends by itself: C08."""

import string
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.notices.templates import Purpose
from foundation.service_language import check
from services.notices.policy import NoticesPolicy
from services.notices.templates.rules import TEMPLATES, Wording, payable


def names(*texts: str) -> set[str]:
    """Names of the facts that stand in texts."""
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def all_of(wording: Wording) -> tuple[str, ...]:
    """Its titles and texts."""
    return wording.title_zh, wording.title_en, wording.text_zh, wording.text_en


FACTS: dict[str, Any] = dict.fromkeys(
    names(*(t for w in TEMPLATES.values() for t in all_of(w))), "某事"
)
FACTS |= {"amount": "320.50", "due_date": date(2026, 11, 30)}
FACTS |= payable(Decimal("320.50"), date(2026, 11, 30))


def test_C08_every_purpose_but_the_notice_has_a_template() -> None:
    assert set(TEMPLATES) == set(Purpose) - {Purpose.NOTICE}


@pytest.mark.parametrize("purpose", TEMPLATES)
def test_C08_templates_keep_to_the_service_language(purpose: Purpose) -> None:
    filled = TEMPLATES[purpose].about(FACTS)
    for text in all_of(filled):
        assert text
        assert check(text) == []


@pytest.mark.parametrize("purpose", TEMPLATES)
def test_C08_both_languages_of_a_template_say_the_same(purpose: Purpose) -> None:
    def plain(*texts: str) -> set[str]:
        return {name.removesuffix("_zh").removesuffix("_en") for name in names(*texts)}

    wording: Wording = TEMPLATES[purpose]
    chinese = plain(wording.title_zh, wording.text_zh)
    english = plain(wording.title_en, wording.text_en)
    own_words = {
        "greeting",
        "text",
        "amount",
        "bill_numbers",
    }  # billing's own Chinese text says the amounts
    assert chinese ^ english <= own_words


def test_N03_every_purpose_has_its_channels_in_the_policy() -> None:
    assert set(NoticesPolicy().message_channels) == {purpose.value for purpose in TEMPLATES}


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (
            "0.01",
            "金额 0.01 元，请于2026年11月30日（含当日）前缴纳",
            "¥0.01, due on November 30, 2026",
        ),
        ("0.00", "本账单各项相抵，无需缴费", "nothing is to be paid"),
        ("-60.00", "应退 60.00 元已转入预存款", "¥60.00 is given back as credit"),
    ],
)
def test_B16_who_is_given_back_is_not_asked_to_pay(amount: str, zh: str, en: str) -> None:
    facts = FACTS | payable(Decimal(amount), date(2026, 11, 30))
    filled = TEMPLATES[Purpose.BILL_ISSUED].about(facts)
    assert zh in filled.text_zh and en in filled.text_en
    assert ("缴纳" in filled.text_zh) is (Decimal(amount) > 0)
    assert all(check(text) == [] for text in all_of(filled))


def test_days_and_periods_are_written_in_the_language_of_the_text() -> None:
    filled = TEMPLATES[Purpose.BILL_ISSUED].about(FACTS | {"period": "2026-Q4"})
    assert filled.title_zh.startswith("2026年第4季度账单已出 ")
    assert "请于2026年11月30日（含当日）前" in filled.text_zh
    assert filled.title_en.startswith("Your bill for Q4 2026: ")
    assert "November 30, 2026" in filled.text_en
