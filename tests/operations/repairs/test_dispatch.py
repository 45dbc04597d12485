"""R08: dispatch by hand or by suggestion, acceptance, refusal, lapse."""

import pytest
from sqlalchemy import update

from foundation.errors import StaleEdit
from foundation.storage.tables import deadlines
from services.repairs.errors import (
    AlreadyDispatched,
    IllegalTransition,
    NobodyToDispatch,
    NotYourOrder,
    UnknownEngineer,
)
from services.repairs.operations import offers
from services.repairs.service import RepairsService as Service
from tests.operations.conftest import put_duty, put_person, work_due
from tests.operations.repairs.conftest import Desk


def test_R08_dispatch_offers_the_order_to_the_engineer(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    assert (repair["status"], repair["engineer_id"]) == ("dispatched", "e1")
    (told,) = desk.told("repair_dispatched")
    assert told["engineer_id"] == "e1" and told["building"] == "1栋"
    (offer,) = desk.get(repair["id"])["offers"]
    assert offer["status"] == "open" and offer["answer_by"] == "2026-11-02T11:00:00+08:00"


def test_R08_suggestion_ranks_by_skill_building_and_load(desk: Desk) -> None:
    repair = desk.bring("verified")
    asked = desk.call("suggest_engineer", desk.receptionist, repair_id=repair["id"])
    assert [one["engineer_id"] for one in asked["engineers"]] == ["e1", "e2", "e3"]
    assert asked["engineers"][2]["skilled"] is False


def test_R08_load_decides_between_equals(desk: Desk) -> None:
    put_person(desk.store, "e0", "engineer", skills=["plumbing"], buildings=["1栋"])
    desk.bring("accepted", engineer_id="e0")
    repair = desk.bring("verified")
    asked = desk.call("suggest_engineer", desk.receptionist, repair_id=repair["id"])
    ranks = [(one["engineer_id"], one["open_orders"]) for one in asked["engineers"]]
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


@pytest.mark.parametrize("engineer_id", ["nobody", "p-clerk"])
def test_R08_only_active_engineers_are_dispatched(desk: Desk, engineer_id: str) -> None:
    put_person(desk.store, "p-clerk", "receptionist")
    repair = desk.bring("verified")
    with pytest.raises(UnknownEngineer):
        desk.call("dispatch", desk.receptionist, repair_id=repair["id"], engineer_id=engineer_id)


def test_R08_unverified_request_is_not_dispatched(desk: Desk) -> None:
    repair = desk.bring("requested")
    with pytest.raises(IllegalTransition):
        desk.call("dispatch", desk.receptionist, repair_id=repair["id"], engineer_id="e1")


def test_R08_engineer_declines_with_a_reason_and_the_next_is_asked(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    desk.call("decline", desk.engineer("e1"), repair_id=repair["id"], reason="在处理爆管")
    seen = desk.get(repair["id"])
    assert (seen["status"], seen["engineer_id"]) == ("dispatched", "e2")
    assert [one["status"] for one in seen["offers"]] == ["declined", "open"]
    assert seen["offers"][0]["reason"] == "在处理爆管" and seen["offers"][1]["automatic"]
    assert [one["engineer_id"] for one in desk.told("repair_dispatched")] == ["e1", "e2"]
    assert desk.told("repair_unaccepted") == []


def test_R08_supervisors_hear_when_everybody_has_declined(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    for engineer_id in ("e1", "e2", "e3"):
        desk.call("decline", desk.engineer(engineer_id), repair_id=repair["id"], reason="忙")
    seen = desk.get(repair["id"])
    assert (seen["status"], seen["engineer_id"]) == ("verified", None)
    assert [one["engineer_id"] for one in desk.told("repair_unaccepted")] == ["e3"]


def test_R08_unaccepted_after_sixty_minutes_goes_to_the_next_and_the_supervisor(
    desk: Desk,
) -> None:
    repair = desk.bring("dispatched")
    desk.later(minutes=59)
    assert desk.get(repair["id"])["engineer_id"] == "e1"
    desk.later(minutes=1)
    assert desk.get(repair["id"])["engineer_id"] == "e2"
    assert [one["engineer_id"] for one in desk.told("repair_unaccepted")] == ["e1"]
    assert desk.actions(repair["id"])[-2:] == ["unaccepted", "dispatched"]


def test_R08_unaccepted_emergency_lapses_after_ten_minutes(desk: Desk) -> None:
    repair = desk.bring("dispatched", priority="emergency")
    desk.later(minutes=9)
    assert desk.told("repair_unaccepted") == []
    desk.later(minutes=1)
    (told,) = desk.told("repair_unaccepted")
    assert (told["repair_id"], told["priority"]) == (repair["id"], "emergency")


def test_R08_after_the_last_engineer_it_waits_for_the_desk(desk: Desk) -> None:
    repair = desk.bring("dispatched", priority="emergency")
    for _ in range(5):
        desk.later(minutes=10)
    assert desk.get(repair["id"])["status"] == "verified"
    assert [one["engineer_id"] for one in desk.told("repair_unaccepted")] == ["e1", "e2", "e3"]


def test_R08_offer_lapses_once_however_often_the_sweep_comes(desk: Desk) -> None:
    desk.bring("dispatched")
    desk.later(minutes=60)
    work_due(desk.store, Service)
    work_due(desk.store, Service)
    assert len(desk.told("repair_unaccepted")) == 1


def test_R08_without_its_mark_the_deadline_is_worked_again_but_acts_once(desk: Desk) -> None:
    """Negative control: with the sweep's mark taken away the offer's own state holds."""
    desk.bring("dispatched")
    desk.later(minutes=60)
    with desk.store.write() as work:
        work.session.execute(
            update(deadlines).where(deadlines.c.state == "done").values(state="waiting")
        )
    assert work_due(desk.store, Service) == 1
    assert len(desk.told("repair_unaccepted")) == 1


def test_R08_without_mark_and_state_it_would_lapse_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of both guards together."""
    desk.bring("dispatched")
    monkeypatch.setattr(offers, "decide", lambda *_: None)
    desk.later(minutes=60)
    with desk.store.write() as work:
        work.session.execute(
            update(deadlines).where(deadlines.c.state == "done").values(state="waiting")
        )
    work_due(desk.store, Service)
    assert len(desk.told("repair_unaccepted")) == 2


def test_R08_accepted_order_does_not_lapse(desk: Desk) -> None:
    repair = desk.bring("accepted")
    desk.later(hours=2)
    assert desk.get(repair["id"])["status"] == "accepted"
    assert desk.told("repair_unaccepted") == []


def test_R08_only_the_engineer_asked_may_answer(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    for method, more in (("accept", {}), ("decline", {"reason": "忙"})):
        with pytest.raises(NotYourOrder):
            desk.call(method, desk.engineer("e2"), repair_id=repair["id"], **more)


def test_R08_lapsed_offer_is_gone_for_the_first_engineer(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    desk.later(minutes=60)
    with pytest.raises(NotYourOrder):
        desk.call("accept", desk.engineer("e1"), repair_id=repair["id"])
    taken = desk.call("accept", desk.engineer("e2"), repair_id=repair["id"])
    assert taken["engineer_id"] == "e2"


def test_R08_another_dispatchers_choice_is_replaced_only_expressly(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    order = {"repair_id": repair["id"], "engineer_id": "e2"}
    with pytest.raises(AlreadyDispatched) as refused:
        desk.call("dispatch", desk.supervisor, **order)
    assert refused.value.params == {"engineer": "e1"}
    sent = desk.call("dispatch", desk.supervisor, **order, replace=True)
    assert sent["engineer_id"] == "e2"
    assert [one["status"] for one in desk.get(repair["id"])["offers"]] == ["withdrawn", "open"]


def test_R08_what_the_system_passed_on_is_overridden_without_asking(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    desk.call("decline", desk.engineer("e1"), repair_id=repair["id"], reason="忙")
    sent = desk.call("dispatch", desk.receptionist, repair_id=repair["id"], engineer_id="e3")
    assert sent["engineer_id"] == "e3"


def test_R08_withdrawn_offer_does_not_lapse(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    desk.later(minutes=30)
    order = {"repair_id": repair["id"], "engineer_id": "e2", "replace": True}
    desk.call("dispatch", desk.supervisor, **order)
    desk.later(minutes=30)
    assert desk.get(repair["id"])["engineer_id"] == "e2"
    assert desk.told("repair_unaccepted") == []


def test_R08_stale_dispatch_is_refused(desk: Desk) -> None:
    repair = desk.bring("verified")
    stale = desk.actor("receptionist", if_match=str(repair["version"] - 1))
    with pytest.raises(StaleEdit):
        desk.call("dispatch", stale, repair_id=repair["id"], engineer_id="e1")
    fresh = desk.actor("receptionist", if_match=str(repair["version"]))
    desk.call("dispatch", fresh, repair_id=repair["id"], engineer_id="e1")
