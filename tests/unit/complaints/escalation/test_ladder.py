"""The escalation ladder (X08, X09), by the worked tables of its page."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.complaints.cases import Gravity, Kind
from contracts.complaints.deadlines import StopCause
from contracts.complaints.escalation import EscalationReason, Tier
from services.complaints.deadlines.rules import CaseClock, Stop
from services.complaints.escalation.rules import (
    CLIMBERS,
    Escalation,
    NotifiedTier,
    Step,
    next_escalation,
    plan,
    upcoming,
)
from services.complaints.policy import ComplaintPolicy
from tests.support.rule_tables import local, worked_table

PAGE = "deadlines.md"
POLICY = ComplaintPolicy()
DESK = POLICY.calendar()
LODGED = local("2026-11-02 10:00")
HOUR = timedelta(hours=1)
SUPERVISOR, DEPUTY, DIRECTOR = CLIMBERS


def steps(gravity: Gravity = Gravity.GENERAL, *stops: Stop) -> tuple[Step, ...]:
    """The plan of a complaint lodged on Monday at ten."""
    return plan(CaseClock(LODGED, 0, "calendar", stops), Kind.COMPLAINT, gravity, POLICY, DESK)


def at(planned: tuple[Step, ...], now: datetime, *notified: NotifiedTier) -> Escalation | None:
    """Who is to be told."""
    return next_escalation(planned, notified, now)


@pytest.mark.parametrize("row", worked_table(PAGE, "When each tier is told"), ids=str)
def test_X08_each_tier_has_its_time(row: dict[str, str]) -> None:
    made = plan(
        CaseClock(local(row["lodged"]), 0, "calendar"),
        Kind(row["kind"]),
        Gravity(row["gravity"]),
        POLICY,
        DESK,
    )
    expected = {tier: row[tier] for tier in CLIMBERS if row[tier] != "-"}
    assert {step.tier: step.at for step in made} == {
        tier: local(when) for tier, when in expected.items()
    }


@pytest.mark.parametrize("row", worked_table(PAGE, "When nobody acknowledges"), ids=str)
def test_X09_a_tier_has_two_service_hours_to_acknowledge(row: dict[str, str]) -> None:
    limit = DESK.add_service_time(local(row["told"]), POLICY.acknowledge_within).due_at
    assert limit == local(row["next tier told"])


def test_X09_nobody_is_told_before_the_time() -> None:
    planned = steps()
    first = planned[0].at
    assert at(planned, first - timedelta(microseconds=1)) is None
    assert at(planned, first) == Escalation(SUPERVISOR, EscalationReason.OVERDUE, first)


def test_X09_a_tier_that_was_told_is_not_told_again() -> None:
    planned = steps()
    notified = NotifiedTier(SUPERVISOR, planned[0].at + 2 * HOUR, acknowledged=True)
    assert at(planned, planned[1].at - HOUR, notified) is None


def test_X09_tiers_missed_during_an_outage_are_told_in_order() -> None:
    planned, now = steps(), local("2026-11-20 10:00")
    notified: list[NotifiedTier] = []
    while due := at(planned, now, *notified):
        notified.append(NotifiedTier(due.tier, now + 2 * HOUR, acknowledged=False))
    assert [one.tier for one in notified] == [SUPERVISOR, DEPUTY, DIRECTOR]


def test_X09_the_next_tier_is_told_when_nobody_acknowledges() -> None:
    planned = steps(Gravity.MAJOR)
    limit = local("2026-11-02 16:00")
    silent = NotifiedTier(SUPERVISOR, limit, acknowledged=False)
    assert at(planned, limit - timedelta(seconds=1), silent) is None
    due = at(planned, limit, silent)
    assert due == Escalation(DEPUTY, EscalationReason.UNACKNOWLEDGED, limit)
    noted = NotifiedTier(SUPERVISOR, limit, acknowledged=True)
    assert at(planned, limit, noted) is None


def test_X09_nobody_is_above_the_director() -> None:
    planned = steps()
    notified = NotifiedTier(DIRECTOR, LODGED, acknowledged=False)
    assert at(planned, local("2027-01-01 10:00"), notified) is None
    assert upcoming(planned, (notified,)) == ()


def test_X06_a_tier_that_was_passed_over_is_not_told_later() -> None:
    planned = steps()
    notified = NotifiedTier(DIRECTOR, LODGED + 2 * HOUR, acknowledged=True)
    assert at(planned, planned[-1].at, notified) is None


def test_X09_a_pause_moves_every_step_that_lies_ahead_and_no_other() -> None:
    stop = Stop(StopCause.PAUSED, local("2026-11-03 10:00"), local("2026-11-03 11:30"))
    before, after = steps(Gravity.GENERAL), steps(Gravity.GENERAL, stop)
    assert after[0] == before[0]  # told the evening before
    for old, new in zip(before[1:], after[1:], strict=True):
        assert DESK.service_time(old.at, new.at) == 1.5 * HOUR


@given(
    now=st.integers(0, 10 * 24 * 60).map(lambda minute: LODGED + timedelta(minutes=minute)),
    gravity=st.sampled_from(Gravity),
    acknowledged=st.lists(st.booleans(), min_size=3, max_size=3),
)
def test_X09_whenever_one_asks_tiers_are_told_once_and_upwards(
    now: datetime, gravity: Gravity, acknowledged: list[bool]
) -> None:
    planned, notified = steps(gravity), list[NotifiedTier]()
    for noted in acknowledged:
        if due := at(planned, now, *notified):
            notified.append(NotifiedTier(due.tier, now, noted))
    ranks = [one.tier.rank for one in notified]
    assert ranks == sorted(set(ranks))
    assert Tier.RECEIVER not in [one.tier for one in notified]
