"""Lists of repairs: who sees which, and filters (R01)."""

from typing import Any

import pytest

from foundation.errors import NotYourHousehold
from tests.operations.repairs.conftest import Desk


def ids(desk: Desk, by: Any, **filters: Any) -> list[str]:
    return [one["id"] for one in desk.call("search", by, **filters)["items"]]


@pytest.mark.both_databases
def test_residents_list_their_own_and_what_they_reported(desk: Desk) -> None:
    own = desk.request()
    foreign = desk.request(desk.neighbour, household_id="h2")
    reported = desk.public(desk.resident)
    desk.public()
    assert set(ids(desk, desk.resident)) == {own["id"], reported["id"]}
    assert ids(desk, desk.neighbour) == [foreign["id"]]
    with pytest.raises(NotYourHousehold):
        ids(desk, desk.resident, household_id="h2")
    assert desk.get(reported["id"], desk.resident)["id"] == reported["id"]


def test_resident_without_a_household_lists_nothing(desk: Desk) -> None:
    desk.request()
    assert ids(desk, desk.actor("resident", id="p-new")) == []


@pytest.mark.both_databases
def test_engineers_list_their_orders_and_what_nobody_has(desk: Desk) -> None:
    mine = desk.bring("accepted", engineer_id="e1")
    theirs = desk.bring("accepted", engineer_id="e2")
    free = desk.bring("verified")
    assert set(ids(desk, desk.engineer("e1"))) == {mine["id"], free["id"]}
    assert ids(desk, desk.engineer("e1"), mine=True) == [mine["id"]]
    assert set(ids(desk, desk.receptionist)) == {mine["id"], theirs["id"], free["id"]}


@pytest.mark.both_databases
def test_filters_narrow_the_list(desk: Desk) -> None:
    general = desk.bring("verified")
    urgent = desk.bring("requested", priority="emergency")
    other = desk.request(desk.receptionist, household_id="h2")
    by = desk.receptionist
    assert ids(desk, by, status="verified") == [general["id"]]
    assert ids(desk, by, priority="emergency") == [urgent["id"]]
    assert ids(desk, by, household_id="h2") == [other["id"]]
    assert ids(desk, by, building="2栋") == [other["id"]]
    assert ids(desk, by, mine=True) == [other["id"]]
    assert ids(desk, by, overdue=True) == []
    desk.later(hours=3)
    assert ids(desk, by, overdue=True) == [urgent["id"]]


@pytest.mark.both_databases
def test_what_waits_for_the_desk_is_one_list(desk: Desk) -> None:
    by = desk.receptionist
    done = desk.bring("completed")
    on_the_way = desk.bring("on_the_way")
    accepted = desk.bring("accepted", priority="emergency")
    free = [desk.bring("requested")["id"], desk.bring("verified")["id"]]
    gone = desk.request()
    desk.call("cancel", by, repair_id=gone["id"], reason="重复")
    assert set(ids(desk, by, waiting=True)) == set(free)
    desk.later(hours=3)  # the emergency is late
    assert set(ids(desk, by, waiting=True)) == {*free, accepted["id"]}
    desk.later(days=2)  # what is done may be followed up
    assert set(ids(desk, by, waiting=True)) == {*free, accepted["id"], done["id"]}
    assert ids(desk, by, waiting=True, status="on_the_way") == []
    assert on_the_way["id"] in ids(desk, by)


@pytest.mark.both_databases
def test_list_is_paged_by_cursor_without_repeats_or_gaps(desk: Desk) -> None:
    made = []
    for _ in range(5):
        made.append(desk.request()["id"])
        desk.later(seconds=1)
    seen: list[str] = []
    cursor = None
    while True:
        page = desk.call("search", desk.receptionist, limit=2, cursor=cursor)
        seen += [one["id"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == made[::-1]
