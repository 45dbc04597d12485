"""Codes in words: each member of the contracts' enums in Chinese and English, with its colour."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from gateway.languages import language
from gateway.web.words import billing, complaints, directory, notices, repairs
from gateway.web.words.word import Word

TABLES: Mapping[type[StrEnum], Mapping[str, Word]] = {
    **billing.WORDS,
    **complaints.WORDS,
    **directory.WORDS,
    **notices.WORDS,
    **repairs.WORDS,
}


def key_of(codes: type[StrEnum]) -> str:
    """How templates name an enum: `repairs.RepairStatus`, `roles.Role`."""
    return f"{codes.__module__.removeprefix('contracts.').removesuffix('.codes')}.{codes.__name__}"


SEGMENTS: Mapping[str, Word] = {
    "service_hours": Word("服务时间", "Service hours"),
    "around_the_clock": Word("全天计时", "Around the clock"),
    "closed": Word("非服务时间", "Closed"),
    "day_off": Word("休息日", "Day off"),
    "paused": Word("暂停", "Paused"),
    "answered": Word("已回复", "Answered"),
}
"""Why a stretch of time counts towards a deadline, or not (C11)."""

BY_KEY: Mapping[str, Mapping[str, Word]] = {
    **{key_of(codes): words for codes, words in TABLES.items()},
    "notices.action": notices.ACTIONS,
    "repairs.step": repairs.STEPS,
    "directory.identity": directory.IDENTITY,
    "directory.field": directory.FIELDS,
    "segment": SEGMENTS,
}


def word_of(key: str, code: str) -> Word:
    """The word of a code; raise KeyError for an enum or a member that has none."""
    return BY_KEY[key][code]


def worded(code: str | None, key: str) -> str:
    """A code in the reader's language: the template filter `word`."""
    return in_words(word_of(key, code)) if code else ""


def in_words(word: Word) -> str:
    """The word in the reader's language."""
    return word.zh if language() == "zh" else word.en


def anywhere(code: Any, service: str) -> Any:
    """A code as a refusal names it, in a service's words before others'; else as it is."""
    own = sorted(BY_KEY, key=lambda key: not key.startswith(f"{service}."))
    known = (BY_KEY[key] for key in own if isinstance(code, str) and code in BY_KEY[key])
    return next((in_words(words[code]) for words in known), code)


def choices(codes: type[StrEnum], *chosen: str) -> list[tuple[str, str]]:
    """The options of a select field: all members, or those named."""
    return [(code, in_words(TABLES[codes][code])) for code in chosen or list(codes)]
