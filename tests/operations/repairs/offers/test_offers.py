"""R08: an order that nobody takes on is passed on, or lapses."""

import pytest
from sqlalchemy import update

from contracts.repairs.requests import NotYourOrder
from foundation.errors import InvalidInput
from foundation.storage.tables import deadlines
from services.repairs.offers import operations as offers
from services.repairs.service import RepairsService as Service
from tests.operations.conftest import process_due, put_person
from tests.operations.repairs.conftest import Desk
from tests.support.community import HERE

pytestmark = pytest.mark.both_databases


def test_R08_engineer_declines_with_a_reason_and_the_next_is_asked(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    desk.call("decline", desk.engineer("e1"), repair_id=repair["id"], reason="在处理爆管")
    seen = desk.get(repair["id"])
    assert (seen["status"], seen["engineer_id"]) == ("dispatched", "e2")
    assert [one["status"] for one in seen["offers"]] == ["declined", "open"]
    assert seen["offers"][0]["reason"] == "在处理爆管" and seen["offers"][1]["automatic"]
    assert [one["engineer_id"] for one in desk.published("repair_dispatched")] == ["e1", "e2"]
    assert desk.published("repair_unaccepted") == []


def test_R08_supervisors_hear_when_everybody_has_declined(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    for engineer_id in ("e1", "e2", "e3"):
        desk.call("decline", desk.engineer(engineer_id), repair_id=repair["id"], reason="忙")
    seen = desk.get(repair["id"])
    assert (seen["status"], seen["engineer_id"]) == ("verified", None)
    assert [one["engineer_id"] for one in desk.published("repair_unaccepted")] == ["e3"]


def test_R08_after_five_have_been_asked_somebody_assigns_it_by_hand(desk: Desk) -> None:
    """However many engineers there are; one message says so."""
    for number in range(4, 40):
        put_person(desk.store, f"e{number}", "engineer", skills=["plumbing"])
    repair = desk.bring("dispatched", priority="emergency")
    for _ in range(8):
        desk.later(minutes=10)
    seen = desk.get(repair["id"])
    assert (seen["status"], seen["engineer_id"], len(seen["offers"])) == ("verified", None, 5)
    published = desk.published("repair_unaccepted")
    assert [bool(one["passed_on_to"]) for one in published] == [True] * 4 + [False]
    desk.call("dispatch", desk.receptionist, repair_id=repair["id"], engineer_id="e30")
    desk.call("decline", desk.engineer("e30"), repair_id=repair["id"], reason="忙")
    assert len(desk.get(repair["id"])["offers"]) == 6, "whoever is assigned by hand is one more"


def test_R08_how_many_are_asked_is_policy_and_counts_per_round(desk: Desk) -> None:
    for wrong in (0, -1):
        with pytest.raises(InvalidInput):
            desk.call("change_policy", desk.actor("director"), name="engineers_asked", value=wrong)
    desk.call("change_policy", desk.actor("director"), name="engineers_asked", value=1)
    repair = desk.bring("completed")
    desk.later(days=2)
    unsolved = {"solved": False, "rating": 2, "remark": "还滴", "badge_worn": True}
    by = desk.receptionist
    desk.call("follow_up", by, repair_id=repair["id"], **unsolved, gifts_taken=False)
    desk.go_on(repair["id"], "dispatched")
    desk.call("decline", desk.engineer("e1"), repair_id=repair["id"], reason="忙")
    seen = desk.get(repair["id"])
    assert (seen["status"], seen["engineer_id"]) == ("verified", None)
    assert len(desk.published("repair_unaccepted")) == 1


def test_R08_unaccepted_after_sixty_minutes_goes_to_the_next_and_the_supervisor(
    desk: Desk,
) -> None:
    repair = desk.bring("dispatched")
    desk.later(minutes=59)
    assert desk.get(repair["id"])["engineer_id"] == "e1"
    desk.later(minutes=1)
    assert desk.get(repair["id"])["engineer_id"] == "e2"
    assert [one["engineer_id"] for one in desk.published("repair_unaccepted")] == ["e1"]
    assert desk.actions(repair["id"])[-2:] == ["unaccepted", "dispatched"]


def test_R08_unaccepted_emergency_lapses_after_ten_minutes(desk: Desk) -> None:
    repair = desk.bring("dispatched", priority="emergency")
    desk.later(minutes=9)
    assert desk.published("repair_unaccepted") == []
    desk.later(minutes=1)
    (published,) = desk.published("repair_unaccepted")
    assert (published["repair_id"], published["priority"]) == (repair["id"], "emergency")


def test_R08_after_the_last_engineer_it_waits_for_the_desk(desk: Desk) -> None:
    repair = desk.bring("dispatched", priority="emergency")
    for _ in range(5):
        desk.later(minutes=10)
    assert desk.get(repair["id"])["status"] == "verified"
    assert [one["engineer_id"] for one in desk.published("repair_unaccepted")] == ["e1", "e2", "e3"]


def test_R08_offer_lapses_once_however_often_the_sweep_comes(desk: Desk) -> None:
    desk.bring("dispatched")
    desk.later(minutes=60)
    process_due(desk.store, Service)
    process_due(desk.store, Service)
    assert len(desk.published("repair_unaccepted")) == 1


def test_R08_without_its_mark_the_deadline_is_worked_again_but_acts_once(desk: Desk) -> None:
    """Negative control: with the sweep's mark taken away the offer's own state holds."""
    desk.bring("dispatched")
    desk.later(minutes=60)
    with desk.store.write(scope=HERE) as uow:
        uow.session.execute(
            update(deadlines).where(deadlines.c.state == "done").values(state="waiting")
        )
    assert process_due(desk.store, Service) == 1
    assert len(desk.published("repair_unaccepted")) == 1


def test_R08_without_mark_and_state_it_would_lapse_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of both guards together."""
    desk.bring("dispatched")
    monkeypatch.setattr(offers, "decide", lambda *_: None)
    desk.later(minutes=60)
    with desk.store.write(scope=HERE) as uow:
        uow.session.execute(
            update(deadlines).where(deadlines.c.state == "done").values(state="waiting")
        )
    process_due(desk.store, Service)
    assert len(desk.published("repair_unaccepted")) == 2


def test_R08_accepted_order_does_not_lapse(desk: Desk) -> None:
    repair = desk.bring("accepted")
    desk.later(hours=2)
    assert desk.get(repair["id"])["status"] == "accepted"
    assert desk.published("repair_unaccepted") == []


def test_R08_lapsed_offer_is_gone_for_the_first_engineer(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    desk.later(minutes=60)
    with pytest.raises(NotYourOrder):
        desk.call("accept", desk.engineer("e1"), repair_id=repair["id"])
    taken = desk.call("accept", desk.engineer("e2"), repair_id=repair["id"])
    assert taken["engineer_id"] == "e2"


def test_R08_withdrawn_offer_does_not_lapse(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    desk.later(minutes=30)
    order = {"repair_id": repair["id"], "engineer_id": "e2", "replace": True}
    desk.call("dispatch", desk.supervisor, **order)
    desk.later(minutes=30)
    assert desk.get(repair["id"])["engineer_id"] == "e2"
    assert desk.published("repair_unaccepted") == []
