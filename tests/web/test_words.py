"""Words: everything is said in both languages."""

import json
from collections import Counter
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from babel.messages.pofile import read_po

from contracts.code import Code
from contracts.modules import classes_in, classes_of
from contracts.problems import SERVICES
from contracts.roles import Role
from gateway.translations import catalogues, chinese
from gateway.words import ENUMS
from tests.web.words import GATEWAY, words

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


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: str(path.relative_to(GATEWAY)))
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


@pytest.mark.parametrize("key", ENUMS)
def test_every_code_has_its_words(key: str) -> None:
    for code in ENUMS[key]:
        assert code.word.zh and code.word.en
        assert not code.word.zh.isascii() and code.word.en.isascii()


def test_every_enum_of_the_contracts_has_words_or_is_named_here() -> None:
    """Data that managers edit; what programs tell each other."""
    declared = {
        f"{service}.{name}"
        for service in SERVICES
        for name, found in classes_of(service, StrEnum).items()
        if not issubclass(found, Code)
    }
    assert declared == {"complaints.Category"}


def test_every_enum_of_the_contracts_is_found() -> None:
    """However deep: what a module would hide, no template could name."""
    for package in (import_module(f"contracts.{service}") for service in SERVICES):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            for name, codes in classes_in(import_module(found.name), Code).items():
                assert ENUMS[f"{package.__name__.partition('.')[2]}.{name}"] is codes


def test_a_code_stays_the_text_that_it_was() -> None:
    assert Role("steward") is Role.STEWARD and Role.STEWARD == "steward"
    assert json.dumps([Role.STEWARD]) == '["steward"]' and f"{Role.STEWARD}" == "steward"
