"""Numbers on papers: without gaps, per series and local year (B07)."""

import threading
from datetime import UTC, datetime

import pytest

from foundation.clock import FixedClock
from foundation.errors import InvalidInput
from foundation.replica.handlers import put
from foundation.scope import FIRST_COMMUNITY, NoCommunity, Scope
from foundation.storage import numbers
from foundation.storage.numbers import CommunityUnknown
from foundation.storage.store import Store
from foundation.storage.tables import community_replica
from tests.support.community import HERE

HILL = "00000000-0000-7000-8000-0000000000a0"


@pytest.fixture(autouse=True)
def hill(store: Store) -> None:
    """Another community, which has a code."""
    with store.write() as uow:
        row = {"community_id": HILL, "version": 1, "name": "云海苑", "code": "YH"}
        put(uow, community_replica, row)


def draw(
    store: Store, series: str = "SJ", *, fail: bool = False, place: str = FIRST_COMMUNITY
) -> str:
    with store.write(scope=Scope.within(place)) as uow:
        number = uow.number(series)
        if fail:
            raise InvalidInput
    return number


def test_B07_numbers_run_without_gaps(store: Store) -> None:
    assert [draw(store) for _ in range(3)] == [
        "SJ-2026-000001",
        "SJ-2026-000002",
        "SJ-2026-000003",
    ]


def test_B07_number_of_a_rolled_back_unit_is_given_again(store: Store) -> None:
    draw(store)
    with pytest.raises(InvalidInput):
        draw(store, fail=True)
    assert draw(store) == "SJ-2026-000002"


def test_B07_drawn_in_a_unit_of_its_own_a_number_would_be_lost(store: Store) -> None:
    """Negative control: drawing and using apart leaves a gap when the using fails."""
    draw(store)
    with pytest.raises(InvalidInput):
        draw(store)  # committed by itself ...
        with store.write():
            raise InvalidInput  # ... and never used
    assert draw(store) == "SJ-2026-000003"


def test_B07_series_do_not_share_numbers(store: Store) -> None:
    assert (draw(store), draw(store, "ZD"), draw(store)) == (
        "SJ-2026-000001",
        "ZD-2026-000001",
        "SJ-2026-000002",
    )


def test_B07_numbers_begin_anew_with_the_local_year(store: Store, clock: FixedClock) -> None:
    clock.set(datetime(2026, 12, 31, 15, 59, tzinfo=UTC))
    assert draw(store) == "SJ-2026-000001"
    clock.set(datetime(2026, 12, 31, 16, 0, tzinfo=UTC))
    assert draw(store) == "SJ-2027-000001"


def test_B07_many_numbers_are_drawn_at_once(store: Store) -> None:
    with store.write(scope=HERE) as uow:
        assert uow.numbers("ZD", 3)[-1] == "ZD-2026-000003"
        assert uow.numbers("ZD", 1) == ["ZD-2026-000004"]


def test_B07_P01_numbers_run_without_gaps_in_each_community(store: Store) -> None:
    drawn = [draw(store, place=place) for place in (HILL, FIRST_COMMUNITY, HILL, HILL)]
    assert drawn == [
        "SJ-YH-2026-000001",
        "SJ-2026-000001",
        "SJ-YH-2026-000002",
        "SJ-YH-2026-000003",
    ]


def test_P01_without_its_code_a_community_would_use_the_numbers_of_the_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(numbers, "code_of", lambda *_: "")
    drawn = [draw(store, place=place) for place in (HILL, FIRST_COMMUNITY)]
    assert drawn == ["SJ-2026-000001", "SJ-2026-000002"]


def test_P01_no_number_is_drawn_outside_of_a_community_or_in_an_unknown_one(store: Store) -> None:
    with pytest.raises(NoCommunity), store.write() as uow:
        uow.number("SJ")
    with pytest.raises(CommunityUnknown):
        draw(store, place=HILL.replace("a0", "a1"))


def test_B07_P01_drawn_by_many_at_once_none_is_missing_or_twice(store: Store) -> None:
    drawn: dict[str, list[str]] = {FIRST_COMMUNITY: [], HILL: []}

    def run(offset: int) -> None:
        place = (FIRST_COMMUNITY, HILL)[offset % 2]
        for turn in range(5):
            try:
                drawn[place].append(draw(store, fail=(turn + offset) % 3 == 0, place=place))
            except InvalidInput:
                continue

    threads = [threading.Thread(target=run, args=(offset,)) for offset in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for place, series in ((FIRST_COMMUNITY, "SJ"), (HILL, "SJ-YH")):
        known = drawn[place]
        assert len(known) > 5
        assert sorted(known) == [f"{series}-2026-{number + 1:06d}" for number in range(len(known))]
