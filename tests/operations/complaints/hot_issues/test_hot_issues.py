"""Hot issues: similar cases suggested, merged, answered at once by two persons (X16)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from contracts.complaints import hot_issues as contract
from contracts.roles import Role
from foundation.actor import Actor, Grant
from foundation.errors import (
    Forbidden,
    ForbiddenPhrase,
    IllegalTransition,
    InvalidInput,
    NotFound,
    SecondPersonNeeded,
)
from foundation.scope import FIRST_COMMUNITY
from services.complaints.hot_issues import operations
from tests.operations.complaints.conftest import Answer, Desk
from tests.operations.conftest import put_household
from tests.support.at_once import at_once
from tests.support.community import OTHER, THERE

TEXT = "循环泵已更换，热水今晚恢复。"
OFFICERS = {"receptionist", "supervisor", "deputy_manager", "director"}


def make(desk: Desk, *cases: Answer, by: Actor | None = None, title: str = "热水中断") -> Answer:
    ids = [case["id"] for case in cases]
    who = by or desk.receptionist
    return dict(desk.call("make_hot_issue", who, title=title, complaint_ids=ids))


def on(desk: Desk, issue: Answer, method: str, by: Actor | None = None, **data: Any) -> Any:
    return desk.call(method, by or desk.receptionist, hot_issue_id=issue["id"], **data)


def members(desk: Desk, issue: Answer) -> dict[str, Answer]:
    found = on(desk, issue, "list_hot_issue_members")["items"]
    return {one["number"]: one for one in found}


def draft(desk: Desk, issue: Answer, by: Actor | None = None, text: str = TEXT) -> Answer:
    return dict(on(desk, issue, "draft_hot_issue_answer", by, text=text))


def decide(desk: Desk, issue: Answer, by: Actor | None = None, **data: Any) -> Answer:
    said = {"approve": True} | data
    return dict(on(desk, issue, "decide_hot_issue_answer", by or desk.supervisor, **said))


def outcomes(answer: Answer) -> dict[str, str]:
    return {one["number"]: one["outcome"] for one in answer["outcomes"]}


@pytest.fixture
def handled(desk: Desk) -> list[Answer]:
    """Two cases that can be answered: one by telephone, one online."""
    return [desk.bring("handled"), desk.bring("handled", desk.lodge_online())]


def test_X16_open_cases_about_the_same_are_suggested(desk: Desk) -> None:
    case = desk.lodge(description="三天没有热水")
    like = desk.lodge(description="热水停了，洗不了澡")
    desk.lodge(description="热水停了，洗不了澡", household_id="h2")
    desk.lodge(description="楼道灯不亮")
    desk.bring("answered", description="没有热水")
    (found,) = desk.act(case, "find_similar", desk.receptionist)["items"]
    assert (found["number"], found["hot_issue_id"]) == (like["number"], None)
    assert found["score"] >= 46
    issue = make(desk, like, desk.lodge(description="热水还没来"))
    again = desk.act(case, "find_similar", desk.receptionist)
    assert {one["hot_issue_id"] for one in again["items"]} == {issue["id"]}
    (fits,) = again["hot_issues"]
    assert (fits["title"], fits["members"]) == ("热水中断", 2)
    assert desk.act(like, "find_similar", desk.receptionist)["hot_issue"] == "热水中断"


def test_X16_what_came_more_than_thirty_days_before_is_not_suggested(desk: Desk) -> None:
    desk.lodge()
    desk.clock.advance(timedelta(days=30))
    case = desk.lodge()
    assert len(desk.act(case, "find_similar", desk.supervisor)["items"]) == 1
    desk.clock.advance(timedelta(seconds=1))
    case = desk.lodge()
    assert len(desk.act(case, "find_similar", desk.supervisor)["items"]) == 1
    desk.clock.advance(timedelta(days=31))
    assert desk.act(desk.lodge(), "find_similar", desk.supervisor)["items"] == []


def test_X16_a_contact_that_is_being_written_down_is_compared_too(desk: Desk) -> None:
    case = desk.lodge()
    ask = {"text": "热水停了三天", "household_id": "h1"}
    (found,) = desk.call("find_alike", desk.receptionist, **ask)["items"]
    assert found["number"] == case["number"]
    assert desk.call("find_alike", desk.receptionist, **ask | {"household_id": "h2"})["items"] == []
    with pytest.raises(NotFound):
        desk.call("find_alike", desk.receptionist, **ask | {"household_id": "nobody"})


def test_X16_cases_are_merged_and_keep_clock_channel_and_people(
    desk: Desk, handled: list[Answer]
) -> None:
    before = [desk.get(case) for case in handled]
    tiers = [desk.tiers(case) for case in handled]
    issue = make(desk, *handled)
    assert (issue["state"], issue["members"], issue["unanswered"]) == ("open", 2, 2)
    after = [desk.get(case) for case in handled]
    own = ("due_at", "deadline", "channel", "first_responsible_id", "handler_id", "status", "tier")
    assert [[case[name] for name in own] for case in after] == [
        [case[name] for name in own] for case in before
    ]
    assert [desk.tiers(case) for case in handled] == tiers
    assert desk.actions(handled[0])[-1] == "hot_issue_joined"
    assert "hot_issue_joined" not in desk.actions(handled[1], desk.resident)


def test_X16_X09_the_clock_of_each_runs_on_and_escalates_it_by_itself(desk: Desk) -> None:
    early, late = desk.bring("accepted"), desk.bring("accepted", gravity="major")
    alone = desk.bring("accepted"), desk.bring("accepted", gravity="major")
    desk.act(early, "pause", desk.receptionist, reason="住户外出")
    desk.act(alone[0], "pause", desk.receptionist, reason="住户外出")
    make(desk, early, late)
    desk.later(hours=6)
    assert desk.tiers(late) == desk.tiers(alone[1]) != []
    assert desk.tiers(early) == desk.tiers(alone[0])
    assert desk.get(early)["paused"] and not desk.get(late)["paused"]


def test_X16_a_case_belongs_to_one_hot_issue(desk: Desk, handled: list[Answer]) -> None:
    issue = make(desk, *handled)
    third = desk.bring("accepted")
    with pytest.raises(contract.HotIssueTwice) as refused:
        make(desk, third, handled[0])
    assert refused.value.code == "hot_issue_twice" and "complaint_ids" in refused.value.errors
    assert on(desk, issue, "add_hot_issue_members", complaint_ids=[handled[0]["id"]]) == issue
    added = on(desk, issue, "add_hot_issue_members", complaint_ids=[third["id"]])
    assert added["members"] == 3


def test_X16_without_the_guard_the_table_still_refuses_a_second_one(
    desk: Desk, handled: list[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    make(desk, *handled)
    monkeypatch.setattr(operations, "membership", lambda uow, case: None)
    with pytest.raises(IntegrityError):
        make(desk, desk.bring("accepted"), handled[0])


def test_X16_two_open_cases_make_one(desk: Desk, handled: list[Answer]) -> None:
    for cases in ([handled[0]], [handled[0], handled[0]]):
        with pytest.raises(InvalidInput) as refused:
            make(desk, *cases)
        assert "complaint_ids" in refused.value.errors
    with pytest.raises(contract.HotIssueCaseOver):
        make(desk, handled[0], desk.bring("answered"))
    with pytest.raises(NotFound):
        make(desk, handled[0], {"id": "nothing"})


@pytest.mark.both_databases
def test_X16_cases_of_two_communities_are_not_merged(desk: Desk, handled: list[Answer]) -> None:
    there = desk.actor("receptionist", grants=frozenset({Grant("receptionist", OTHER)}))
    put_household(desk.store, "t-h1", where=THERE, building="1栋", unit="1-101")
    other = desk.lodge(there, household_id="t-h1")
    grants = frozenset(Grant("receptionist", one) for one in (FIRST_COMMUNITY, OTHER))
    both = desk.actor("receptionist", id="p-both", grants=grants)
    with pytest.raises(contract.HotIssueSeveralCommunities):
        make(desk, handled[0], other, by=both)
    issue = make(desk, *handled)
    with pytest.raises(NotFound):
        on(desk, issue, "add_hot_issue_members", both, complaint_ids=[other["id"]])
    for method in ("get_hot_issue", "list_hot_issue_members", "list_hot_issue_answers"):
        with pytest.raises(NotFound):
            on(desk, issue, method, there)
    assert desk.call("list_hot_issues", there)["items"] == []
    assert desk.act(other, "find_similar", there)["items"] == []
    with pytest.raises(NotFound):
        on(desk, issue, "draft_hot_issue_answer", there, text=TEXT)


def test_X16_a_case_that_is_taken_out_goes_on_by_itself(desk: Desk, handled: list[Answer]) -> None:
    issue = make(desk, *handled, desk.bring("accepted"))
    out = on(desk, issue, "remove_hot_issue_member", complaint_id=handled[0]["id"])
    assert out["members"] == 2
    left = members(desk, issue)[handled[0]["number"]]
    assert left["left_cause"] == "taken_out" and left["left_at"]
    with pytest.raises(contract.NotInHotIssue):
        on(desk, issue, "remove_hot_issue_member", complaint_id=handled[0]["id"])
    make(desk, handled[0], desk.bring("accepted"), title="另一件")
    with pytest.raises(contract.NotInHotIssue):
        on(desk, issue, "remove_hot_issue_member", complaint_id=handled[0]["id"])


def test_X16_one_answer_goes_to_each_on_its_own_channel(desk: Desk, handled: list[Answer]) -> None:
    issue = make(desk, *handled)
    waits = draft(desk, issue)
    assert (waits["status"], waits["decides"]) == ("requested", False)
    assert on(desk, issue, "get_hot_issue")["state"] == "submitted"
    assert desk.published("complaint_answered") == []
    sent = decide(desk, issue)
    assert outcomes(sent) == {case["number"]: "told" for case in handled}
    told = desk.published("complaint_answered")
    assert sorted((one["number"], one["channel"], one["text"]) for one in told) == sorted(
        (case["number"], case["channel"], TEXT) for case in handled
    )
    for case in handled:
        shown = desk.get(case)
        assert (shown["status"], shown["deadline"]["kept"]) == ("answered", True)
        assert [one["text"] for one in shown["answers"]] == [TEXT]
        assert "answered" in desk.actions(case, desk.resident)
    assert on(desk, issue, "get_hot_issue")["state"] == "answered"
    with pytest.raises(contract.NobodyToAnswer):
        draft(desk, issue)


def test_X16_who_cannot_be_answered_now_is_said_and_the_others_are(
    desk: Desk, handled: list[Answer]
) -> None:
    paused, lodged = desk.bring("accepted"), desk.lodge()
    judged = desk.triage(desk.lodge(), valid=False, ground="不属合同范围")
    apart = desk.bring("handled")
    gone = desk.bring("handled")
    desk.act(paused, "pause", desk.receptionist, reason="住户外出")
    issue = make(desk, *handled, paused, lodged, judged, apart, gone)
    draft(desk, issue)
    desk.later(minutes=1)
    desk.answer(apart)
    on(desk, issue, "remove_hot_issue_member", complaint_id=gone["id"])
    before = desk.get(paused)
    sent = decide(desk, issue)
    assert outcomes(sent) == {case["number"]: "told" for case in handled} | {
        paused["number"]: "paused",
        lodged["number"]: "unhandled",
        judged["number"]: "unconfirmed",
        apart["number"]: "apart",
        gone["number"]: "left",
    }
    assert desk.get(paused) == before  # nothing was half done
    assert desk.get(lodged)["answers"] == desk.get(gone)["answers"] == []
    assert len(desk.get(apart)["answers"]) == 1
    (again,) = on(desk, issue, "list_hot_issue_answers")["items"]
    assert again["outcomes"] == sent["outcomes"]
    assert on(desk, issue, "get_hot_issue")["state"] == "open"
    desk.bring("handled", desk.triage(lodged))
    desk.later(minutes=1)
    draft(desk, issue)
    later = outcomes(decide(desk, issue))
    assert later[lodged["number"]] == "told" and handled[0]["number"] not in later
    assert len(desk.get(handled[0])["answers"]) == 1


def test_X16_without_asking_first_a_member_that_cannot_be_answered_would_hold_up_all(
    desk: Desk, handled: list[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    issue = make(desk, *handled, desk.lodge())
    draft(desk, issue)
    monkeypatch.setattr(operations, "require_answerable", lambda uow, case: None)
    with pytest.raises(IllegalTransition):
        decide(desk, issue)
    assert desk.published("complaint_answered") == []
    assert on(desk, issue, "get_hot_issue")["state"] == "submitted"


def test_X16_two_persons_answer(desk: Desk, handled: list[Answer]) -> None:
    issue = make(desk, *handled)
    draft(desk, issue, desk.supervisor)
    with pytest.raises(SecondPersonNeeded):
        decide(desk, issue, desk.supervisor)
    with pytest.raises(Forbidden):
        decide(desk, issue, desk.receptionist)
    (waits,) = on(desk, issue, "list_hot_issue_answers", desk.deputy)["items"]
    assert waits["decides"] and waits["requested_by"] == "supervisor"
    assert decide(desk, issue, desk.deputy)["decided_by"] == "deputy_manager"
    with pytest.raises(contract.HotIssueAnswerDecided):
        decide(desk, issue, desk.director)
    assert len(desk.published("complaint_answered")) == 2


def test_X16_without_the_rule_one_could_do_both(
    desk: Desk, handled: list[Answer], anybody_decides: None
) -> None:
    """Negative control."""
    issue = make(desk, *handled)
    draft(desk, issue, desk.supervisor)
    assert decide(desk, issue, desk.supervisor)["status"] == "sent"


def test_X16_an_answer_that_is_rejected_reaches_nobody(desk: Desk, handled: list[Answer]) -> None:
    issue = make(desk, *handled)
    draft(desk, issue)
    with pytest.raises(contract.HotIssueAnswerWaiting):
        draft(desk, issue)
    with pytest.raises(InvalidInput) as refused:
        decide(desk, issue, approve=False)
    assert "remark" in refused.value.errors
    said = decide(desk, issue, approve=False, remark="请写明时间")
    assert (said["status"], said["outcomes"]) == ("rejected", [])
    assert desk.published("complaint_answered") == []
    assert draft(desk, issue)["status"] == "requested"


def test_X16_what_must_not_be_said_is_refused_before_it_waits(
    desk: Desk, handled: list[Answer]
) -> None:
    issue = make(desk, *handled)
    with pytest.raises(ForbiddenPhrase) as refused:
        draft(desk, issue, text="您好，不知道。")
    assert "text" in refused.value.errors
    assert on(desk, issue, "list_hot_issue_answers")["items"] == []


def test_X16_X10_a_case_that_is_not_solved_leaves(desk: Desk, handled: list[Answer]) -> None:
    issue = make(desk, *handled)
    draft(desk, issue)
    decide(desk, issue)
    desk.ask(handled[0], "department")
    desk.ask(handled[0], "resident", "unsolved")
    left = members(desk, issue)[handled[0]["number"]]
    assert (left["left_cause"], left["status"]) == ("unsolved", "handling")
    assert on(desk, issue, "get_hot_issue")["members"] == 1
    assert "hot_issue_left" in desk.actions(handled[0])
    make(desk, desk.get(handled[0]), desk.bring("accepted"), title="再次")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
def test_X16_officers_merge_and_answer_nobody_else(
    desk: Desk, handled: list[Answer], role: Role
) -> None:
    issue = make(desk, *handled)
    homes = {"household_ids": ["h1"]} if role == Role.RESIDENT else {}
    who = desk.actor(str(role), id="p-somebody", **homes)
    asked: dict[str, Callable[[], Any]] = {
        "similar": lambda: desk.act(handled[0], "find_similar", who),
        "alike": lambda: desk.call("find_alike", who, text="热水", household_id="h1"),
        "list": lambda: desk.call("list_hot_issues", who, state="open"),
        "get": lambda: on(desk, issue, "get_hot_issue", who),
        "members": lambda: on(desk, issue, "list_hot_issue_members", who),
        "answers": lambda: on(desk, issue, "list_hot_issue_answers", who),
        "make": lambda: make(desk, desk.lodge(), desk.lodge(), by=who),
        "add": lambda: on(
            desk, issue, "add_hot_issue_members", who, complaint_ids=[desk.lodge()["id"]]
        ),
        "remove": lambda: on(
            desk, issue, "remove_hot_issue_member", who, complaint_id=handled[0]["id"]
        ),
        "draft": lambda: draft(desk, issue, who),
    }
    for ask in asked.values():
        if role in OFFICERS:
            ask()
        else:
            with pytest.raises(Forbidden):
                ask()
    if role not in OFFICERS - {"receptionist"}:
        draft(desk, issue) if role not in OFFICERS else None
        with pytest.raises(Forbidden):
            decide(desk, issue, who)


def test_X16_a_right_that_was_taken_away_approves_nothing(
    desk: Desk, handled: list[Answer]
) -> None:
    issue = make(desk, *handled)
    draft(desk, issue)
    was = desk.actor("supervisor", grants=frozenset({Grant("supervisor", OTHER)}))
    for who in (was, desk.actor("receptionist", id="p-supervisor")):
        with pytest.raises((Forbidden, NotFound)):
            decide(desk, issue, who)
    assert desk.published("complaint_answered") == []


def test_X16_the_same_key_merges_and_sends_once(desk: Desk, handled: list[Answer]) -> None:
    keyed = desk.actor("receptionist", idempotency_key="k1")
    assert make(desk, *handled, by=keyed) == make(desk, *handled, by=keyed)
    (issue,) = desk.call("list_hot_issues", desk.supervisor)["items"]
    draft(desk, issue)
    approver = desk.actor("supervisor", idempotency_key="k2")
    assert decide(desk, issue, approver) == decide(desk, issue, approver)
    assert len(desk.published("complaint_answered")) == 2


def test_X16_hot_issues_of_a_state_are_listed(desk: Desk, handled: list[Answer]) -> None:
    waiting = make(desk, desk.lodge(), desk.lodge(), title="待答复")
    desk.later(minutes=1)
    sent = make(desk, *handled)
    draft(desk, sent)

    def titles(**data: Any) -> list[str]:
        return [
            one["title"] for one in desk.call("list_hot_issues", desk.supervisor, **data)["items"]
        ]

    assert titles() == ["热水中断", "待答复"]
    assert titles(state="submitted") == ["热水中断"]
    decide(desk, sent)
    assert titles(state="answered") == ["热水中断"]
    assert titles(state="open") == [waiting["title"]]


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_X16_two_who_merge_or_approve_at_once_do_it_once(desk: Desk, handled: list[Answer]) -> None:
    merges = [lambda by=by: make(desk, *handled, by=by) for by in (desk.supervisor, desk.director)]
    done = at_once(*merges)
    assert sum(isinstance(one, contract.HotIssueTwice) for one in done) == 1
    (issue,) = desk.call("list_hot_issues", desk.supervisor)["items"]
    draft(desk, issue)
    approvals = [lambda by=by: decide(desk, issue, by) for by in (desk.supervisor, desk.director)]
    done = at_once(*approvals)
    assert sum(isinstance(one, contract.HotIssueAnswerDecided) for one in done) == 1
    assert len(desk.published("complaint_answered")) == 2
