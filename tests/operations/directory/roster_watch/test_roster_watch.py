"""A gap of the duty roster is told a day ahead (C09)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from foundation.actor import Grant
from foundation.clock import FixedClock
from foundation.deadlines import WAITING
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from foundation.storage.tables import deadlines
from services.directory.roster.tables import Shift
from services.directory.roster_watch import operations as roster_watch
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform, process_due
from tests.operations.directory.roster.test_roster import Employ, put
from tests.operations.test_retention import started
from tests.support.community import HERE, OTHER, enter_another
from tests.support.rule_tables import local

Put = Callable[..., dict[str, Any]]
__all__ = ["put"]


@pytest.fixture(autouse=True)
def monday(clock: FixedClock) -> None:
    clock.set(local("2026-11-02 10:00"))


def uncovered(store: Store, type_: str = "duty_uncovered") -> list[tuple[str, str]]:
    return [(row["data"]["duty"], row["data"]["day"]) for row in events(store, type_)]


def later(store: Store, clock: FixedClock, **by: float) -> None:
    """Let time pass hour by hour, working what is due."""
    end = clock.now() + timedelta(**by)
    while clock.now() < end:
        clock.advance(min(timedelta(minutes=30), end - clock.now()))
        process_due(store, Directory)


def test_C09_a_gap_is_told_a_day_ahead_and_once(
    store: Store, clock: FixedClock, employ: Employ, put: Put
) -> None:
    person = employ("receptionist")
    put(person, 0, 34)
    put(person, 36, 64)
    put(person, 64, 88)
    put(person, 88, 112)
    later(store, clock, hours=34)
    assert uncovered(store) == [("desk", "2026-11-03")]
    (event,) = events(store, "duty_uncovered")
    assert event["occurred_at"] <= local("2026-11-03 20:00") - timedelta(hours=24)


def test_C09_a_gap_that_is_closed_is_told_closed(
    store: Store, clock: FixedClock, employ: Employ, put: Put
) -> None:
    person = employ("receptionist")
    for start in (0, 24, 56, 80):
        put(person, start, start + (24 if start != 24 else 8))
    later(store, clock, hours=1)
    assert uncovered(store) == [("desk", "2026-11-03"), ("desk", "2026-11-04")]
    put(employ("steward"), 31, 55)
    later(store, clock, hours=1)
    assert uncovered(store, "duty_covered") == [("desk", "2026-11-03"), ("desk", "2026-11-04")]


def test_C09_a_cancelled_shift_of_tonight_is_told_within_the_hour(
    store: Store, clock: FixedClock, employ: Employ, put: Put, actor: Any
) -> None:
    person = employ("receptionist")
    for start in range(0, 96, 24):
        put(person, start, start + 24)
    worker = employ("engineer")
    tonight, *_ = [put(worker, start, start + 24, duty="engineer") for start in range(0, 96, 24)]
    later(store, clock, hours=1)
    assert uncovered(store) == []
    perform(store, Directory.cancel_shift, actor("supervisor"), shift_id=tonight["id"])
    later(store, clock, hours=1)
    assert uncovered(store) == [("engineer", "2026-11-02"), ("engineer", "2026-11-03")]


def test_C09_a_roster_that_runs_out_is_told_every_day_once(
    store: Store, clock: FixedClock, employ: Employ, put: Put
) -> None:
    put(employ("receptionist"), 0, 24)
    later(store, clock, days=4)
    days = [day for _, day in uncovered(store)]
    assert days == sorted(set(days)) and days[0] == "2026-11-03" and days[-1] >= "2026-11-07"


def test_C09_a_duty_that_the_roster_does_not_keep_is_not_watched(
    store: Store, clock: FixedClock, employ: Employ, put: Put
) -> None:
    put(employ("receptionist"), 0, 24)
    later(store, clock, days=2)
    assert {duty for duty, _ in uncovered(store)} == {"desk"}


def test_C09_a_roster_of_the_release_before_is_watched_from_the_start_on(
    store: Store, clock: FixedClock, employ: Employ
) -> None:
    """Nobody changes it any more, and nothing was watched when it was written."""
    person = employ("receptionist")["id"]
    written = {"person_id": person, "duty": "desk", "cancelled": False, "version": 1}
    with store.write(scope=HERE) as uow:
        for start in (-48, -24, 0):
            times = {
                "starts_at": clock.now() + timedelta(hours=start),
                "ends_at": clock.now() + timedelta(hours=start + 24),
            }
            shift = Shift(id=uow.new_id(), **written, **times)
            uow.session.add(shift)
    later(store, clock, hours=24)
    assert uncovered(store) == [], "negative control: nothing watches it"
    for _ in range(2):
        started(store, Directory)
    later(store, clock, hours=24)
    assert uncovered(store) == [("desk", f"2026-11-0{day}") for day in (3, 4, 5, 6)]


def test_C09_where_no_roster_is_kept_nothing_is_watched(store: Store) -> None:
    started(store, Directory)
    with store.read() as uow:
        assert uow.deadlines.waiting(roster_watch.WATCH, roster_watch.SUBJECT) == []


def watched(store: Store) -> list[tuple[str, str]]:
    """Each morning's watch that waits: subject and community."""
    row = deadlines.c
    with store.read() as uow:
        found = select(row.subject_id, row.community_id).order_by(row.subject_id)
        waits = (row.kind == roster_watch.WATCH) & (row.state == WAITING)
        rows = uow.session.execute(found.where(waits, row.step != roster_watch.CHANGED))
        return [(one.subject_id, one.community_id) for one in rows]


def roster_of_two(store: Store, put: Put, actor: Any) -> None:
    """Somebody is at the desk until tomorrow in the one community, today in the other."""
    with store.write() as uow:
        enter_another(uow)
    for place, hours in ((FIRST_COMMUNITY, 36), (OTHER, 12)):
        director, supervisor = (
            replace(actor(role), grants=frozenset({Grant(role, place)}))
            for role in ("director", "supervisor")
        )
        person = {"name": "王芳", "roles": ["receptionist"]}
        person = perform(store, Directory.create_person, director, **person)
        put(person, 0, hours, by=supervisor)


def uncovered_where(store: Store) -> list[tuple[str, str]]:
    rows = events(store, "duty_uncovered")
    return sorted((str(row["community_id"]), row["data"]["day"]) for row in rows)


def test_P01_each_community_s_roster_is_watched_by_itself(
    store: Store, clock: FixedClock, put: Put, actor: Any
) -> None:
    roster_of_two(store, put, actor)
    assert watched(store) == [("roster", FIRST_COMMUNITY), (f"roster:{OTHER}", OTHER)]
    later(store, clock, hours=24)
    first = dict(reversed(uncovered_where(store)))
    assert first == {FIRST_COMMUNITY: "2026-11-03", OTHER: "2026-11-02"}
    assert len(watched(store)) == 2


def closed_there(store: Store, actor: Any) -> None:
    """The other community is looked after no more."""
    admin = actor("admin", grants=frozenset({Grant("admin", None)}))
    perform(store, Directory.close_community, admin, community_id=OTHER, reason="合同到期")


def test_P01_nobody_is_missed_on_duty_in_a_closed_community(
    store: Store, clock: FixedClock, put: Put, actor: Any
) -> None:
    roster_of_two(store, put, actor)
    closed_there(store, actor)
    later(store, clock, hours=24)
    assert {place for place, _ in uncovered_where(store)} == {FIRST_COMMUNITY}
    assert len(watched(store)) == 2, "it is watched again once it is open"


def test_P01_without_it_a_closed_community_would_be_watched(
    store: Store, clock: FixedClock, put: Put, actor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster_of_two(store, put, actor)
    closed_there(store, actor)
    monkeypatch.setattr(roster_watch, "is_over", lambda _: False)
    later(store, clock, hours=24)
    assert OTHER in dict(uncovered_where(store))


def test_P01_of_one_watch_for_all_the_second_community_would_have_none(
    store: Store, put: Put, actor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(roster_watch, "own", lambda subject: subject)
    roster_of_two(store, put, actor)
    assert watched(store) == [("roster", FIRST_COMMUNITY)]


def test_P01_shift_of_the_company_is_watched_in_every_community(
    store: Store, employ: Employ, put: Put, actor: Any
) -> None:
    with store.write() as uow:
        enter_another(uow)
    everywhere = frozenset({Grant("supervisor", None)})
    put(employ("receptionist"), 0, 14, by=replace(actor("supervisor"), grants=everywhere))
    assert watched(store) == [("roster", FIRST_COMMUNITY), (f"roster:{OTHER}", OTHER)]
