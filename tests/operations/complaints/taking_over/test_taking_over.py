"""A transferred case is somebody's: taken over, or sent back (C14)."""

from collections.abc import Callable, Set
from typing import Any

import pytest

from contracts.complaints.taking_over import (
    AlreadyTakenOver,
    NotTransferred,
    OfAnotherDepartment,
    OnlyManagersName,
)
from contracts.roles import CASE_WORKERS, MANAGERS, Role
from foundation.actor import Grant
from foundation.errors import Forbidden, IllegalTransition, InvalidInput, NotFound, ServiceError
from services.complaints.taking_over import queries
from tests.operations.complaints.conftest import Answer, Desk, shown
from tests.operations.complaints.taking_over.conftest import WRONG, Transfers
from tests.operations.conftest import put_person
from tests.support.community import OTHER

CLOCK = ("due_at", "tier", "final", "gravity", "urgency", "first_responsible_id")


def test_C14_a_transfer_waits_until_somebody_takes_it_over(
    desk: Desk, transfers: Transfers
) -> None:
    case = transfers.transferred()
    assert (case["take_over_by"], case["handler_id"]) == (shown("2026-11-02 12:00"), None)
    (published,) = desk.published("complaint_transferred")
    assert published["take_over_by"] == case["take_over_by"]
    taken = transfers.take_over(case)
    assert (taken["take_over_by"], taken["handler_id"]) == (None, transfers.member.id)
    assert (taken["status"], taken["department"]) == ("handling", "finance")
    assert taken["first_responsible_id"] == case["first_responsible_id"]
    (told,) = desk.published("complaint_taken_over")
    assert (told["handler_id"], told["department"]) == (transfers.member.id, "财务部")
    assert told["first_responsible_id"] == case["first_responsible_id"]
    desk.at("2026-11-02 19:00")
    assert transfers.told() == []


def test_C14_what_is_sent_back_is_the_desks_again(desk: Desk, transfers: Transfers) -> None:
    case = transfers.transferred(handler_id="p-finance")
    back = transfers.send_back(case)
    assert (back["status"], back["department"], back["take_over_by"]) == ("accepted", None, None)
    assert back["handler_id"] == back["first_responsible_id"] == desk.receptionist.id
    (told,) = desk.published("complaint_sent_back")
    assert (told["reason"], told["department"]) == (WRONG, "财务部")
    assert told["first_responsible_id"] == desk.receptionist.id
    entry = desk.timeline(case)[-1]
    assert (entry["action"], entry["detail"]["reason"]) == ("sent_back", WRONG)
    assert entry["changes"]["department"] == {"before": "财务部", "after": None}
    desk.at("2026-11-02 19:00")
    assert transfers.told() == []
    again = transfers.again(back, "engineering")
    assert transfers.take_over(again, transfers.other)["handler_id"] == "p-engineer"


def test_X09_neither_touches_the_clock(desk: Desk, transfers: Transfers) -> None:
    case = transfers.transferred()
    for act in (transfers.take_over, transfers.send_back):
        desk.later(minutes=30)
        after = act(transfers.again(case, "finance"))
        assert {name: after[name] for name in CLOCK} == {name: case[name] for name in CLOCK}
        deadline = desk.get(case)["deadline"]
        assert deadline["limit"] == "transferred"


def test_X09_what_was_sent_back_keeps_its_limit_when_it_is_judged_anew(
    desk: Desk, transfers: Transfers
) -> None:
    case = transfers.send_back(transfers.transferred())
    assert desk.triage(case, category="pests")["due_at"] == case["due_at"]
    urgent = desk.triage(case, urgency="urgent")
    assert desk.get(urgent)["deadline"]["limit"] == "urgent"


def test_X08_X11_ladder_and_classification_go_on(desk: Desk, transfers: Transfers) -> None:
    case = transfers.transferred()
    desk.act(case, "classify", desk.supervisor, final="malignant", reason="影响恶劣")
    desk.at("2026-11-05 20:00")
    assert desk.tiers(case) == [("supervisor", "overdue")]
    back = transfers.send_back(case)
    assert (back["final"], back["tier"], back["overdue"]) == ("malignant", "supervisor", True)
    desk.at("2026-11-06 20:00")
    assert [tier for tier, _ in desk.tiers(case)] == ["supervisor", "deputy_manager"]


def who_may(desk: Desk, transfers: Transfers, act: Callable[..., Answer]) -> Set[Role]:
    """The roles that may act on what is with a department that they do not work in."""
    able = set()
    for role in set(Role) - {Role.SYSTEM}:
        case = transfers.transferred()
        put_person(desk.store, f"p-some-{role}", role, department="工程部")
        try:
            act(case, desk.actor(role, id=f"p-some-{role}"))
        except (Forbidden, OfAnotherDepartment, NotFound):
            continue
        able.add(role)
    return able


@pytest.mark.parametrize("name", ["take_over", "send_back"])
def test_C14_what_is_with_another_department_is_for_managers_alone(
    desk: Desk, transfers: Transfers, name: str
) -> None:
    assert who_may(desk, transfers, getattr(transfers, name)) == MANAGERS


@pytest.mark.parametrize("name", ["take_over", "send_back"])
def test_C14_without_the_guard_any_case_worker_could(
    desk: Desk, transfers: Transfers, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Negative control."""
    monkeypatch.setattr(queries, "require_theirs", lambda *_: None)
    assert who_may(desk, transfers, getattr(transfers, name)) == CASE_WORKERS


@pytest.mark.parametrize("role", sorted(CASE_WORKERS))
def test_C14_whoever_works_on_cases_in_the_department_may(
    desk: Desk, transfers: Transfers, role: Role
) -> None:
    put_person(desk.store, "p-one", role, department="财务部")
    by = desk.actor(role, id="p-one")
    assert transfers.take_over(transfers.transferred(), by)["handler_id"] == "p-one"
    assert transfers.send_back(transfers.transferred(), by)["department"] is None


def test_C14_whom_the_transfer_names_may_wherever_they_work(
    desk: Desk, transfers: Transfers
) -> None:
    case = transfers.transferred(handler_id="p-engineer")
    assert case["take_over_by"] is not None
    taken = transfers.take_over(case, transfers.other)
    assert (taken["handler_id"], taken["department"]) == ("p-engineer", "finance")


def test_C14_whoever_transfers_it_to_themselves_has_it(desk: Desk, transfers: Transfers) -> None:
    case = desk.bring("accepted")
    named = {"department": "finance", "handler_id": transfers.member.id}
    taken = desk.act(case, "transfer", transfers.member, **named)
    assert (taken["take_over_by"], taken["handler_id"]) == (None, transfers.member.id)
    desk.at("2026-11-02 19:00")
    assert transfers.told() == []


def test_C14_who_works_in_it_no_more_may_not(desk: Desk, transfers: Transfers) -> None:
    case = transfers.transferred()
    put_person(desk.store, "p-finance", "finance", department="工程部", version=2)
    with pytest.raises(OfAnotherDepartment):
        transfers.take_over(case)
    assert "take_over" not in desk.get(case, transfers.member)["actions"]


def test_C14_a_department_of_another_community_has_no_part_in_it(
    desk: Desk, transfers: Transfers
) -> None:
    case = transfers.transferred()
    put_person(desk.store, "p-there", "finance", department="财务部")
    there = desk.actor("finance", id="p-there", grants=frozenset({Grant("finance", OTHER)}))
    boss = desk.actor("director", id="p-boss", grants=frozenset({Grant("director", OTHER)}))
    for by in (there, boss):
        for act in (transfers.take_over, transfers.send_back):
            with pytest.raises((NotFound, Forbidden)):
                act(case, by)
        assert transfers.listed(by, inbox="all") == []


def test_C14_managers_name_who_takes_it_over(desk: Desk, transfers: Transfers) -> None:
    case = transfers.transferred()
    taken = transfers.take_over(case, desk.deputy, handler_id="p-finance")
    assert (taken["handler_id"], taken["handler"]) == ("p-finance", "钱会计")
    (told,) = desk.published("complaint_taken_over")
    assert (told["handler_id"], told["named_by_id"]) == ("p-finance", desk.deputy.id)
    with pytest.raises(InvalidInput) as refused:
        transfers.take_over(transfers.transferred(), desk.deputy, handler_id="p-resident")
    assert list(refused.value.errors) == ["handler_id"]


def test_C14_nobody_else_names_anybody(desk: Desk, transfers: Transfers) -> None:
    case = transfers.transferred()
    with pytest.raises(OnlyManagersName) as refused:
        transfers.take_over(case, handler_id="p-engineer")
    assert list(refused.value.errors) == ["handler_id"]
    assert desk.get(case)["take_over_by"] is not None


def test_C14_what_somebody_has_is_not_taken_over_again(desk: Desk, transfers: Transfers) -> None:
    case = transfers.take_over(transfers.transferred())
    for act in (transfers.take_over, transfers.send_back):
        with pytest.raises(AlreadyTakenOver) as refused:
            act(case, desk.supervisor)
        assert refused.value.code == "already_taken_over"
        assert transfers.member.name in str(refused.value)


@pytest.mark.parametrize("state", ["lodged", "accepted", "handled", "answered", "closed"])
@pytest.mark.parametrize("name", ["take_over", "send_back"])
def test_C14_only_what_is_being_handled_is(
    desk: Desk, transfers: Transfers, state: str, name: str
) -> None:
    with pytest.raises(IllegalTransition):
        getattr(transfers, name)(desk.bring(state), desk.supervisor)


@pytest.mark.parametrize("name", ["take_over", "send_back"])
def test_C14_what_no_department_has_is_refused(desk: Desk, transfers: Transfers, name: str) -> None:
    case = desk.bring("answered")
    desk.ask(case, "department")
    desk.ask(case, "resident", "unsolved")
    with pytest.raises(NotTransferred):
        getattr(transfers, name)(case, desk.supervisor)


@pytest.mark.parametrize("reason", ["", "  ", "长" * 501, None])
def test_C14_a_reason_is_said(desk: Desk, transfers: Transfers, reason: Any) -> None:
    case = transfers.transferred()
    with pytest.raises(InvalidInput) as refused:
        transfers.send_back(case, reason=reason)
    assert list(refused.value.errors) == ["reason"]
    assert desk.get(case)["department"] == "finance"


def test_C14_residents_see_who_has_it_and_no_word_between_departments(
    desk: Desk, transfers: Transfers
) -> None:
    case = transfers.transferred()
    seen = desk.get(case, desk.resident)
    assert (seen["department_name"], seen["handler"]) == ("财务部", None)
    transfers.take_over(case)
    seen = desk.get(case, desk.resident)
    assert seen["handler_id"] == transfers.member.id
    assert seen["timeline"][-1]["action"] == "taken_over"
    other = transfers.transferred()
    desk.at("2026-11-02 19:00")
    transfers.send_back(other)
    seen = desk.get(other, desk.resident)
    assert seen["status"] == "accepted"
    assert not {"sent_back", "not_taken_over"} & {one["action"] for one in seen["timeline"]}
    assert WRONG not in str(seen)
    for act in (transfers.take_over, transfers.send_back):
        with pytest.raises(Forbidden):
            act(other, desk.resident)


def test_X10_who_took_it_over_makes_no_return_visit_to_the_resident(
    desk: Desk, transfers: Transfers
) -> None:
    put_person(desk.store, "p-receptionist", "receptionist", department="财务部")
    case = transfers.take_over(transfers.transferred(), desk.receptionist)
    desk.ask(desk.answer(desk.handle(case), desk.supervisor), "department")
    assert "resident" not in desk.get(case, desk.receptionist)["askable"]
    assert "resident" in desk.get(case, desk.inspector)["askable"]


def ended(desk: Desk, case: Answer, how: str) -> Answer:
    if how == "handle":
        return desk.handle(case)
    return desk.answer(case)


@pytest.mark.parametrize(("how", "kind"), [("handle", "complaint"), ("answer", "inquiry")])
def test_C14_what_was_done_need_not_be_taken_over(
    desk: Desk, transfers: Transfers, how: str, kind: str
) -> None:
    case = (
        desk.triage(desk.lodge(), kind=kind, valid=None)
        if kind == "inquiry"
        else desk.bring("accepted")
    )
    case = transfers.again(case, "finance")
    assert ended(desk, case, how)["take_over_by"] is None
    desk.at("2026-11-03 19:00")
    assert transfers.told() == []
    assert transfers.listed(inbox="all") == []


def test_C14_two_take_it_over_and_one_has_it(desk: Desk, transfers: Transfers) -> None:
    case = transfers.transferred()
    transfers.take_over(case)
    with pytest.raises(ServiceError) as refused:
        transfers.take_over(case, desk.director)
    assert refused.value.code == "already_taken_over"
    assert desk.get(case)["handler_id"] == "p-finance"
