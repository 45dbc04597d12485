"""Who has been reached, and what comes next: N04."""

from datetime import UTC, datetime, timedelta

import pytest

from services.notices.policy import NoticesPolicy
from services.notices.reach.rules import Reached, is_reached, next_channel
from services.notices.sending.rules import retry_after
from tests.support.rule_tables import worked_table

THEN = datetime(2026, 11, 2, tzinfo=UTC)
PAGE = "notices.md"
REACHED = worked_table(PAGE, "When somebody is reached")
NEXT = worked_table(PAGE, "The next channel")
RETRIES = worked_table(PAGE, "When a message is tried again")


def words(cell: str) -> list[str]:
    """The words of a cell; none for a dash."""
    return [] if cell == "–" else cell.split()


@pytest.mark.parametrize("row", REACHED, ids=lambda row: " ".join(row.values()))
def test_N04_lying_in_the_portal_is_delivered_but_not_reached(row: dict[str, str]) -> None:
    known = Reached(
        delivered_by=next(iter(words(row["delivered by"])), None),
        read_at=THEN if row["read"] == "yes" else None,
        acknowledged_at=THEN if row["acknowledged"] == "yes" else None,
    )
    plain, acknowledging = row["reached"], row["reached, if it must be acknowledged"]
    assert is_reached(known, must_acknowledge=False) == (plain == "yes")
    assert is_reached(known, must_acknowledge=True) == (acknowledging == "yes")


@pytest.mark.parametrize("row", NEXT, ids=lambda row: " ".join(row.values()))
def test_N04_the_next_channel_is_the_first_untried_one_and_in_the_end_the_door(
    row: dict[str, str],
) -> None:
    reachable = words(row["has an address for"])
    found = next_channel(words(row["ladder"]), words(row["tried"]), reachable, door=True)
    assert found == next(iter(words(row["next"])), None)


def test_N04_staff_have_no_door() -> None:
    assert next_channel(["email"], {"email"}, {"email"}, door=False) is None


@pytest.mark.parametrize("row", RETRIES, ids=lambda row: row["failed attempt"])
def test_N04_retries_grow_and_end(row: dict[str, str]) -> None:
    delay = retry_after(int(row["failed attempt"]), NoticesPolicy().retry_minutes)
    minutes = row["minutes"]
    assert delay == (None if minutes == "–" else timedelta(minutes=int(minutes)))
