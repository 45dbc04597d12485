"""The manners of reading that journeys are walked in leave no two values apart."""

from collections.abc import Iterable
from dataclasses import astuple
from itertools import chain, combinations

import pytest

from tests.browser.manners import COUPLES, EVERY, manners
from tests.browser.reader import Manner


def pairs(met: Iterable[Manner]) -> set[tuple[object, ...]]:
    """Any two values that meet."""
    return {pair for one in met for pair in combinations(enumerate(astuple(one)), 2)}


@pytest.mark.parametrize("width", [None, 360, 1280])
def test_three_journeys_meet_any_two_values(width: int | None) -> None:
    found = [manners(turn, width, every=False) for turn in range(3)]
    assert [len(couple) for couple in found] == [2, 2, 2]
    assert pairs(chain(*found)) == pairs(manners(0, width, every=True))


def test_each_journey_meets_every_value() -> None:
    for couple in COUPLES:
        values = [set(each) for each in zip(*map(astuple, couple), strict=True)]
        assert values == [set(each) for each in zip(*map(astuple, EVERY), strict=True)]


def test_two_couples_would_leave_some_values_apart() -> None:
    """Negative control."""
    for left_out in COUPLES:
        fewer = [couple for couple in COUPLES if couple is not left_out]
        assert pairs(chain(*fewer)) < pairs(EVERY)
