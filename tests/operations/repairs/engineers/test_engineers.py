"""R08: whom to send, best first."""

import pytest

from contracts.repairs.dispatch import NobodyToDispatch
from tests.operations.conftest import put_duty, put_person
from tests.operations.repairs.conftest import Desk

pytestmark = pytest.mark.both_databases


def test_R08_suggestion_ranks_by_skill_building_and_load(desk: Desk) -> None:
    repair = desk.bring("verified")
    suggested = desk.call("suggest_engineer", desk.receptionist, repair_id=repair["id"])
    assert [one["engineer_id"] for one in suggested["engineers"]] == ["e1", "e2", "e3"]
    assert suggested["engineers"][2]["skilled"] is False


def test_R08_load_decides_between_equals(desk: Desk) -> None:
    put_person(desk.store, "e0", "engineer", skills=["plumbing"], buildings=["1栋"])
    desk.bring("accepted", engineer_id="e0")
    repair = desk.bring("verified")
    suggested = desk.call("suggest_engineer", desk.receptionist, repair_id=repair["id"])
    ranks = [(one["engineer_id"], one["open_orders"]) for one in suggested["engineers"]]
    assert ranks[:2] == [("e1", 0), ("e0", 1)]


def test_R08_dispatch_without_a_name_takes_the_best(desk: Desk) -> None:
    repair = desk.bring("verified", category="electricity", description="插座没电")
    sent = desk.call("dispatch", desk.receptionist, repair_id=repair["id"])
    assert sent["engineer_id"] == "e3"


def test_R08_emergency_goes_to_who_is_on_duty(desk: Desk) -> None:
    put_duty(desk.store, "e2", "engineer", desk.clock.now(), desk.clock.now().replace(hour=12))
    repair = desk.bring("verified", priority="emergency")
    sent = desk.call("dispatch", desk.receptionist, repair_id=repair["id"])
    assert sent["engineer_id"] == "e2"


def test_R08_nobody_to_suggest_is_said(desk: Desk) -> None:
    for engineer_id in ("e1", "e2", "e3"):
        put_person(desk.store, engineer_id, "engineer", version=2, active=False)
    repair = desk.bring("verified")
    with pytest.raises(NobodyToDispatch):
        desk.call("dispatch", desk.receptionist, repair_id=repair["id"])
