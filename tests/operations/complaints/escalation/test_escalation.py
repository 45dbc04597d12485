"""The ladder, exactly (X06, X08, X09)."""

from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from contracts.complaints.acknowledgements import NothingToAcknowledge
from foundation.errors import Forbidden
from foundation.storage.tables import deadlines
from services.complaints.cases.tables import Escalation
from tests.operations.complaints.conftest import Answer, Desk, shown
from tests.support.community import HERE

SUPERVISOR, DEPUTY, DIRECTOR = "supervisor", "deputy_manager", "director"


def acknowledge(desk: Desk, case: Answer, by: Any, **data: Any) -> Answer:
    return desk.act(case, "acknowledge", by, **data)


def waiting(desk: Desk, by: Any) -> list[str]:
    return [one["id"] for one in desk.call("escalations", by)["items"]]


def test_X08_a_general_complaint_enters_the_ladder_when_its_deadline_is_missed(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.at("2026-11-02 19:59")
    assert desk.get(case)["tier"] == "receiver"
    desk.at("2026-11-02 20:00")
    assert desk.get(case)["tier"] == SUPERVISOR
    acknowledge(desk, case, desk.supervisor)
    desk.at("2026-11-03 20:00")
    acknowledge(desk, case, desk.deputy)
    desk.at("2026-11-04 20:00")
    assert desk.tiers(case) == [
        (SUPERVISOR, "overdue"), (DEPUTY, "overdue"), (DIRECTOR, "overdue"),
    ]  # fmt: skip


def test_X08_a_major_complaint_climbs_level_by_level_from_the_start(desk: Desk) -> None:
    case = desk.bring("accepted", gravity="major", urgency="urgent")
    desk.at("2026-11-02 14:00")
    acknowledge(desk, case, desk.supervisor)
    desk.at("2026-11-03 10:00")
    acknowledge(desk, case, desk.deputy)
    desk.at("2026-11-04 10:00")
    assert [entry["tier"] for entry in desk.timeline(case) if entry["action"] == "escalated"] == [
        SUPERVISOR, DEPUTY, DIRECTOR,
    ]  # fmt: skip


def test_X08_a_complaint_that_becomes_major_climbs_from_when_it_came(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.at("2026-11-02 15:00")
    desk.triage(case, gravity="major")
    assert desk.tiers(case) == [(SUPERVISOR, "overdue")]


def test_X08_a_case_that_nobody_triages_climbs_too(desk: Desk) -> None:
    case = desk.lodge_online()
    desk.at("2026-11-02 20:00")
    assert desk.tiers(case) == [(SUPERVISOR, "overdue")]


def test_X08_the_ladder_ends_with_the_answer(desk: Desk) -> None:
    case = desk.bring("accepted", gravity="major")
    desk.at("2026-11-02 14:00")
    desk.bring("answered", case)
    desk.at("2026-11-20 10:00")
    assert desk.tiers(case) == [(SUPERVISOR, "overdue")]
    assert waiting(desk, desk.supervisor) == []


@pytest.mark.parametrize("kind", ["inquiry", "suggestion"])
def test_X02_what_is_no_complaint_is_reported_to_the_supervisor_only(desk: Desk, kind: str) -> None:
    case = desk.bring("accepted", kind=kind)
    desk.at("2026-11-20 10:00")
    assert desk.tiers(case) == [(SUPERVISOR, "overdue")]


def test_X09_an_escalation_says_all_that_its_readers_need(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.act(case, "transfer", desk.supervisor, department="工程部", handler_id="p-engineer")
    desk.at("2026-11-05 20:00")
    assert desk.published("complaint_escalated") == [
        {
            "complaint_id": case["id"],
            "number": case["number"],
            "tier": SUPERVISOR,
            "reason": "overdue",
            "household_id": "h1",
            "building": "1栋",
            "handler_id": "p-engineer",
            "first_responsible_id": "p-receptionist",
            "acknowledge_by": "2026-11-06T10:00:00+08:00",
        }
    ]


def test_X09_the_next_tier_is_told_when_nobody_acknowledges(desk: Desk) -> None:
    case = desk.bring("accepted", gravity="major")
    desk.at("2026-11-02 14:00")
    desk.at("2026-11-02 15:59")
    assert desk.tiers(case) == [(SUPERVISOR, "overdue")]
    desk.at("2026-11-02 16:00")
    desk.at("2026-11-02 18:00")
    assert desk.tiers(case)[1:] == [(DEPUTY, "unacknowledged"), (DIRECTOR, "unacknowledged")]
    desk.at("2026-11-20 10:00")
    assert len(desk.tiers(case)) == 3


def test_X09_a_named_person_acknowledges(desk: Desk) -> None:
    case = desk.bring("accepted", gravity="major")
    desk.at("2026-11-02 14:00")
    acknowledge(desk, case, desk.supervisor, remark="已派人")
    (published,) = desk.get(case)["escalations"]
    assert published["acknowledged_by"] == "supervisor"
    assert published["acknowledged_at"] == shown("2026-11-02 14:00")
    desk.at("2026-11-02 19:00")
    assert desk.tiers(case) == [(SUPERVISOR, "overdue")]


def test_X09_somebody_above_may_acknowledge_for_a_tier_but_nobody_below(desk: Desk) -> None:
    case = desk.bring("accepted", gravity="major")
    desk.at("2026-11-02 14:00")
    desk.at("2026-11-02 16:00")
    acknowledge(desk, case, desk.supervisor)
    with pytest.raises(NothingToAcknowledge):
        acknowledge(desk, case, desk.supervisor)
    assert waiting(desk, desk.supervisor) == []
    acknowledge(desk, case, desk.director)
    with pytest.raises(NothingToAcknowledge):
        acknowledge(desk, case, desk.deputy)
    with pytest.raises(Forbidden):
        acknowledge(desk, case, desk.receptionist)


def test_X09_each_manager_sees_what_waits_for_him(desk: Desk) -> None:
    case = desk.bring("accepted", gravity="major")
    desk.at("2026-11-02 14:00")
    (item,) = desk.call("escalations", desk.supervisor)["items"]
    assert item["waiting"] == [
        {
            "waits_for": "acknowledgement",
            "tier": SUPERVISOR,
            "since": shown("2026-11-02 14:00"),
            "until": shown("2026-11-02 16:00"),
            "detail": "overdue",
        }
    ]
    assert waiting(desk, desk.director) == []  # for him it waits when he is told
    for moment in ("2026-11-02 16:00", "2026-11-02 18:00"):
        desk.at(moment)
    assert waiting(desk, desk.deputy) == waiting(desk, desk.director) == [case["id"]]
    acknowledge(desk, case, desk.director)
    for by in (desk.supervisor, desk.deputy, desk.director):
        assert waiting(desk, by) == []


def test_X06_what_exceeds_the_duty_managers_authority_goes_to_the_director(desk: Desk) -> None:
    case = desk.bring("accepted", urgency="urgent")
    case = acknowledge(desk, case, desk.supervisor, beyond_authority=True, remark="需停用电梯")
    assert case["tier"] == DIRECTOR
    assert desk.tiers(case) == [(DIRECTOR, "beyond_authority")]
    acknowledge(desk, case, desk.director)
    with pytest.raises(NothingToAcknowledge):
        acknowledge(desk, case, desk.supervisor, beyond_authority=True)
    desk.at("2026-11-20 10:00")
    assert desk.tiers(case) == [(DIRECTOR, "beyond_authority")]


def test_X09_tiers_missed_during_an_outage_are_told_in_order_afterwards(desk: Desk) -> None:
    cases = [desk.bring("accepted", gravity=gravity) for gravity in ("general", "major")]
    desk.at("2026-11-20 10:00")  # nothing was swept for weeks
    for case in cases:
        assert [tier for tier, _ in desk.tiers(case)] == [SUPERVISOR, DEPUTY, DIRECTOR]
        due = [step["due_at"] for step in desk.get(case)["escalations"]]
        assert due == sorted(due) and due[0] <= shown("2026-11-02 20:00")


def test_X09_sweeping_again_tells_nobody_twice(desk: Desk) -> None:
    case = desk.bring("accepted")
    for _ in range(3):
        desk.at("2026-11-03 08:00")
    assert desk.tiers(case) == [(SUPERVISOR, "overdue")]


def test_X09_a_clock_that_steps_back_tells_nobody_twice(desk: Desk) -> None:
    case = desk.bring("accepted")
    for moment in ("2026-11-02 20:00", "2026-11-02 12:00", "2026-11-02 20:00"):
        desk.at(moment)
    assert desk.tiers(case) == [(SUPERVISOR, "overdue")]


def test_X09_a_deadline_worked_twice_tells_once(desk: Desk) -> None:
    """As after a crash between effect and mark, were they not one transaction."""
    case = desk.bring("accepted")
    desk.at("2026-11-02 20:00")
    with desk.store.write(scope=HERE) as uow:
        changed = deadlines.update().where(deadlines.c.subject_id == case["id"])
        uow.session.execute(changed.values(state="waiting", due_at=uow.now))
    desk.later(minutes=1)
    assert desk.tiers(case) == [(SUPERVISOR, "overdue")]


def test_X09_the_database_knows_each_tier_of_a_case_once(desk: Desk) -> None:
    """Negative control of the rules: were they wrong, the table would still refuse."""
    case = desk.bring("accepted")
    desk.at("2026-11-02 20:00")
    with pytest.raises(IntegrityError), desk.store.write(scope=HERE) as uow:
        again = {"complaint_id": case["id"], "tier": SUPERVISOR, "reason": "overdue"}
        times = dict.fromkeys(("due_at", "fired_at", "acknowledge_by"), uow.now)
        uow.session.execute(insert(Escalation).values(**again, **times))


def test_X09_an_action_tells_what_is_due_before_it_acts(desk: Desk) -> None:
    """The sweep comes later than the action; both see the same order of things."""
    case = desk.bring("accepted")
    desk.clock.set(desk.clock.now().replace(hour=12))  # 20:00, nothing was swept
    desk.handle(case)
    assert desk.actions(case)[-2:] == ["escalated", "handled"]
    desk.later(minutes=1)
    assert desk.tiers(case) == [(SUPERVISOR, "overdue")]


def test_X08_policy_decides_when_tiers_are_told(desk: Desk) -> None:
    desk.policy(major_ladder_minutes=[60, 120, 180], acknowledge_minutes=600)
    case = desk.bring("accepted", gravity="major")
    for hour in (11, 12, 13):
        desk.at(f"2026-11-02 {hour}:00")
    assert [tier for tier, _ in desk.tiers(case)] == [SUPERVISOR, DEPUTY, DIRECTOR]
