"""Opening hours as people write them (P01, X05)."""

from datetime import time

import pytest

from contracts.hours import LONGEST, breaks_between, hours_around, opening_hours, written_hours


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8:00-20:00", "08:00–20:00"),
        ("08：00—20：00", "08:00–20:00"),
        ("8:00至20:00", "08:00–20:00"),
        ("8:00-12:00, 13:30-20:00", "08:00–12:00, 13:30–20:00"),
        ("8:00-12:00、13：30～20:00", "08:00–12:00, 13:30–20:00"),
        ("8:00-12:00 13:30-17:00；18:00 - 20:00", "08:00–12:00, 13:30–17:00, 18:00–20:00"),
        ("8:00到12:00和13:30到20:00", "08:00–12:00, 13:30–20:00"),
    ],
)
def test_hours_have_one_form(typed: str, kept: str) -> None:
    assert written_hours(typed) == written_hours(kept) == kept
    assert len(kept) <= LONGEST


@pytest.mark.parametrize(
    "typed",
    [
        "", "8", "8:00", "20:00-8:00", "8:00-8:00", "8:00-25:00", "8:00-12:00, 11:00-20:00",
        "13:30-20:00, 8:00-12:00", "8:00-12:00x13:00-14:00",
        "1:00-2:00 3:00-4:00 5:00-6:00 7:00-8:00 9:00-10:00", "8:00-12:00, 12:00-20:00",
    ],
)  # fmt: skip
def test_what_is_none_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        opening_hours(typed)


def test_breaks_lie_between_and_come_back_to_the_same_hours() -> None:
    windows = opening_hours("8:00-12:00, 13:30-17:30, 18:00-20:00")
    breaks = breaks_between(windows)
    assert breaks == ((time(12), time(13, 30)), (time(17, 30), time(18)))
    said = "12:00–13:30, 17:30–18:00"
    assert hours_around("08:00", "20:00", said) == "08:00–12:00, 13:30–17:30, 18:00–20:00"
    assert hours_around("09:00", "17:45", said) == "09:00–12:00, 13:30–17:30"
    assert hours_around("08:00", "20:00", "") == "08:00–20:00"
