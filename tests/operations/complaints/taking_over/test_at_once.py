"""Several people and sweeps at once, on PostgreSQL, each in a transaction of their own (C14)."""

import threading
from typing import Any

import pytest

from contracts.complaints.taking_over import AlreadyTakenOver
from foundation import sweep
from foundation.errors import ServiceError
from services.complaints.cases.tables import Complaint
from services.complaints.service import ComplaintsService as Service
from tests.operations.complaints.conftest import Desk
from tests.operations.complaints.taking_over.conftest import Transfers
from tests.support.at_once import TIMEOUT, at_once
from tests.support.rule_tables import local

pytestmark = pytest.mark.parametrize("database", ["postgres"], indirect=True)
DUE = "2026-11-02 12:00"


def sweeping(desk: Desk) -> Any:
    """One of several instances that sweep."""
    return lambda: sweep.process_due(desk.store, Service.deadline_handlers)


def test_C14_several_instances_tell_of_each_case_once(desk: Desk, transfers: Transfers) -> None:
    numbers = {transfers.transferred()["number"] for _ in range(4)}
    desk.clock.set(local(DUE))
    at_once(*(sweeping(desk) for _ in range(4)))
    desk.later(minutes=1)
    assert sorted(transfers.told()) == sorted(numbers)


def both_take(desk: Desk, transfers: Transfers) -> list[Any]:
    """The member of the department and a manager take the same case over."""
    case = transfers.transferred()
    people = (transfers.member, desk.deputy)
    return at_once(*(lambda by=by: transfers.take_over(case, by) for by in people))


def test_C14_of_two_who_take_it_over_at_once_one_has_it(desk: Desk, transfers: Transfers) -> None:
    for _ in range(5):
        outcomes = both_take(desk, transfers)
        refused = [type(one) for one in outcomes if isinstance(one, ServiceError)]
        assert refused == [AlreadyTakenOver]
    assert len(desk.published("complaint_taken_over")) == 5


def test_C14_without_the_lock_both_have_it(
    desk: Desk, transfers: Transfers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    case = transfers.transferred()
    both_read = threading.Barrier(2, timeout=TIMEOUT)

    def load(uow: Any, model: Any, key: str, *_options: Any) -> Any:
        row = uow.session.get(model, key)
        uow.enter(row.community_id)
        if model is Complaint:
            both_read.wait()
        return row

    monkeypatch.setattr("foundation.storage.unit_of_work.UnitOfWork.load", load)
    people = (transfers.member, desk.deputy)
    at_once(*(lambda by=by: transfers.take_over(case, by) for by in people))
    assert len(desk.published("complaint_taken_over")) == 2


def test_C14_taking_over_and_the_sweep_never_wait_for_each_other(
    desk: Desk, transfers: Transfers
) -> None:
    """Whoever comes first: it is told, or it is not; and somebody has it."""
    for _ in range(5):
        case = transfers.transferred()
        desk.clock.set(local(DUE))
        outcomes = at_once(
            lambda case=case: transfers.take_over(case), sweeping(desk), sweeping(desk)
        )
        assert not any(isinstance(one, Exception) for one in outcomes)
        assert desk.get(case)["handler_id"] == transfers.member.id
        desk.later(seconds=1)
        assert transfers.told().count(case["number"]) <= 1
        desk.clock.set(local("2026-11-02 10:00"))


def test_C14_a_transfer_anew_and_the_sweep_never_wait_for_each_other(
    desk: Desk, transfers: Transfers
) -> None:
    """The transfer holds the case and moves the deadline; the sweep holds it and wants the case."""
    for _ in range(5):
        case = transfers.transferred()
        desk.clock.set(local(DUE))
        outcomes = at_once(
            lambda case=case: transfers.again(case, "engineering"), sweeping(desk), sweeping(desk)
        )
        assert not any(isinstance(one, Exception) for one in outcomes)
        desk.later(hours=2)
        told = transfers.told().count(case["number"])
        assert told in (1, 2)  # of the first, where the sweep came first; of the second always
        desk.later(hours=20)
        assert transfers.told().count(case["number"]) == told
        desk.clock.set(local("2026-11-02 10:00"))
