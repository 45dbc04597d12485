"""P01: alarms and notices reach people of the community that they are about."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from foundation.actor import Actor, Grant
from foundation.clock import FixedClock
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from services.notices.audience.tables import Recipient
from services.notices.messages.tables import Message
from services.notices.notifications.operations import notify
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, perform, put_duty, put_household, put_person
from tests.operations.notices.happenings import ESCALATED, TRANSFERRED, URGENT
from tests.support.community import HERE, OTHER, THERE, everywhere, known_in

pytestmark = pytest.mark.both_databases

SUPERVISORS, STEWARDS = {"p-supervisor", "t-supervisor"}, {"p-steward", "t-steward"}


@pytest.fixture
def twins(store: Store) -> Store:
    """Two communities with a 1栋 each; t-… work in the other one, b-… in both."""
    put_household(store, "t-h1", where=THERE, members=[])
    put_household(store, "t-h2", where=THERE, building="2栋", unit="2-101", members=[])
    served = {"buildings": ["1栋"]}
    put_person(store, "t-steward", **known_in(OTHER, roles=["steward"], **served))
    both = known_in(FIRST_COMMUNITY, OTHER, roles=["steward"], **served)
    put_person(store, "b-steward", **both)
    put_person(store, "t-engineer", **known_in(OTHER, roles=["engineer"]), department="工程部")
    put_person(store, "p-engineer", "engineer", version=2, department="工程部")
    for role in ("supervisor", "deputy_manager", "director"):
        put_person(store, f"t-{role}", **known_in(OTHER, roles=[role]))
    return store


def receivers(store: Store) -> set[str]:
    """People who have a message."""
    with store.read() as uow:
        return {one for one in uow.session.scalars(select(Message.person_id)) if one}


def test_P01_X06_an_alarm_goes_to_the_stewards_and_supervisors_of_the_place(
    twins: Store, clock: FixedClock
) -> None:
    hour = timedelta(hours=1)
    put_duty(twins, "p-director", "duty_manager", clock.now(), clock.now() + hour, where=HERE)
    put_duty(twins, "t-director", "duty_manager", clock.now(), clock.now() + hour, where=THERE)
    deliver(twins, Notices, "on_complaint_urgent", where=THERE, **URGENT | {"household_id": "t-h1"})
    assert receivers(twins) == {"t-director", "t-supervisor", "t-steward", "b-steward"}


def test_P01_X06_so_does_one_of_the_first(twins: Store) -> None:
    deliver(twins, Notices, "on_complaint_urgent", **URGENT)
    assert receivers(twins) == {"p-supervisor", "p-steward", "b-steward"}


def test_P01_without_it_an_alarm_would_go_to_the_stewards_of_both(
    twins: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    everywhere(monkeypatch)
    deliver(twins, Notices, "on_complaint_urgent", where=THERE, **URGENT | {"household_id": "t-h1"})
    assert receivers(twins) >= SUPERVISORS | STEWARDS


def test_P01_X08_a_tier_is_that_of_the_community(twins: Store) -> None:
    case = ESCALATED | {
        "household_id": "t-h1", "handler_id": None, "first_responsible_id": None,
        "acknowledge_by": "2026-11-06T10:00:00+08:00",
    }  # fmt: skip
    deliver(twins, Notices, "on_complaint_escalated", where=THERE, **case)
    assert receivers(twins) == {"t-deputy_manager"}


def test_P01_C14_a_department_is_that_of_the_community(twins: Store) -> None:
    case = TRANSFERRED | {"household_id": "t-h1", "handler_id": None, "department": "工程部"}
    deliver(twins, Notices, "on_complaint_transferred", where=THERE, **case)
    assert receivers(twins) == {"t-engineer"}


def test_P01_C09_a_gap_of_the_roster_is_told_where_it_is(twins: Store, clock: FixedClock) -> None:
    at = clock.now().isoformat()
    gap = {"duty": "desk", "day": "2026-11-06", "starts_at": at, "ends_at": at}
    deliver(twins, Notices, "on_duty_uncovered", where=THERE, **gap)
    assert receivers(twins) == {"t-supervisor", "t-deputy_manager", "t-director"}


@pytest.mark.parametrize("community", [FIRST_COMMUNITY, OTHER])
def test_P01_N03_an_audience_is_of_the_community(
    twins: Store, actor: Callable[..., Actor], community: str
) -> None:
    by = actor("supervisor", grants=frozenset({Grant("supervisor", community)}))
    made: dict[str, Any] = perform(
        twins, Notices.draft, by, kind="notice", title="清洗水箱", body="请提前储水。",
        audience={"buildings": ["1栋"], "roles": ["steward"]}, channels=["portal"],
    )  # fmt: skip
    for step in ("submit", "publish"):
        perform(twins, getattr(Notices, step), by, notice_id=made["id"])
    with twins.read() as uow:
        rows = uow.session.execute(select(Recipient.household_id, Recipient.person_id))
        found = {home or person for home, person in rows}
    mine = {FIRST_COMMUNITY: {"h1", "h2", "p-steward"}, OTHER: {"t-h1", "t-steward"}}
    assert found == mine[community] | {"b-steward"}


GAP = {"duty": "desk", "day": "2026-11-06"}
OPEN = {"starts_at": "2026-11-06T08:00:00+08:00", "ends_at": "2026-11-06T20:00:00+08:00"}


def gaps_notified(store: Store) -> dict[str, bool]:
    """Gaps of the roster that who looks after the company was told of, and whether each is over."""
    put_person(store, "c-director", **known_in(None, roles=["director"]))
    for where in (HERE, THERE):
        deliver(store, Notices, "on_duty_uncovered", where=where, **GAP | OPEN)
    deliver(store, Notices, "on_duty_covered", where=THERE, **GAP)
    with store.read() as uow:
        mine = select(Message).where(Message.person_id == "c-director")
        return {one.community_id: bool(one.settled_at) for one in uow.session.scalars(mine)}


def test_P01_C09_the_same_gap_of_two_communities_is_two(twins: Store) -> None:
    assert gaps_notified(twins) == {FIRST_COMMUNITY: False, OTHER: True}


def test_P01_C09_called_alike_they_would_be_taken_for_one(
    twins: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(notify, "own", lambda name: name)
    with pytest.raises(IntegrityError):
        gaps_notified(twins)


def test_P01_B04_visits_of_two_communities_are_two_lists(twins: Store) -> None:
    of = {"steward_id": "b-steward", "visit_date_by": "2026-11-20", "period": "2026-Q3"}
    deliver(twins, Notices, "on_visits_assigned", households=["h1"], **of)
    deliver(twins, Notices, "on_visits_assigned", where=THERE, households=["t-h1"], **of)
    with twins.read() as uow:
        mine = select(Message.community_id).where(Message.person_id == "b-steward")
        assert set(uow.session.scalars(mine)) == {FIRST_COMMUNITY, OTHER}
