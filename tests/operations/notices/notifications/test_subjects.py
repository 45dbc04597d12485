"""Every message leads to what it is about, and its title tells it from others (N03)."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.notices.templates import Purpose
from foundation.actor import Actor
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, perform, put_household
from tests.operations.notices.conftest import member
from tests.operations.notices.happenings import (
    ANSWERED,
    BILL,
    CALL_BACK_MISSED,
    DESK_WAIT_LONG,
    DISPATCHED,
    ESCALATED,
    FIRST_ANSWER_MISSED,
    KEY_CALL,
    LEFT,
    NOT_TAKEN_OVER,
    NOTED,
    PAYMENT,
    QUOTED,
    RELAXED,
    REPLIED,
    REQUESTED,
    SENT_BACK,
    STEP,
    SUPPLEMENTED,
    SUSPECTED,
    TAKEN_OVER,
    TRANSFERRED,
    UNATTENDED,
    UNCOVERED,
    URGENT,
    WITHDRAWN,
)
from tests.operations.notices.notifications.test_counting import OVERDUE, UNACCEPTED

VISITS = {
    "steward_id": "p-steward",
    "visit_date_by": "2026-11-04",
    "households": ["h1"],
    "period": "2026-Q3",
}
NOTIFICATIONS: list[tuple[Purpose, str, dict[str, Any], dict[str, Any], str, tuple[str, str]]] = [
    (Purpose.COMPLAINT_URGENT, "on_complaint_urgent", URGENT,
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "supervisor", ("complaint", "c1")),
    (Purpose.COMPLAINT_ESCALATED, "on_complaint_escalated", ESCALATED,
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "deputy_manager", ("complaint", "c1")),
    (Purpose.COMPLAINT_TRANSFERRED, "on_complaint_transferred", TRANSFERRED | {
        "handler_id": "p-engineer"},
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "engineer", ("complaint", "c1")),
    (Purpose.COMPLAINT_TAKEN_OVER, "on_complaint_taken_over", TAKEN_OVER,
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "receptionist", ("complaint", "c1")),
    (Purpose.COMPLAINT_SENT_BACK, "on_complaint_sent_back", SENT_BACK,
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "receptionist", ("complaint", "c1")),
    (Purpose.COMPLAINT_NOT_TAKEN_OVER, "on_complaint_not_taken_over", NOT_TAKEN_OVER,
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "supervisor", ("complaint", "c1")),
    (Purpose.CALL_BACK_MISSED, "on_call_back_missed", CALL_BACK_MISSED,
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "supervisor", ("complaint", "c1")),
    (Purpose.COMPLAINT_MENTION, "on_complaint_noted", NOTED,
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "engineer", ("complaint", "c1")),
    (Purpose.COMPLAINT_SUPPLEMENTED, "on_complaint_supplemented", SUPPLEMENTED,
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "engineer", ("complaint", "c1")),
    (Purpose.COMPLAINT_REPLIED, "on_complaint_replied", REPLIED,
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "resident", ("complaint", "c1")),
    (Purpose.COMPLAINT_WITHDRAWN, "on_complaint_withdrawn", WITHDRAWN | {"by_resident": False},
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "resident", ("complaint", "c1")),
    (Purpose.FIRST_ANSWER_MISSED, "on_first_answer_missed", FIRST_ANSWER_MISSED,
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "engineer", ("complaint", "c1")),
    (Purpose.COMPLAINT_UNATTENDED, "on_complaint_unattended", UNATTENDED,
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "supervisor", ("complaint", "c1")),
    (Purpose.DESK_WAIT_LONG, "on_desk_wait_long", DESK_WAIT_LONG,
     {"wait_id": "w2", "waits_since": "2026-11-02T15:05:00+08:00"}, "supervisor",
     ("desk_wait", "w1")),
    (Purpose.CONCEALMENT_SUSPECTED, "on_concealment_suspected", SUSPECTED,
     {"review_id": "x2", "number": "WX-2026-000002"}, "supervisor", ("concealment_review", "x1")),
    (Purpose.REPAIR_QUOTED, "on_repair_quoted", QUOTED,
     {"repair_id": "w2", "number": "WX-2026-000002"}, "resident", ("repair", "w1")),
    (Purpose.COMPLAINT_ANSWERED, "on_complaint_answered", ANSWERED,
     {"complaint_id": "c2", "number": "TS-2026-000002"}, "resident", ("complaint", "c1")),
    (Purpose.REPAIR_DISPATCHED, "on_repair_dispatched", DISPATCHED,
     {"repair_id": "w2", "number": "WX-2026-000002"}, "engineer", ("repair", "w1")),
    (Purpose.REPAIR_UNACCEPTED, "on_repair_unaccepted", UNACCEPTED,
     {"repair_id": "w2", "number": "WX-2026-000002"}, "supervisor", ("repair", "w1")),
    (Purpose.REPAIR_RESPONSE_OVERDUE, "on_repair_response_overdue", OVERDUE,
     {"repair_id": "w2", "number": "WX-2026-000002"}, "supervisor", ("repair", "w1")),
    (Purpose.BILL_ISSUED, "on_bill_issued", BILL,
     {"bill_id": "b2", "number": "ZD-2026-000002"}, "resident", ("bill", "b1")),
    (Purpose.BILLS_UNDELIVERED, "on_bills_undelivered",
     {"bill_run_id": "u1", "period": "2026-Q4", "due_date": "2026-12-31", "count": 3,
      "buildings": ["1栋"]},
     {"bill_run_id": "u2", "period": "2026-Q3"}, "supervisor", ("bill_run", "u1")),
    (Purpose.DUNNING_REMINDER, "on_dunning_step_taken", STEP,
     {"household_id": "h5"}, "resident", ("household", "h1")),
    (Purpose.DUNNING_MESSAGE, "on_dunning_step_taken", STEP | {"step": "message"},
     {"household_id": "h5"}, "resident", ("household", "h1")),
    (Purpose.PAYMENT_RECEIVED, "on_payment_received", PAYMENT,
     {"payment_id": "y2", "receipt_number": "SJ-2026-000002"}, "resident", ("payment", "y1")),
    (Purpose.VISITS_STALLED, "on_visits_stalled",
     {"reason": "late", "count": 3, "new": 1, "oldest_by": "2026-11-01", "buildings": ["1栋"]},
     {"reason": "stewardless"}, "supervisor", ("visits", "late")),
    (Purpose.ROSTER_GAP, "on_duty_uncovered", UNCOVERED, {"day": "2026-11-04"}, "supervisor",
     ("roster", "desk:2026-11-03")),
    (Purpose.PERSON_LEFT, "on_person_left", LEFT,
     {"person_id": "p-other", "name": "孙丽"}, "supervisor", ("person", "p-left")),
    (Purpose.SECOND_FACTOR_RELAXED, "on_second_factor_relaxed", RELAXED,
     {"change_id": "8", "roles": ["admin"]}, "director",
     ("second_factor", "second_factor_roles:7")),
    (Purpose.ROLE_REQUESTED, "on_role_requested", REQUESTED,
     {"role_request_id": "q2", "kind": "password"}, "director", ("role_request", "q1")),
    (Purpose.KEY_CALL_MISSED, "on_key_call_missed", KEY_CALL,
     {"key_household_id": "k2", "home_id": "h2", "unit": "1-102"}, "supervisor",
     ("key_household", "h1")),
    (Purpose.VISITS_ASSIGNED, "on_visits_assigned", VISITS, {}, "steward",
     ("visits", "p-steward")),
]  # fmt: skip


def test_N03_no_kind_of_message_is_forgotten_here() -> None:
    """Beside what is told in its own test: a notice, one sent back, a bill that was cancelled,
    a link for a new password."""
    here = {purpose for purpose, *_ in NOTIFICATIONS}
    assert here == set(Purpose) - {
        Purpose.NOTICE, Purpose.NOTICE_SENT_BACK, Purpose.BILL_CANCELLED,
        Purpose.PASSWORD_FORGOTTEN,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("handler", "data", "another", "role", "about"),
    [one[1:] for one in NOTIFICATIONS],
    ids=[one[0].value for one in NOTIFICATIONS],
)
def test_N03_a_message_names_its_subject_and_titles_of_two_differ(
    store: Store,
    actor: Callable[..., Actor],
    handler: str,
    data: dict[str, Any],
    another: dict[str, Any],
    role: str,
    about: tuple[str, str],
) -> None:
    put_household(store, "h5", unit="1-105", members=[member("r1")])
    own = {"id": "r1", "household_ids": ["h1", "h5"]} if role == "resident" else {}
    reader = actor(role, **own)
    deliver(store, Notices, handler, **data)
    (first,) = perform(store, Notices.messages, reader)["items"]
    assert (first["subject"]["kind"], first["subject"]["id"]) == about
    if another:
        deliver(store, Notices, handler, **data | another)
        for language in ("zh", "en"):
            reader = actor(
                role, id=reader.id, household_ids=sorted(reader.household_ids), language=language
            )
            items = perform(store, Notices.messages, reader)["items"]
            assert len({one["title"] for one in items}) == 2


def test_N01_a_notice_that_was_sent_back_leads_to_it_and_is_over_when_it_is_submitted_again(
    store: Store, draft: Any, act: Any, actor: Callable[..., Actor]
) -> None:
    notice = draft(kind="major")
    act("submit", notice)
    act("send_back", notice, "deputy_manager", remark="请写明时间")
    (message,) = perform(store, Notices.messages, actor("receptionist"))["items"]
    assert (message["subject"]["kind"], message["subject"]["id"]) == ("notice", notice["id"])
    assert message["settled"] is None
    act("submit", notice)
    (message,) = perform(store, Notices.messages, actor("receptionist"))["items"]
    assert message["settled"] == "已重新提交"
