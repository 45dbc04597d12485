"""The verdict on what looks like a concealed complaint, who gives it, what is kept (X12)."""

import pytest
from sqlalchemy import select

from contracts.complaints.concealment import ReviewDecided
from contracts.roles import MANAGERS, Role
from foundation.actor import Grant
from foundation.errors import Forbidden, InvalidInput, NotFound, SecondPersonNeeded
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.tables import audit
from services.complaints.concealment.tables import ConcealmentReview
from services.complaints.service import ComplaintsService
from services.complaints.watched_repairs.tables import WatchedRepair
from tests.operations.complaints.concealment.happenings import (
    DAY,
    completed,
    decide,
    followed_up,
    item,
    items,
    requested,
    visited,
)
from tests.operations.complaints.conftest import Desk
from tests.operations.test_retention import pass_nights
from tests.support.community import OTHER, THERE


def test_X12_a_verdict_has_its_reason_and_consequence_and_is_given_once(desk: Desk) -> None:
    followed_up(desk, 1)
    desk.later(days=3)
    found = item(desk)
    assert found["decides"]
    said = {"verdict": "confirmed", "reason": "当面听到未登记", "consequence": "当月绩效扣分"}
    done = decide(desk, found, **said)
    assert {name: done[name] for name in ("state", "reason", "consequence", "decided_by")} == {
        "state": "confirmed", "reason": "当面听到未登记", "consequence": "当月绩效扣分",
        "decided_by": "supervisor",
    }  # fmt: skip
    assert not done["decides"]
    assert desk.published("concealment_decided") == [
        {"review_id": found["id"], "number": "WX-r1", "verdict": "confirmed"}
    ]
    with pytest.raises(ReviewDecided) as refused:
        decide(desk, found, desk.director)
    assert refused.value.code == "review_decided"
    assert items(desk, state="open") == []
    assert len(items(desk, state="confirmed", decided=True, month="2026-11")) == 1
    assert items(desk, month="2026-10") == []


@pytest.mark.parametrize(
    ("said", "blamed"),
    [
        ({"verdict": "confirmed"}, "consequence"),
        ({"consequence": "扣分"}, "consequence"),
        ({"reason": ""}, "reason"),
        ({"verdict": "open"}, "verdict"),
    ],
)
def test_X12_half_a_verdict_is_refused(desk: Desk, said: dict[str, str], blamed: str) -> None:
    followed_up(desk, 1)
    desk.later(days=3)
    with pytest.raises(InvalidInput) as refused:
        decide(desk, item(desk), **said)
    assert blamed in refused.value.errors
    assert item(desk)["state"] == "open"


def test_X12_nobody_reviews_what_they_had_a_part_in(desk: Desk) -> None:
    case = desk.lodge(desk.deputy, gravity="major")
    desk.triage(case, gravity="general")
    found = item(desk)
    assert not found["decides"]
    for one in (desk.supervisor, desk.deputy):  # who triaged it, and who took it down
        with pytest.raises(SecondPersonNeeded) as refused:
            decide(desk, found, one)
        assert refused.value.code == "second_person_needed"
    desk.act(case, "handle", desk.director, result="已处理")
    with pytest.raises(SecondPersonNeeded):
        decide(desk, found, desk.director)
    assert decide(desk, found, desk.actor("director", id="p-second"))["state"] == "dismissed"


def test_X12_who_closed_it_does_not_review_it(desk: Desk) -> None:
    case = desk.bring("answered")
    desk.ask(case, "department")
    desk.ask(case, "resident")
    desk.act(case, "close", desk.deputy)
    with pytest.raises(SecondPersonNeeded):
        decide(desk, item(desk), desk.deputy)


def test_X12_without_the_rule_of_the_second_person_they_would(
    desk: Desk, anybody_decides: None
) -> None:
    """Negative control."""
    desk.triage(desk.lodge(gravity="major"), gravity="general")
    assert decide(desk, item(desk))["state"] == "dismissed"


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.SYSTEM])
def test_X12_supervisors_and_those_above_see_and_decide_and_nobody_else(
    desk: Desk, role: Role
) -> None:
    followed_up(desk, 1)
    desk.later(days=3)
    found, caller = item(desk), desk.actor(role, id="p-somebody")
    if role in MANAGERS:
        assert desk.call("list_reviews", caller)["items"]
        assert decide(desk, found, caller)["state"] == "dismissed"
        return
    for refused in (
        lambda: desk.call("list_reviews", caller),
        lambda: desk.call("get_review", caller, review_id=found["id"]),
        lambda: decide(desk, found, caller),
    ):
        with pytest.raises(Forbidden):
            refused()


def test_X12_another_community_is_none_of_theirs(desk: Desk) -> None:
    followed_up(desk, 1)
    followed_up(desk, 2, repair_id="r2", number="WX-r2", household_id="h9", where=THERE)
    desk.later(days=3)
    here, there = (
        desk.actor("supervisor", grants=frozenset({Grant("supervisor", one)}))
        for one in (FIRST_COMMUNITY, OTHER)
    )
    (mine,) = desk.call("list_reviews", here)["items"]
    (theirs,) = desk.call("list_reviews", there)["items"]
    assert (mine["number"], theirs["number"]) == ("WX-r1", "WX-r2")
    for method, data in (("get_review", {}), ("decide_review", {"verdict": "dismissed"})):
        said = {"review_id": theirs["id"]} | data | ({"reason": "无"} if data else {})
        with pytest.raises(NotFound):
            desk.call(method, here, **said)


def test_X12_what_may_still_be_recorded_is_shown_to_nobody(desk: Desk) -> None:
    followed_up(desk, 1)
    with desk.store.read() as uow:
        (waiting,) = uow.session.scalars(select(ConcealmentReview.id))
    assert items(desk) == []
    with pytest.raises(NotFound):
        desk.call("get_review", desk.supervisor, review_id=waiting)
    with pytest.raises(NotFound):
        decide(desk, {"id": waiting})


def test_X12_the_months_report_counts_them_by_rule(desk: Desk) -> None:
    followed_up(desk, 1)
    visited(desk, "要投诉")
    desk.triage(desk.lodge(household_id="h2", gravity="major"), gravity="general")
    desk.later(days=3)
    decide(desk, item(desk, rule="low_rating"))
    said = {"verdict": "confirmed", "consequence": "约谈"}
    decide(desk, item(desk, rule="grievance_words"), **said)
    report = desk.call("report", desk.supervisor, month="2026-11")["concealment"]
    assert {tuple(row.values()) for row in report if row["found"]} == {
        ("low_rating", 1, 0, 1), ("grievance_words", 1, 1, 0), ("downgraded", 1, 0, 0),
    }  # fmt: skip
    assert len(report) == 5


def words_kept(desk: Desk) -> set[tuple[str | None, ...]]:
    with desk.store.read() as uow:
        found = uow.session.scalars(select(ConcealmentReview)).all()
        return {(one.remark, one.reason, one.consequence) for one in found}


def test_X12_the_words_go_as_those_of_cases_do_and_the_verdict_stays(desk: Desk) -> None:
    case = desk.bring("closed", household_id="h2")
    visited(desk, "住户要投诉")
    desk.later(days=3)
    said = {"verdict": "confirmed", "reason": "未登记", "consequence": "约谈"}
    for one in items(desk):
        decide(desk, one, desk.actor("director", id="p-second"), **said)
    kept = {("住户要投诉", "未登记", "约谈"), (None, "未登记", "约谈")}
    assert words_kept(desk) == kept
    desk.clock.advance(1_820 * DAY)
    pass_nights(desk.store, ComplaintsService, desk.clock)
    assert words_kept(desk) == kept, "not yet"
    desk.clock.advance(10 * DAY)
    pass_nights(desk.store, ComplaintsService, desk.clock)
    assert words_kept(desk) == {(None, None, None)}
    assert desk.get(case)["erased_at"]
    assert {one["state"] for one in items(desk)} == {"confirmed"}


def test_X12_what_was_repaired_is_remembered_as_long_as_it_can_be_repeated(desk: Desk) -> None:
    requested(desk, "r1")
    completed(desk, "r1", DAY)
    for days, number in ((29, 1), (5, 0)):
        desk.clock.advance(days * DAY)
        pass_nights(desk.store, ComplaintsService, desk.clock)
        with desk.store.read() as uow:
            assert len(uow.session.scalars(select(WatchedRepair)).all()) == number


def test_X12_words_that_nobody_need_look_into_are_not_kept(desk: Desk) -> None:
    visited(desk, "住户要投诉")
    assert words_kept(desk) == {("住户要投诉", None, None)}
    desk.lodge()
    desk.later(days=3)
    assert words_kept(desk) == {(None, None, None)}


def test_X12_what_people_said_is_not_in_the_audit_trail(desk: Desk) -> None:
    visited(desk, "住户要投诉")
    desk.later(days=3)
    decide(desk, item(desk), reason="已另案登记")
    with desk.store.read() as uow:
        changes = str(uow.session.execute(select(audit.c.changes)).all())
    assert "concealment_reviews" in changes or "dismissed" in changes
    assert "要投诉" not in changes and "已另案登记" not in changes
