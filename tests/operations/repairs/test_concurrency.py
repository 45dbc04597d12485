"""R08: two people at once, on PostgreSQL, each in a transaction of their own."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from contracts.repairs.dispatch import AlreadyDispatched
from foundation.errors import IllegalTransition, ServiceError
from services.repairs.requests.tables import Repair
from services.repairs.service import RepairsService as Service
from tests.operations.conftest import perform, process_due
from tests.operations.repairs.conftest import Desk
from tests.support.at_once import TIMEOUT, at_once

pytestmark = pytest.mark.parametrize("database", ["postgres"], indirect=True)


def dispatching(desk: Desk, repair_id: str, engineer_id: str) -> Callable[[], Any]:
    by = desk.actor("receptionist", id=f"p-desk-{engineer_id}")
    data = {"repair_id": repair_id, "engineer_id": engineer_id}
    return lambda: perform(desk.store, Service.dispatch, by, **data)


def test_R08_of_two_dispatchers_at_once_one_sends_and_one_is_told(desk: Desk) -> None:
    for _ in range(5):
        repair = desk.bring("verified")
        outcomes = at_once(
            dispatching(desk, repair["id"], "e1"), dispatching(desk, repair["id"], "e2")
        )
        refused = [one for one in outcomes if isinstance(one, ServiceError)]
        assert [type(one) for one in refused] == [AlreadyDispatched]
        assert len(desk.get(repair["id"])["offers"]) == 1


def test_R08_without_the_lock_no_dispatcher_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: unlocked, both take the order for free.

    One silently takes it from the other, or fails at the constraint on the offers' positions.
    """
    repair = desk.bring("verified")
    both_read = threading.Barrier(2, timeout=TIMEOUT)

    def unlocked(uow: Any, repair_id: str) -> Repair:
        found: Repair = uow.session.get(Repair, repair_id)
        both_read.wait()
        return found

    monkeypatch.setattr("services.repairs.dispatch.operations.take_up", unlocked)
    outcomes = at_once(
        dispatching(desk, repair["id"], "e1"),
        dispatching(desk, repair["id"], "e2"),
        refusals=(ServiceError, IntegrityError),
    )
    assert AlreadyDispatched not in [type(one) for one in outcomes]


def test_R08_acceptance_and_lapse_at_once_end_in_one_of_the_two(desk: Desk) -> None:
    for _ in range(5):
        repair = desk.bring("dispatched", priority="emergency")
        desk.clock.advance(timedelta(minutes=10))
        outcome, _ = at_once(
            lambda repair_id=repair["id"]: perform(
                desk.store, Service.accept, desk.engineer("e1"), repair_id=repair_id
            ),
            lambda: process_due(desk.store, Service),
        )
        seen = desk.get(repair["id"])
        published = [one["repair_id"] for one in desk.published("repair_unaccepted")]
        if isinstance(outcome, ServiceError):
            assert published.count(repair["id"]) == 1 and seen["engineer_id"] == "e2"
        else:
            assert repair["id"] not in published and seen["status"] == "accepted"


def test_R08_two_sweeps_at_once_pass_on_once(desk: Desk) -> None:
    repair = desk.bring("dispatched", priority="emergency")
    desk.clock.advance(timedelta(minutes=10))
    at_once(*[lambda: process_due(desk.store, Service)] * 2)
    assert len(desk.published("repair_unaccepted")) == 1
    assert len(desk.get(repair["id"])["offers"]) == 2


def test_R04_two_completions_at_once_charge_once(desk: Desk) -> None:
    repair = desk.bring("arrived")
    desk.call("quote", desk.engineer(), repair_id=repair["id"], amount="80.00")
    desk.call("accept_quote", desk.resident, repair_id=repair["id"])

    def act() -> Any:
        data = {"repair_id": repair["id"], "result": "修好"}
        return perform(desk.store, Service.complete, desk.engineer(), **data)

    outcomes = at_once(act, act)
    assert sorted(type(one).__name__ for one in outcomes) == [IllegalTransition.__name__, "dict"]
    assert len(desk.published("repair_charge_due")) == 1
