"""The closed loop (X10, X11)."""

from datetime import date

import pytest

from contracts.complaints.return_visits import Party, VisitResult
from services.complaints.return_visits.rules import (
    Consequence,
    Visit,
    consequence,
    department_confirmed,
    is_repeat,
    resident_confirmed,
)


def visits(text: str) -> list[Visit]:
    """`d+ r? r-`: department solved, resident unreached on day 1, resident unsolved on day 1.

    A number before a visit is its day of the month.
    """
    parties = {"d": Party.DEPARTMENT, "r": Party.RESIDENT}
    results = {"+": VisitResult.SOLVED, "-": VisitResult.UNSOLVED, "?": VisitResult.UNREACHED}
    made = []
    for word in text.split():
        day = int(word[:-2] or 1)
        made.append(Visit(parties[word[-2]], results[word[-1]], date(2026, 11, day)))
    return made


@pytest.mark.parametrize(
    ("made", "follows"),
    [
        ("d+", Consequence.NONE),
        ("d-", Consequence.REOPEN),
        ("d+ r+", Consequence.NONE),
        ("d+ r-", Consequence.REOPEN),
        ("d+ r+ r-", Consequence.REOPEN),
        ("d+ 1r?", Consequence.NONE),
        ("d+ 1r? 1r? 1r?", Consequence.NONE),  # one day is one attempt
        ("d+ 1r? 2r?", Consequence.NONE),
        ("d+ 1r? 2r? 2r? 4r?", Consequence.CLOSE_UNREACHED),
        ("d+ 1r+ 2r? 3r? 4r?", Consequence.NONE),  # whoever was reached is not unreached
        ("d+ 1r? 2r? 3r-", Consequence.REOPEN),
    ],
)
def test_X10_what_follows_from_the_visits_of_a_round(made: str, follows: Consequence) -> None:
    assert consequence(visits(made), unreached_days=3) is follows


@pytest.mark.parametrize(
    ("made", "department", "resident"),
    [
        ("", False, False),
        ("d+", True, False),
        ("d+ r?", True, False),
        ("d+ r+", True, True),
        ("d+ r+ r?", True, True),
        ("d+ r+ r-", True, False),
        ("d+ d-", False, False),
    ],
)
def test_X10_the_last_word_counts(made: str, department: bool, resident: bool) -> None:
    assert department_confirmed(visits(made)) is department
    assert resident_confirmed(visits(made)) is resident


def test_X11_two_failed_visits_make_a_repeat_complaint() -> None:
    assert [is_repeat(failed, 2) for failed in range(4)] == [False, False, True, True]
