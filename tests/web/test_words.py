"""Words: everything is said in both languages."""

import ast
import importlib
from collections import Counter
from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from contracts.problems import SERVICES
from contracts.roles import Role
from gateway.web.translations import catalogues, chinese
from gateway.web.words import TABLES
from tests.web.words import WEB, words

CODES = [importlib.import_module(f"contracts.{service}.codes") for service in SERVICES]
ENUMS = [Role] + [
    found
    for module in CODES
    for found in vars(module).values()
    if isinstance(found, type)
    and issubclass(found, StrEnum)
    and found.__module__ == module.__name__
]
SAID = sorted(set(words()), key=lambda word: (word[0], word[1]))
ENTRIES = [
    (path, entry.id if isinstance(entry.id, str) else entry.id[0], entry.string)
    for path in catalogues()
    for entry in read_po(path.open("rb"))
    if entry.id
]


def test_words_are_found_in_code_and_templates() -> None:
    assert {Path(file).suffix for file, _, _ in SAID} == {".py", ".html"}
    assert len(SAID) > 100


@pytest.mark.parametrize("word", sorted({word for _, _, word in SAID}))
def test_every_word_of_the_pages_has_its_chinese(word: str) -> None:
    known = chinese()
    assert known.gettext(word) != word or known.ngettext(word, word, 2) != word


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: str(path.relative_to(WEB)))
def test_no_catalogue_keeps_a_word_that_nobody_says(path: Path) -> None:
    said = {word for _, _, word in SAID}
    assert {word for where, word, _ in ENTRIES if where == path} <= said


def test_one_english_word_has_one_chinese() -> None:
    translations = {(word, str(chinese)) for _, word, chinese in ENTRIES}
    twice = [word for word, count in Counter(word for word, _ in translations).items() if count > 1]
    assert twice == []


@pytest.mark.parametrize("word", [word for _, word, _ in ENTRIES])
def test_a_translation_keeps_the_places_of_its_values(word: str) -> None:
    for known, _, said in [(w, p, s) for p, w, s in ENTRIES if w == word]:
        for place in {part.split(")")[0] for part in known.split("%(")[1:]}:
            texts = said if isinstance(said, tuple | list) else (said,)
            assert all(f"%({place})" in text for text in texts), known


@pytest.mark.parametrize("codes", ENUMS, ids=lambda codes: f"{codes.__module__}.{codes.__name__}")
def test_every_code_has_its_words(codes: type[StrEnum]) -> None:
    for code in codes:
        word = TABLES[codes][code]
        assert word.zh and word.en and not word.zh.isascii() and word.en.isascii()


def test_everything_that_can_be_done_with_a_notice_has_its_words() -> None:
    from gateway.web.words.notices import ACTIONS
    from services.notices.domain.workflow import Action

    assert set(ACTIONS) == set(Action)


def test_every_step_of_a_repairs_timeline_has_its_words() -> None:
    from gateway.web.words.repairs import STEPS

    services = WEB.parents[1] / "services" / "repairs"
    recorded = {
        argument.value
        for path in services.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) == "record"
        and len(call.args) > 2
        and isinstance(argument := call.args[2], ast.Constant)
    }
    assert {"requested", "set_out", "completed"} <= recorded <= set(STEPS)
