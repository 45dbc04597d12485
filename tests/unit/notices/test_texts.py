"""Texts that the desk sends by itself: C08."""

import string
from collections import defaultdict

import pytest

from contracts.notices.codes import Purpose
from foundation.service_language import check
from services.notices.domain.policy import NoticesPolicy
from services.notices.domain.templates import TEMPLATES, Wording

FACTS: dict[str, str] = defaultdict(lambda: "某事", amount="320.50", due_date="2026-11-30")


def test_C08_every_purpose_but_the_notice_has_a_template() -> None:
    assert set(TEMPLATES) == set(Purpose) - {Purpose.NOTICE}


@pytest.mark.parametrize("purpose", TEMPLATES)
def test_C08_templates_keep_to_the_service_language(purpose: Purpose) -> None:
    filled = TEMPLATES[purpose].about(FACTS)
    for text in (filled.title_zh, filled.title_en, filled.text_zh, filled.text_en):
        assert text
        assert check(text) == []


@pytest.mark.parametrize("purpose", TEMPLATES)
def test_C08_both_languages_of_a_template_say_the_same(purpose: Purpose) -> None:
    def names(*texts: str) -> set[str]:
        found = {name for text in texts for _, name, _, _ in string.Formatter().parse(text)}
        return {name.removesuffix("_zh").removesuffix("_en") for name in found if name}

    wording: Wording = TEMPLATES[purpose]
    chinese = names(wording.title_zh, wording.text_zh)
    english = names(wording.title_en, wording.text_en)
    own_words = {"text", "amount", "bill_numbers"}  # billing's own Chinese text says the amounts
    assert chinese ^ english <= own_words


def test_N03_every_purpose_has_its_channels_in_the_policy() -> None:
    assert set(NoticesPolicy().message_channels) == {purpose.value for purpose in TEMPLATES}
