"""Who is notified of complaints: X06, X07, X08, C14."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, put_duty, put_person
from tests.operations.notices.conftest import receivers_of, settled, who_was_notified
from tests.operations.notices.happenings import (
    ANSWERED,
    CALL_BACK_MISSED,
    DESK_WAIT_LONG,
    ESCALATED,
    FIRST_ANSWER_MISSED,
    NOT_TAKEN_OVER,
    NOTED,
    REPLIED,
    SENT_BACK,
    SUPPLEMENTED,
    SUSPECTED,
    TAKEN_OVER,
    TRANSFERRED,
    UNATTENDED,
    URGENT,
    WITHDRAWN,
)


def test_X06_an_urgent_complaint_is_told_to_duty_manager_supervisors_and_the_steward(
    store: Store, clock: FixedClock, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    hour = timedelta(hours=1)
    put_duty(store, "p-director", "duty_manager", clock.now() - hour, clock.now() + hour)
    put_duty(store, "p-finance", "duty_manager", clock.now() + hour, clock.now() + 2 * hour)
    deliver(store, Notices, "on_complaint_urgent", **URGENT)
    assert who_was_notified(inbox) == {"director", "supervisor", "steward"}
    (message,) = inbox("supervisor")
    assert message["title"] == "紧急投诉 TS-2026-000001 1栋 1-101"
    assert message["text"] == "1栋 1-101有一件紧急投诉（TS-2026-000001），请立即关注并安排处理。"


def test_X06_stewards_of_other_buildings_are_not_told(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    deliver(store, Notices, "on_complaint_urgent", **URGENT | {"household_id": "h3"})
    assert who_was_notified(inbox) == {"supervisor"}


def test_X06_a_place_that_is_unknown_here_is_told_nevertheless(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    deliver(store, Notices, "on_complaint_urgent", **URGENT | {"household_id": "new"})
    assert "小区公共区域" in inbox("supervisor")[0]["text"]


def test_X08_an_escalation_is_told_to_its_tier_the_handler_and_the_first_responsible(
    store: Store, inbox: Callable[..., list[dict[str, Any]]], actor: Callable[..., Actor]
) -> None:
    by = {"acknowledge_by": "2026-11-06T10:00:00+08:00"}
    deliver(store, Notices, "on_complaint_escalated", **ESCALATED | by)
    assert who_was_notified(inbox) == {"deputy_manager", "receptionist", "engineer"}
    assert "请于2026年11月6日 10:00前确认接手" in inbox("deputy_manager")[0]["text"]
    (message,) = inbox(actor("deputy_manager", language="en"))
    assert message["title"] == "Complaint escalated TS-2026-000001, 1栋 1-101"
    assert "deputy manager: overdue" in message["text"]


def test_X08_nobody_is_told_twice_of_one_escalation(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    both = {"handler_id": "p-deputy_manager", "first_responsible_id": "p-deputy_manager"}
    deliver(store, Notices, "on_complaint_escalated", **ESCALATED | both)
    assert len(inbox("deputy_manager")) == 1


@pytest.mark.parametrize("lodged_by", ["r1", None])
def test_X07_the_answer_is_put_before_who_asked_or_the_household(
    store: Store,
    inbox: Callable[..., list[dict[str, Any]]],
    resident: Callable[[int], Actor],
    lodged_by: str | None,
) -> None:
    deliver(store, Notices, "on_complaint_answered", **ANSWERED | {"lodged_by_id": lodged_by})
    (message,) = inbox(resident(1))
    assert "楼道灯已修复" in message["text"]
    assert message["household_id"] == (None if lodged_by else "h1")
    assert inbox(resident(2)) == []


def test_C14_a_transfer_is_told_to_the_whole_department(store: Store) -> None:
    for person in ("p-one", "p-two"):
        put_person(store, person, "engineer", department="工程部")
    put_person(store, "p-gone", "engineer", department="工程部", active=False)
    put_person(store, "p-other", "engineer", department="保洁部")
    deliver(store, Notices, "on_complaint_transferred", **TRANSFERRED)
    assert receivers_of(store, "complaint_transferred") == {"p-one", "p-two"}


def test_C14_a_department_is_known_by_code_and_names_and_named_in_both_languages(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    for person, kept in (("p-code", "engineering"), ("p-old", "维修部"), ("p-name", "工程部")):
        put_person(store, person, "engineer", department=kept)
    put_person(store, "p-other", "engineer", department="保洁部")
    told = {"department_en": "Engineering", "department_names": ["engineering", "维修部"]}
    deliver(store, Notices, "on_complaint_transferred", **TRANSFERRED | told)
    assert receivers_of(store, "complaint_transferred") == {"p-code", "p-old", "p-name"}


def test_C14_who_of_a_department_works_on_no_cases_is_not_told(store: Store) -> None:
    put_person(store, "p-one", "engineer", department="工程部")
    put_person(store, "p-admin", "admin", department="工程部")
    put_person(store, "p-inspector", "inspector", department="工程部")
    deliver(store, Notices, "on_complaint_transferred", **TRANSFERRED)
    assert receivers_of(store, "complaint_transferred") == {"p-one"}


def test_C14_a_transfer_that_names_somebody_is_told_to_them_alone(store: Store) -> None:
    put_person(store, "p-one", "engineer", department="工程部")
    deliver(store, Notices, "on_complaint_transferred", **TRANSFERRED | {"handler_id": "p-two"})
    assert receivers_of(store, "complaint_transferred") == {"p-two"}


def test_C14_a_department_where_nobody_is_known_to_work_is_the_supervisors(store: Store) -> None:
    put_person(store, "p-chief", "supervisor")
    deliver(store, Notices, "on_complaint_transferred", **TRANSFERRED | {"department": "绿化部"})
    assert "p-chief" in receivers_of(store, "complaint_transferred")


def test_C14_who_is_to_take_it_over_is_told_until_when(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    by = {"take_over_by": "2026-11-02T12:00:00+08:00", "handler_id": "p-engineer"}
    deliver(store, Notices, "on_complaint_transferred", **TRANSFERRED | by)
    assert "由您办理，请于2026年11月2日 12:00前接手" in inbox("engineer")[0]["text"]


def test_C14_the_first_responsible_person_is_told_who_has_it(
    store: Store, clock: FixedClock, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    put_person(store, "p-one", "engineer", department="工程部")
    deliver(store, Notices, "on_complaint_transferred", **TRANSFERRED)
    deliver(store, Notices, "on_complaint_not_taken_over", **NOT_TAKEN_OVER)
    clock.advance(timedelta(minutes=5))
    deliver(store, Notices, "on_complaint_taken_over", **TAKEN_OVER)
    assert receivers_of(store, "complaint_taken_over") == {"p-receptionist"}
    assert "已由工程部 孙工 接手" in inbox("receptionist")[0]["text"]
    assert set(settled(store, "complaint_transferred")) == {True}
    assert set(settled(store, "complaint_not_taken_over")) == {True}
    assert set(settled(store, "complaint_taken_over")) == {False}


def test_C14_who_takes_over_what_they_are_first_responsible_for_is_not_told(store: Store) -> None:
    own = {"first_responsible_id": "p-engineer"}
    deliver(store, Notices, "on_complaint_taken_over", **TAKEN_OVER | own)
    assert receivers_of(store, "complaint_taken_over") == set()


def test_C14_whom_a_manager_names_is_told_and_so_is_the_first_responsible(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    named = {"named_by_id": "p-supervisor"}
    deliver(store, Notices, "on_complaint_taken_over", **TAKEN_OVER | named)
    assert who_was_notified(inbox) == {"receptionist", "engineer"}
    assert "请您办理" in inbox("engineer")[0]["text"]
    assert "您仍为首问责任人" in inbox("receptionist")[0]["text"]


def test_C14_a_manager_who_is_first_responsible_is_not_told_of_whom_they_named(
    store: Store,
) -> None:
    own = {"named_by_id": "p-receptionist"}
    deliver(store, Notices, "on_complaint_taken_over", **TAKEN_OVER | own)
    assert receivers_of(store, "complaint_taken_over") == {"p-engineer"}


@pytest.mark.parametrize("first", ["p-receptionist", None])
def test_C14_what_is_sent_back_is_told_to_the_first_responsible_or_the_desk(
    store: Store,
    clock: FixedClock,
    inbox: Callable[..., list[dict[str, Any]]],
    first: str | None,
) -> None:
    hour = timedelta(hours=1)
    put_duty(store, "p-steward", "desk", clock.now() - hour, clock.now() + hour)
    put_person(store, "p-one", "engineer", department="工程部")
    deliver(store, Notices, "on_complaint_transferred", **TRANSFERRED)
    deliver(store, Notices, "on_complaint_sent_back", **SENT_BACK | {"first_responsible_id": first})
    assert receivers_of(store, "complaint_sent_back") == {first or "p-steward"}
    (message,) = inbox("receptionist" if first else "steward")
    assert "由工程部 孙工 退回：属开发商保修" in message["text"]
    assert set(settled(store, "complaint_transferred")) == {True}


def test_C14_what_nobody_takes_over_is_told_to_the_first_responsible_and_the_supervisors(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    deliver(store, Notices, "on_complaint_not_taken_over", **NOT_TAKEN_OVER)
    assert who_was_notified(inbox) == {"receptionist", "supervisor"}
    assert "应于2026年11月2日 12:00前接手，至今无人接手" in inbox("supervisor")[0]["text"]


def test_C14_another_transfer_ends_what_the_former_department_was_told(
    store: Store, clock: FixedClock
) -> None:
    put_person(store, "p-one", "engineer", department="工程部")
    put_person(store, "p-two", "engineer", department="保洁部")
    deliver(store, Notices, "on_complaint_transferred", **TRANSFERRED)
    deliver(store, Notices, "on_complaint_not_taken_over", **NOT_TAKEN_OVER)
    clock.advance(timedelta(minutes=5))
    deliver(store, Notices, "on_complaint_transferred", **TRANSFERRED | {"department": "保洁部"})
    assert receivers_of(store, "complaint_transferred") == {"p-one", "p-two"}
    assert sorted(settled(store, "complaint_transferred")) == [False, True]
    assert set(settled(store, "complaint_not_taken_over")) == {True}


def test_C14_what_was_taken_over_before_its_transfer_was_told_is_told_no_more(
    store: Store, clock: FixedClock
) -> None:
    """Events of two kinds come in no order."""
    put_person(store, "p-one", "engineer", department="工程部")
    before = clock.now()
    clock.advance(timedelta(minutes=5))
    deliver(store, Notices, "on_complaint_taken_over", **TAKEN_OVER)
    clock.set(before)
    deliver(store, Notices, "on_complaint_transferred", **TRANSFERRED)
    assert receivers_of(store, "complaint_transferred") == set()
    assert set(settled(store, "complaint_taken_over")) == {False}


def test_C04_a_missed_call_is_told_to_who_promised_the_desk_and_the_supervisors(
    store: Store, clock: FixedClock, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    hour = timedelta(hours=1)
    put_duty(store, "p-steward", "desk", clock.now() - hour, clock.now() + hour)
    put_duty(store, "p-finance", "desk", clock.now() + hour, clock.now() + 2 * hour)
    deliver(store, Notices, "on_call_back_missed", **CALL_BACK_MISSED)
    assert who_was_notified(inbox) == {"receptionist", "steward", "supervisor"}
    (message,) = inbox("supervisor")
    assert "约定于2026年11月2日 15:00前回电" in message["text"]
    assert set(settled(store, "call_back_missed")) == {False}
    made = {name: CALL_BACK_MISSED[name] for name in ("complaint_id", "number")}
    deliver(store, Notices, "on_call_back_made", **made)
    assert set(settled(store, "call_back_missed")) == {True}


def test_C13_a_mention_is_told_to_whom_it_names_without_what_the_note_says(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    deliver(store, Notices, "on_complaint_noted", **NOTED)
    assert receivers_of(store, "complaint_mention") == {"p-engineer"}
    (message,) = inbox("engineer")
    assert message["text"].startswith("周明在投诉 TS-2026-000001")


def test_C13_new_words_are_told_to_who_has_the_case_until_somebody_replied(store: Store) -> None:
    deliver(store, Notices, "on_complaint_supplemented", **SUPPLEMENTED)
    assert receivers_of(store, "complaint_supplemented") == {"p-engineer", "p-receptionist"}
    assert set(settled(store, "complaint_supplemented")) == {False}
    deliver(store, Notices, "on_complaint_replied", **REPLIED)
    assert set(settled(store, "complaint_supplemented")) == {True}


def test_C13_new_words_in_a_case_that_nobody_has_are_the_desks(
    store: Store, clock: FixedClock
) -> None:
    hour = timedelta(hours=1)
    put_duty(store, "p-steward", "desk", clock.now() - hour, clock.now() + hour)
    nobody = {"handler_id": None, "first_responsible_id": None}
    deliver(store, Notices, "on_complaint_supplemented", **SUPPLEMENTED | nobody)
    assert receivers_of(store, "complaint_supplemented") == {"p-steward"}


def test_C13_a_reply_is_put_before_who_lodged_it(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    deliver(store, Notices, "on_complaint_replied", **REPLIED | {"lodged_by_id": "p-resident"})
    assert receivers_of(store, "complaint_replied") == {"p-resident"}


def test_X12_a_withdrawal_that_the_desk_took_down_is_told_to_the_resident(store: Store) -> None:
    taken_down = {"by_resident": False, "lodged_by_id": "p-resident"}
    deliver(store, Notices, "on_complaint_withdrawn", **WITHDRAWN | taken_down)
    assert receivers_of(store, "complaint_withdrawn") == {"p-resident"}


def test_C13_a_residents_withdrawal_is_told_to_who_has_the_case(store: Store) -> None:
    deliver(store, Notices, "on_complaint_withdrawn", **WITHDRAWN)
    assert receivers_of(store, "complaint_withdrawn") == {"p-engineer", "p-receptionist"}


def test_C12_a_missed_first_answer_is_told_to_who_has_the_case_and_the_supervisors(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    deliver(store, Notices, "on_first_answer_missed", **FIRST_ANSWER_MISSED)
    assert who_was_notified(inbox) == {"engineer", "receptionist", "supervisor"}
    (message,) = inbox("engineer")
    assert "应于2026年11月2日 15:00前首次回复" in message["text"]
    assert set(settled(store, "first_answer_missed")) == {False}
    given = {name: FIRST_ANSWER_MISSED[name] for name in ("complaint_id", "number")}
    deliver(store, Notices, "on_first_answer_given", **given)
    assert set(settled(store, "first_answer_missed")) == {True}


@pytest.mark.parametrize(
    ("happened", "data", "over", "words"),
    [
        ("complaint_unattended", UNATTENDED, "complaint_attended", "至今无人受理"),
        ("desk_wait_long", DESK_WAIT_LONG, "desk_wait_ended", "自2026年11月2日 15:00起等候"),
    ],
)
def test_C06_who_waits_is_told_to_the_desk_and_the_supervisors(
    store: Store,
    clock: FixedClock,
    inbox: Callable[..., list[dict[str, Any]]],
    happened: str,
    data: dict[str, str],
    over: str,
    words: str,
) -> None:
    hour = timedelta(hours=1)
    put_duty(store, "p-steward", "desk", clock.now() - hour, clock.now() + hour)
    deliver(store, Notices, f"on_{happened}", **data)
    assert who_was_notified(inbox) == {"steward", "supervisor"}
    (message,) = inbox("supervisor")
    assert words in message["text"]
    about = {name: data[name] for name in ("complaint_id", "number", "wait_id") if name in data}
    deliver(store, Notices, f"on_{over}", **about)
    assert set(settled(store, happened)) == {True}


def test_X12_a_suspected_concealment_is_the_supervisors_and_settled_when_it_is_decided(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    deliver(store, Notices, "on_concealment_suspected", **SUSPECTED)
    assert who_was_notified(inbox) == {"supervisor"}
    (message,) = inbox("supervisor")
    assert "WX-2026-000001（1栋 1-101）涉嫌隐瞒、漏报投诉：低分评价未立案" in message["text"]
    assert set(settled(store, "concealment_suspected")) == {False}
    decided = {"review_id": "x1", "number": "WX-2026-000001", "verdict": "confirmed"}
    deliver(store, Notices, "on_concealment_decided", **decided)
    assert set(settled(store, "concealment_suspected")) == {True}


def test_X12_where_every_supervisor_had_a_part_in_it_those_above_are_told(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    theirs = SUSPECTED | {"involved": ["p-supervisor", "p-director"]}
    deliver(store, Notices, "on_concealment_suspected", **theirs)
    assert who_was_notified(inbox) == {"deputy_manager"}
