"""X09: several people and sweeps at once, on PostgreSQL, each in a transaction of their own."""

import threading
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from contracts.complaints.acknowledgements import NothingToAcknowledge
from contracts.complaints.linked_repairs import RepairAlreadyWanted
from foundation import sweep
from foundation.errors import IllegalTransition, ServiceError
from services.complaints.cases.tables import Complaint
from services.complaints.service import ComplaintsService as Service
from tests.operations.complaints.conftest import Answer, Desk
from tests.operations.complaints.workbooks import encoded, workbook
from tests.support.at_once import TIMEOUT, at_once
from tests.support.rule_tables import local

pytestmark = pytest.mark.parametrize("database", ["postgres"], indirect=True)


def sweeping(desk: Desk) -> Any:
    """One of several instances that sweep."""
    return lambda: sweep.process_due(desk.store, Service.deadline_handlers)


def test_X09_several_instances_tell_each_tier_once(desk: Desk) -> None:
    cases = [desk.bring("accepted", gravity="major") for _ in range(4)]
    desk.clock.set(local("2026-11-20 10:00"))
    at_once(*(sweeping(desk) for _ in range(4)))
    desk.later(minutes=1)
    for case in cases:
        tiers = [tier for tier, _ in desk.tiers(case)]
        assert tiers == ["supervisor", "deputy_manager", "director"]


def test_X09_without_the_lock_on_the_case_the_table_still_refuses_a_second_telling(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the row lock: unlocked, two would tell the same tier, and one fails."""
    case = desk.bring("accepted")
    desk.clock.set(local("2026-11-02 20:00"))
    unlock(monkeypatch)
    steps = [lambda by=by: desk.triage(case, by) for by in (desk.supervisor, desk.receptionist)]
    outcomes = at_once(*steps, refusals=IntegrityError)
    assert sum(isinstance(one, IntegrityError) for one in outcomes) == 1
    assert desk.tiers(case) == [("supervisor", "overdue")]


def unlock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two units read a case without a lock before either goes on."""
    both_read = threading.Barrier(2, timeout=TIMEOUT)

    def load(uow: Any, model: Any, key: str, *_options: Any) -> Any:
        row = uow.session.get(model, key)
        if model is Complaint:
            both_read.wait()
        return row

    monkeypatch.setattr("foundation.storage.unit_of_work.UnitOfWork.load", load)


def urgent_twice(desk: Desk, case: Answer) -> list[Any]:
    """Two people triage it as urgent at the same moment."""
    people = (desk.supervisor, desk.receptionist)
    return at_once(*(lambda by=by: desk.triage(case, by, urgency="urgent") for by in people))


def test_X06_two_who_triage_at_once_make_it_known_once(desk: Desk) -> None:
    for _ in range(5):
        urgent_twice(desk, desk.lodge())
    assert len(desk.published("complaint_urgent")) == 5


def test_X06_without_the_lock_it_is_made_known_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    case = desk.lodge()
    unlock(monkeypatch)
    urgent_twice(desk, case)
    assert len(desk.published("complaint_urgent")) == 2


def test_X04_two_who_want_a_repair_at_once_get_one(desk: Desk) -> None:
    for _ in range(5):
        case = desk.bring("accepted")
        want = [
            lambda by=by, case=case: desk.act(case, "request_repair", by, category="plumbing")
            for by in (desk.supervisor, desk.receptionist)
        ]
        outcomes = at_once(*want)
        assert [type(one) for one in outcomes if isinstance(one, ServiceError)] == [
            RepairAlreadyWanted
        ]
    assert len(desk.published("repair_wanted")) == 5


@pytest.mark.parametrize("moment", ["2026-11-02 15:59", "2026-11-02 16:00"])
def test_X09_acknowledging_and_escalating_at_once_end_as_their_times_say(
    desk: Desk, moment: str
) -> None:
    """Whoever comes first, the next tier is told if, and only if, the time was up."""
    in_time = moment.endswith("59")
    for _ in range(5):
        case = desk.bring("accepted", gravity="major")
        desk.at("2026-11-02 14:00")
        desk.clock.set(local(moment))
        outcomes = at_once(
            lambda case=case: desk.act(case, "acknowledge", desk.supervisor),
            sweeping(desk),
            sweeping(desk),
        )
        assert not any(isinstance(one, ServiceError) for one in outcomes)
        desk.later(seconds=1)
        tiers = [tier for tier, _ in desk.tiers(case)]
        assert tiers == ["supervisor"] + ([] if in_time else ["deputy_manager"])
        assert desk.get(case)["escalations"][0]["acknowledged_by"] == "supervisor"
        desk.clock.set(local("2026-11-02 10:00"))


def test_X09_answering_and_escalating_at_once_never_wait_for_each_other(desk: Desk) -> None:
    """The answer holds the case and takes deadlines back; the sweep holds them and wants it."""
    for _ in range(8):
        case = desk.bring("handled")
        desk.clock.set(local("2026-11-02 20:00"))
        outcomes = at_once(lambda case=case: desk.answer(case), sweeping(desk), sweeping(desk))
        assert not any(isinstance(one, Exception) for one in outcomes)
        assert desk.tiers(case) == [("supervisor", "overdue")]
        assert desk.get(case)["status"] == "answered"
        desk.clock.set(local("2026-11-02 10:00"))


def test_X09_a_deadline_that_a_sweep_has_claimed_is_not_waited_for(desk: Desk) -> None:
    case = desk.bring("handled")
    with desk.store.engine.begin() as another:
        another.execute(text("SELECT id FROM deadlines FOR UPDATE"))
        outcomes = at_once(lambda: desk.answer(case))
    assert outcomes[0]["status"] == "answered"
    desk.at("2026-11-03 20:00")
    assert desk.tiers(case) == []


def test_X09_of_two_who_acknowledge_at_once_one_name_stands(desk: Desk) -> None:
    for _ in range(5):
        case = desk.bring("accepted", gravity="major")
        desk.at("2026-11-02 14:00")
        people = [desk.actor("supervisor", id=f"s{n}", name=f"s{n}") for n in range(2)]
        outcomes = at_once(
            *(lambda by=by, case=case: desk.act(case, "acknowledge", by) for by in people)
        )
        refused = [one for one in outcomes if isinstance(one, ServiceError)]
        assert [type(one) for one in refused] == [NothingToAcknowledge]
        desk.clock.set(local("2026-11-02 10:00"))


def test_X01_of_two_who_answer_at_once_one_does(desk: Desk) -> None:
    for _ in range(5):
        case = desk.bring("handled")
        people = (desk.receptionist, desk.supervisor)
        outcomes = at_once(*(lambda by=by, case=case: desk.answer(case, by) for by in people))
        refused = [one for one in outcomes if isinstance(one, ServiceError)]
        assert [type(one) for one in refused] == [IllegalTransition]
        assert len(desk.get(case)["answers"]) == 1


def test_C05_without_waiting_for_the_series_both_imports_would_take_a_message_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the key of the message refuses the second, and nothing is half done."""
    platform_import = "services.complaints.platform_import.operations"
    monkeypatch.setattr(f"{platform_import}.take_turns", lambda *_: None)
    monkeypatch.setattr(f"{platform_import}.cases_known", lambda *_: {})
    file = encoded(workbook())
    take_in = [
        lambda by=by: desk.call("import_platform", by, file=file)
        for by in (desk.receptionist, desk.supervisor)
    ]
    outcomes = at_once(*take_in, refusals=IntegrityError)
    assert sum(isinstance(one, IntegrityError) for one in outcomes) == 1
    assert len(desk.call("search", desk.supervisor)["items"]) == 3
