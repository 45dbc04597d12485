"""P07: Chinese is found by pairs of characters, all else by words; numbers however typed."""

import pytest

from foundation.paper_numbers import numbers_meant
from foundation.storage.words import (
    asked_of_postgresql,
    asked_of_sqlite,
    place_token,
    tokens,
    wanted,
)

HERE = "00000000-0000-7000-8000-000000000001"


def test_P07_a_text_is_kept_by_pairs_words_and_its_community() -> None:
    assert tokens("电梯坏了，B栋 Lift-2！", HERE).split() == [
        place_token(HERE), "电梯", "梯坏", "坏了", "了", "b", "栋", "lift", "2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("looked_for", "asked"),
    [
        ("电梯", [("电梯", False)]),
        ("电梯坏", [("电梯", False), ("梯坏", False)]),
        ("坏", [("坏", True)]),
        ("Lif 电梯", [("lif", True), ("电梯", False)]),
        ("，！", []),
        ("' \" & | ! ( ) : * \\", []),
    ],
)
def test_P07_what_is_looked_for_has_the_same_tokens(
    looked_for: str, asked: list[tuple[str, bool]]
) -> None:
    assert wanted(looked_for) == asked


def test_P07_every_part_of_what_was_said_is_found_by_its_tokens() -> None:
    said = "地下车库B2漏水严重，请尽快处理"
    kept = set(tokens(said, HERE).split())
    for start in range(len(said)):
        for end in range(start + 1, len(said) + 1):
            for token, begins in wanted(said[start:end]):
                there = any(one.startswith(token) for one in kept) if begins else token in kept
                assert there or token.isascii(), said[start:end]


def test_P07_questions_are_written_as_each_database_takes_them() -> None:
    assert asked_of_postgresql("坏 电梯", [HERE]) == f"'坏':* & '电梯' & ('{place_token(HERE)}')"
    assert asked_of_sqlite("坏 电梯", []) == '"坏"* AND "电梯"'


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("TS-2026-000001", "TS-2026-000001"), ("ts-2026-1", "TS-2026-000001"),
        ("ＴＳ－２０２６－１", "TS-2026-000001"), ("TS YH 2026 12", "TS-YH-2026-000012"),
        (" sj—2026—000005 ", "SJ-2026-000005"), ("2026-1", None), ("电梯", None), ("TS-1", None),
    ],
)  # fmt: skip
def test_P07_a_number_is_known_however_it_is_typed(typed: str, meant: str | None) -> None:
    assert numbers_meant(typed) == ([meant] if meant else [])


def test_P07_a_number_without_a_code_is_looked_for_in_each_community() -> None:
    assert numbers_meant("ts-2026-1", ["YH", "", "GL"]) == [
        "TS-2026-000001", "TS-GL-2026-000001", "TS-YH-2026-000001",
    ]  # fmt: skip
    assert numbers_meant("ts-gl-2026-1", ["YH"]) == ["TS-GL-2026-000001"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("SJGL2026001671", "SJ-GL-2026-001671"), ("SJ2026001671", "SJ-2026-001671"),
        ("ｓｊｇｌ２０２６００１６７１", "SJ-GL-2026-001671"),
        ("TSA12026000012", "TS-A1-2026-000012"),
    ],
)  # fmt: skip
def test_P07_a_number_is_known_with_its_dashes_left_out(typed: str, meant: str) -> None:
    assert numbers_meant(typed)[0] == meant


@pytest.mark.parametrize("typed", ["SJGL2026", "SJ202600001", "GL-SJ2026001671", "S2026001671"])
def test_P07_what_lacks_places_is_no_number(typed: str) -> None:
    assert numbers_meant(typed) == []
