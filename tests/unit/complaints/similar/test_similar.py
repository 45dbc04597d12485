"""X16: which messages are about the same; how well, says docs/benchmarks.md."""

import re
from pathlib import Path

import pytest

from bench.similar import DATA, measured, messages, parts
from services.complaints.similar import rules
from services.complaints.similar.places import place_of
from services.complaints.similar.rules import alike, message, score

MARGIN = 0.03
"""By how much a change of the rule may fall short of what is reported."""
ROW = re.compile(r"\| (chosen by|held back|all) \| \d+ \| \d+ \| ([\d.]+) \| ([\d.]+) \|")
REPORTED = {
    name: (float(precision), float(recall))
    for name, precision, recall in ROW.findall(Path("docs/benchmarks.md").read_text())
}


@pytest.mark.parametrize("part", ["chosen by", "held back", "all"])
def test_X16_precision_and_recall_are_as_good_as_reported(part: str) -> None:
    known = messages()
    assert len(known) >= 300
    found, (precision, recall) = measured(parts(known)[part]), REPORTED[part]
    assert found.precision >= precision - MARGIN
    assert found.recall >= recall - MARGIN


@pytest.mark.parametrize(
    ("guard", "put"),
    [("agree", lambda one, other: True), ("shared", lambda one, other: 0.5)],
)
def test_X16_without_place_or_meaning_it_would_not_be(
    guard: str, put: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(rules, guard, put)
    found, (precision, recall) = measured(messages()), REPORTED["all"]
    assert min(found.precision - precision, found.recall - recall) < -MARGIN


def test_X16_the_messages_are_of_many_issues() -> None:
    lines = DATA.read_text().splitlines()[1:]
    assert len(set(lines)) > 0.95 * len(lines)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("电梯坏了", None, "3栋"), ("升降机停运", None, "3栋"), True),
        (("电梯坏了", None, "3栋"), ("电梯坏了", None, "5栋"), False),
        (("三号楼电梯坏了", None, "5栋"), ("电梯停用", None, "3栋"), True),
        (("灯不亮", "地下车库", "3栋"), ("灯坏了", "地库", "7栋"), True),
        (("灯不亮", "地下车库", "3栋"), ("灯不亮", "东门", "3栋"), False),
        (("电梯坏了", None, "3栋"), ("物业费多收了", None, "3栋"), False),
        (("石凳裂了", "喷泉旁边", None), ("石凳裂了", "喷泉旁边", None), True),
        (("灯坏了", "喷泉旁边", None), ("灯坏了", "地下车库", None), False),
        (("电梯坏了", "3栋电梯", None), ("电梯坏了", "5栋电梯", None), False),
        (("电梯坏了", "3栋电梯", None), ("电梯坏了", None, "3栋"), True),
        (("", None, None), ("", None, None), False),
    ],
)
def test_X16_the_same_words_of_another_place_are_something_else(
    one: tuple[str, str | None, str | None], other: tuple[str, str | None, str | None], same: bool
) -> None:
    assert alike(score(message(*one), message(*other))) is same
    assert score(message(*one), message(*other)) == score(message(*other), message(*one))


def test_X16_a_building_is_read_however_it_is_written() -> None:
    for text in ("12栋", "十二号楼", "12 幢".replace(" ", ""), "12号楼"):
        assert place_of(f"{text}电梯坏了").buildings == {"12"}
    assert place_of("电梯坏了", building="十栋").buildings == {"10"}
