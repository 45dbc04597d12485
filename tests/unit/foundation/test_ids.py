"""Identifiers sort by the time they were made at."""

import uuid
from datetime import UTC, datetime, timedelta

from foundation.ids import new_id

MOMENT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def test_id_is_a_uuid_of_version_seven() -> None:
    made = uuid.UUID(new_id(MOMENT))
    assert made.version == 7
    assert made.int >> 80 == int(MOMENT.timestamp() * 1000)


def test_ids_of_one_moment_differ() -> None:
    assert len({new_id(MOMENT) for _ in range(10_000)}) == 10_000


def test_ids_sort_by_the_clock_that_was_passed() -> None:
    moments = [MOMENT + timedelta(milliseconds=step) for step in (0, 1, 999, 1000, 86_400_000)]
    made = [new_id(moment) for moment in reversed(moments)]
    assert sorted(made) == made[::-1]


def test_id_of_a_moved_clock_sorts_after_an_earlier_one() -> None:
    demo, before = new_id(MOMENT + timedelta(days=400)), new_id(MOMENT)
    assert before < demo
