"""Nobody's silence lets a transferred case lie (C14)."""

from typing import Any

import pytest
from sqlalchemy import select

from contracts.complaints.departments import DepartmentTaken
from foundation.deadlines import Deadline
from foundation.storage.tables import deadlines
from services.complaints.inboxes import operations as inboxes
from services.complaints.service import ComplaintsService
from services.complaints.taking_over import operations as taking_over
from tests.operations.complaints.conftest import Desk, shown
from tests.operations.complaints.taking_over.conftest import Transfers
from tests.operations.conftest import put_person
from tests.support.rule_tables import local, worked_table

DUE, LATER = "2026-11-02 12:00", "2026-11-02 19:00"
GONE: dict[str, Any] = {
    "person_id": "p-finance", "version": 9, "name": "钱会计", "roles": ["finance"],
    "buildings": [], "skills": [], "phone": None, "email": None, "active": False,
    "household_ids": [],
}  # fmt: skip


@pytest.mark.parametrize("row", worked_table("deadlines.md", "When nobody takes it over"), ids=str)
def test_C14_a_department_has_two_service_hours(
    desk: Desk, transfers: Transfers, row: dict[str, str]
) -> None:
    desk.policy(desk_working_days_only=row["desk open"] == "working days")
    desk.clock.set(local(row["transferred"]))
    case = transfers.transferred()
    assert case["take_over_by"] == shown(row["told"])


def test_C14_what_nobody_takes_over_is_told_once(desk: Desk, transfers: Transfers) -> None:
    case = transfers.transferred(handler_id="p-finance")
    desk.at("2026-11-02 11:59")
    assert (transfers.told(), transfers.listed(not_taken_over=True)) == ([], [])
    desk.at(DUE)
    desk.at(LATER)
    (told,) = desk.published("complaint_not_taken_over")
    assert (told["number"], told["department"]) == (case["number"], "财务部")
    assert told["first_responsible_id"] == desk.receptionist.id
    assert (told["handler_id"], told["take_over_by"]) == ("p-finance", case["take_over_by"])
    assert transfers.listed(not_taken_over=True, mine=True, by=desk.receptionist) == [
        case["number"]
    ]
    assert desk.actions(case)[-1] == "not_taken_over"
    transfers.take_over(case)
    assert transfers.listed(not_taken_over=True) == []


def test_C14_without_its_deadline_nobody_would_be_told(
    desk: Desk, transfers: Transfers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    nothing = lambda uow, deadline: None  # noqa: E731
    monkeypatch.setitem(ComplaintsService.deadline_handlers, inboxes.TAKE_OVER, nothing)
    transfers.transferred()
    desk.at(LATER)
    assert transfers.told() == []


def worked_late(desk: Desk, case: dict[str, Any]) -> None:
    """A sweep that had claimed the deadline comes to work it after all."""
    with desk.store.write() as uow:
        row = uow.session.execute(
            select(deadlines).where(deadlines.c.kind == inboxes.TAKE_OVER)
        ).one()
        claimed = Deadline(row.id, row.kind, row.subject_id, row.step, local(DUE), row.data)
        taking_over.work_deadline(uow, claimed)


def test_C14_a_sweep_that_comes_late_tells_nothing_of_what_was_taken_over(
    desk: Desk, transfers: Transfers
) -> None:
    case = transfers.take_over(transfers.transferred())
    desk.clock.set(local(LATER))
    worked_late(desk, case)
    assert transfers.told() == []


def test_C14_nor_of_what_was_transferred_anew(desk: Desk, transfers: Transfers) -> None:
    case = transfers.transferred()
    desk.clock.set(local("2026-11-02 11:00"))
    case = transfers.again(case, "engineering")
    assert case["take_over_by"] == shown("2026-11-02 13:00")
    desk.clock.set(local(DUE))
    worked_late(desk, case)
    assert transfers.told() == []
    desk.at("2026-11-02 13:00")
    assert transfers.told() == [case["number"]]


def test_C14_each_transfer_is_told_of_once(desk: Desk, transfers: Transfers) -> None:
    case = transfers.transferred()
    desk.at(DUE)
    transfers.again(case, "engineering")
    desk.at(LATER)
    desk.at("2026-11-03 19:00")
    assert transfers.told() == [case["number"]] * 2


def test_C14_no_pause_hides_that_nobody_has_it(desk: Desk, transfers: Transfers) -> None:
    case = transfers.transferred()
    desk.act(case, "pause", desk.supervisor, reason="等住户回家")
    desk.at(DUE)
    assert transfers.told() == [case["number"]]
    assert transfers.take_over(case)["paused"]
    other = transfers.transferred()
    desk.act(other, "pause", desk.supervisor, reason="等住户回家")
    back = transfers.send_back(other)
    assert (back["status"], back["paused"]) == ("accepted", True)
    assert not desk.act(back, "resume", desk.supervisor)["paused"]


def test_C14_the_limit_is_policy(desk: Desk, transfers: Transfers) -> None:
    desk.policy(take_over_minutes=30)
    assert transfers.transferred()["take_over_by"] == shown("2026-11-02 10:30")


@pytest.mark.both_databases
def test_C14_an_inbox_holds_what_waits(desk: Desk, transfers: Transfers) -> None:
    first, second = transfers.transferred(), transfers.transferred("engineering")
    third = transfers.transferred("engineering", handler_id="p-finance")
    transfers.take_over(transfers.transferred())
    desk.bring("accepted")
    numbers = [one["number"] for one in (first, second, third)]
    assert transfers.listed(inbox="all") == numbers
    for named in ("finance", "财务部", "Finance"):
        assert transfers.listed(inbox=named) == numbers[:1]
    assert transfers.listed(inbox="engineering") == numbers[1:]
    assert transfers.listed(transfers.member, inbox="mine") == [numbers[0], numbers[2]]
    assert transfers.listed(transfers.other, inbox="mine") == numbers[1:]
    assert transfers.listed(desk.receptionist, inbox="mine") == []
    assert transfers.listed(inbox="水景班") == []
    desk.at(DUE)
    assert transfers.listed(not_taken_over=True) == numbers
    counts = {one["code"]: one for one in desk.call("departments", desk.receptionist)["items"]}
    assert (counts["engineering"]["waiting"], counts["engineering"]["open"]) == (2, 2)
    assert (counts["finance"]["waiting"], counts["finance"]["open"]) == (1, 2)


def test_C14_a_department_offered_no_more_still_has_what_waits(
    desk: Desk, transfers: Transfers
) -> None:
    case = transfers.transferred()
    desk.call("edit_department", desk.director, code="finance", active=False, name_zh="财务中心")
    assert transfers.listed(transfers.member, inbox="mine") == [case["number"]]
    desk.at(DUE)
    assert transfers.told() == [case["number"]]
    assert transfers.take_over(case)["handler_id"] == "p-finance"


def test_C14_what_somebody_had_who_leaves_waits_again(desk: Desk, transfers: Transfers) -> None:
    taken = transfers.take_over(transfers.transferred())
    named = transfers.transferred(handler_id="p-finance")
    desk.clock.set(local("2026-11-02 11:00"))
    desk.receives("on_person_changed", **GONE)
    for case in (taken, named):
        seen = desk.get(case)
        assert (seen["handler_id"], seen["take_over_by"]) == (None, shown("2026-11-02 13:00"))
    desk.at(LATER)
    assert transfers.told() == [taken["number"], named["number"]]


def test_C14_what_the_department_is_left_with_by_nobody_is_told(
    desk: Desk, transfers: Transfers
) -> None:
    case = transfers.transferred()
    put_person(desk.store, "p-finance", "finance", active=False, version=2)
    desk.at(DUE)
    assert transfers.told() == [case["number"]]
    assert (
        transfers.take_over(case, desk.supervisor, handler_id="p-engineer")["take_over_by"] is None
    )


def test_C14_what_comes_back_unsolved_and_is_nobodys_waits_again(
    desk: Desk, transfers: Transfers
) -> None:
    case = transfers.take_over(transfers.transferred())
    desk.answer(desk.act(case, "handle", transfers.member, result="已核对"))
    desk.receives("on_person_changed", **GONE)
    desk.ask(case, "department")
    assert desk.get(case)["take_over_by"] is None
    desk.ask(case, "resident", "unsolved")
    seen = desk.get(case)
    assert (seen["status"], seen["take_over_by"]) == ("handling", shown("2026-11-02 12:00"))


def test_C14_what_comes_back_to_who_had_it_is_theirs(desk: Desk, transfers: Transfers) -> None:
    case = transfers.take_over(transfers.transferred())
    desk.answer(desk.act(case, "handle", transfers.member, result="已核对"))
    desk.ask(case, "department")
    desk.ask(case, "resident", "unsolved")
    seen = desk.get(case)
    assert (seen["handler_id"], seen["take_over_by"]) == ("p-finance", None)


@pytest.mark.parametrize("code", ["mine", "all", "desk"])
def test_C14_no_department_is_called_what_names_an_inbox(desk: Desk, code: str) -> None:
    with pytest.raises(DepartmentTaken):
        desk.call("create_department", desk.director, code=code, name_zh="某部", name_en="Some")
