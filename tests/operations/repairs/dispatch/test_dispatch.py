"""R08: dispatch by hand, and the answer of the engineer asked."""

import pytest

from contracts.repairs.dispatch import AlreadyDispatched, UnknownEngineer
from contracts.repairs.requests import NotYourOrder
from foundation.errors import IllegalTransition, StaleEdit
from tests.operations.conftest import put_person
from tests.operations.repairs.conftest import Desk

pytestmark = pytest.mark.both_databases


def test_R08_dispatch_offers_the_order_to_the_engineer(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    assert (repair["status"], repair["engineer_id"]) == ("dispatched", "e1")
    (published,) = desk.published("repair_dispatched")
    assert published["engineer_id"] == "e1" and published["building"] == "1栋"
    (offer,) = desk.get(repair["id"])["offers"]
    assert offer["status"] == "open" and offer["answer_by"] == "2026-11-02T11:00:00+08:00"


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


def test_R08_only_the_engineer_asked_may_answer(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    for method, more in (("accept", {}), ("decline", {"reason": "忙"})):
        with pytest.raises(NotYourOrder):
            desk.call(method, desk.engineer("e2"), repair_id=repair["id"], **more)


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


def test_R08_stale_dispatch_is_refused(desk: Desk) -> None:
    repair = desk.bring("verified")
    stale = desk.actor("receptionist", if_match=str(repair["version"] - 1))
    with pytest.raises(StaleEdit):
        desk.call("dispatch", stale, repair_id=repair["id"], engineer_id="e1")
    fresh = desk.actor("receptionist", if_match=str(repair["version"]))
    desk.call("dispatch", fresh, repair_id=repair["id"], engineer_id="e1")
