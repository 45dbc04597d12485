"""Notes, additions and replies: a case is talked about, and no clock minds it (C13, X09)."""

from typing import Any

import pytest

from contracts.complaints.comments import CaseClosed, NobodyReads, NotAColleague
from contracts.complaints.intake import OnlineOnly
from foundation.errors import Forbidden, ForbiddenPhrase, IllegalTransition, InvalidInput, NotFound
from services.complaints.comments import queries
from services.complaints.timeline import operations as timeline
from tests.operations.complaints.conftest import Answer, Desk
from tests.operations.complaints.test_erased import ERASED
from tests.operations.conftest import put_person

CLOCK = ("due_at", "deadline", "escalations", "tier", "status")
INVISIBLE = "\u200b\u200b \u2060"


def note(desk: Desk, case: Answer, by: Any = None, **data: Any) -> Answer:
    values = {"text": "住户情绪激动，先由主管联系"} | data
    return desk.act(case, "add_note", by or desk.receptionist, **values)


def add(desk: Desk, case: Answer, by: Any = None, **data: Any) -> Answer:
    return desk.act(case, "supplement", by or desk.resident, **{"text": "今早又停了"} | data)


def reply(desk: Desk, case: Answer, by: Any = None, **data: Any) -> Answer:
    values = {"text": "师傅下午到场，请留意电话。"} | data
    return desk.act(case, "reply", by or desk.engineer, **values)


def texts(desk: Desk, case: Answer, by: Any = None) -> list[tuple[str, str]]:
    return [(one["kind"], one["text"]) for one in desk.get(case, by)["comments"]]


def test_C13_a_case_is_a_conversation(desk: Desk) -> None:
    case = desk.bring("accepted")
    add(desk, case)
    desk.later(minutes=1)
    reply(desk, case)
    desk.later(minutes=1)
    add(desk, case, text="好的")
    said = [
        ("addition", "今早又停了"),
        ("reply", "师傅下午到场，请留意电话。"),
        ("addition", "好的"),
    ]
    assert texts(desk, case) == texts(desk, case, desk.resident) == said
    first, *_ = desk.get(case)["comments"]
    assert (first["by"], first["channel"], first["mentions"]) == ("resident", "online", [])


@pytest.mark.both_databases
def test_C13_residents_never_see_a_note(desk: Desk) -> None:
    case = desk.bring("accepted")
    put_person(desk.store, "p-eng", "engineer", name="孙工")
    note(desk, case, text="机密甲", mentions=["p-eng"])
    (seen,) = desk.get(case)["comments"]
    assert (seen["kind"], seen["text"], seen["mentions"]) == ("note", "机密甲", ["孙工"])
    theirs = desk.get(case, desk.resident)
    assert theirs["comments"] == []
    assert "noted" not in [entry["action"] for entry in theirs["timeline"]]
    assert "机密甲" not in str(theirs)
    (told,) = desk.published("complaint_noted")
    assert told["mentioned_ids"] == ["p-eng"] and "机密甲" not in str(told)


def test_C13_without_the_rule_a_resident_would_read_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    case = note(desk, desk.bring("accepted"))
    everything = queries.select(queries.Comment.__table__)
    monkeypatch.setattr(queries, "OF_CASE", everything)
    assert texts(desk, case, desk.resident)


def test_C13_somebody_of_the_staff_who_lives_here_sees_notes_as_staff_alone(desk: Desk) -> None:
    case = note(desk, desk.bring("accepted"))
    neighbour = desk.actor("resident", id="p-engineer", household_ids=["h1"])
    assert texts(desk, case, neighbour) == []


@pytest.mark.parametrize(
    "role",
    ["receptionist", "steward", "engineer", "supervisor", "deputy", "director", "finance",
     "inspector"],
)  # fmt: skip
def test_C13_all_staff_write_notes(desk: Desk, role: str) -> None:
    note(desk, desk.bring("accepted"), getattr(desk, role))


def test_C13_residents_write_no_notes_and_no_replies(desk: Desk) -> None:
    case = desk.bring("accepted")
    with pytest.raises(Forbidden):
        note(desk, case, desk.resident)
    with pytest.raises(Forbidden):
        reply(desk, case, desk.resident)
    with pytest.raises(Forbidden):
        reply(desk, case, desk.inspector)  # stays independent of cases
    with pytest.raises(Forbidden):
        add(desk, case, desk.inspector, channel="phone")


@pytest.mark.parametrize("who", ["unknown", "resident", "left", "admin"])
def test_C13_only_colleagues_who_may_see_the_case_are_mentioned(desk: Desk, who: str) -> None:
    case = desk.bring("accepted")
    put_person(desk.store, "p-left", "engineer", active=False)
    put_person(desk.store, "p-admin", "admin")
    with pytest.raises(NotAColleague) as refused:
        note(desk, case, mentions=["p-engineer", f"p-{who}"])
    assert "mentions" in refused.value.errors
    assert texts(desk, case) == []
    assert desk.published("complaint_noted") == []


def test_C13_a_right_that_was_taken_away_is_no_longer_mentioned(desk: Desk) -> None:
    case = desk.bring("accepted")
    note(desk, case, mentions=["p-engineer"])
    put_person(desk.store, "p-engineer", "resident", version=2)
    with pytest.raises(NotAColleague):
        note(desk, case, mentions=["p-engineer"])


@pytest.mark.parametrize("text", ["", "  ", INVISIBLE, "长" * 2001])
@pytest.mark.parametrize("say", [note, add, reply])
def test_C13_a_comment_says_something_and_not_too_much(desk: Desk, say: Any, text: str) -> None:
    case = desk.bring("accepted")
    with pytest.raises(InvalidInput) as refused:
        say(desk, case, text=text)
    assert "text" in refused.value.errors


def test_C13_too_many_mentions_are_refused(desk: Desk) -> None:
    with pytest.raises(InvalidInput) as refused:
        note(desk, desk.bring("accepted"), mentions=[f"p-{number}" for number in range(21)])
    assert "mentions" in refused.value.errors


def test_C13_neighbours_add_nothing(desk: Desk) -> None:
    case = desk.bring("accepted")
    with pytest.raises(NotFound):
        add(desk, case, desk.neighbour)
    with pytest.raises(NotFound):
        add(desk, case, desk.actor("resident", household_ids=[]))  # moved out: taken down for h1


def test_C13_the_desk_adds_what_a_resident_says_and_how_it_came(desk: Desk) -> None:
    case = desk.bring("accepted")
    with pytest.raises(InvalidInput) as refused:
        add(desk, case, desk.receptionist)
    assert "channel" in refused.value.errors
    add(desk, case, desk.receptionist, channel="phone")
    (said,) = desk.get(case, desk.resident)["comments"]
    assert (said["channel"], said["by"]) == ("phone", "receptionist")
    with pytest.raises(OnlineOnly):
        add(desk, case, channel="phone")


def test_C13_new_words_wait_until_somebody_does_something_with_the_case(desk: Desk) -> None:
    case = desk.bring("accepted")
    other = desk.bring("accepted")

    def unread(by: Any = None) -> list[str]:
        found = desk.call("search", by or desk.supervisor, unread=True)["items"]
        return [one["id"] for one in found]

    add(desk, case)
    add(desk, case, text="又停了")
    assert unread() == [case["id"]]
    assert desk.get(case, desk.resident)["unread_since"] is None
    assert unread(desk.resident) == []
    desk.at("2026-11-02 20:00")  # escalated by the clock: nobody looked
    assert unread() == [case["id"]]
    note(desk, case)
    assert unread() == []
    add(desk, other, desk.receptionist, channel="phone")  # waits for whoever has the case
    assert unread() == [other["id"]]
    reply(desk, other)
    assert unread() == []


def test_C13_without_the_mark_nobody_would_see_that_words_were_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(timeline, "seen", lambda uow, complaint: None)
    case = desk.bring("accepted")
    add(desk, case)
    note(desk, case)
    assert desk.get(case)["unread_since"] is not None


def test_C13_who_has_the_case_is_told_of_new_words(desk: Desk) -> None:
    case = add(desk, desk.bring("accepted"))
    (told,) = desk.published("complaint_supplemented")
    assert told["first_responsible_id"] == case["first_responsible_id"] == desk.receptionist.id
    assert told["text"] == "今早又停了"


def test_X09_words_never_touch_the_clock(desk: Desk) -> None:
    case = desk.bring("accepted")
    before = desk.get(case)
    desk.at("2026-11-02 16:00")
    add(desk, case)
    note(desk, case)
    reply(desk, case)
    after = desk.get(case)
    assert {name: after[name] for name in CLOCK} == {name: before[name] for name in CLOCK}
    desk.at("2026-11-02 20:00")
    assert [tier for tier, _ in desk.tiers(case)] == ["supervisor"]
    add(desk, case)
    note(desk, case)
    assert [tier for tier, _ in desk.tiers(case)] == ["supervisor"]
    assert desk.get(case)["due_at"] == before["due_at"]


def test_C13_a_paused_case_is_talked_about_and_stays_paused(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.act(case, "pause", desk.supervisor, reason="等住户回家")
    add(desk, case)
    assert reply(desk, case)["paused"]


def test_C13_a_closed_case_takes_notes_alone(desk: Desk) -> None:
    case = desk.bring("closed")
    with pytest.raises(CaseClosed):
        add(desk, case)
    with pytest.raises(CaseClosed):
        add(desk, case, desk.receptionist, channel="phone")
    with pytest.raises(IllegalTransition):
        reply(desk, case)
    note(desk, case)
    assert desk.get(case)["status"] == "closed"


def test_C13_a_reply_needs_somebody_who_reads_it(desk: Desk) -> None:
    case = desk.triage(desk.lodge(household_id=None, place="大堂"))
    assert "reply" not in desk.get(case)["actions"]
    with pytest.raises(NobodyReads):
        reply(desk, case)


def test_C08_a_reply_keeps_to_the_service_language(desk: Desk) -> None:
    with pytest.raises(ForbiddenPhrase) as refused:
        reply(desk, desk.bring("accepted"), text="不知道。")
    assert "text" in refused.value.errors


def test_C13_a_reply_is_no_answer(desk: Desk) -> None:
    case = reply(desk, desk.lodge_online())
    assert (case["status"], case["answered_at"]) == ("lodged", None)
    (told,) = desk.published("complaint_replied")
    assert told["lodged_by_id"] == desk.resident.id


def test_C13_what_is_sent_twice_is_said_once(desk: Desk) -> None:
    case = desk.bring("accepted")
    for by, say in ((desk.resident, add), (desk.receptionist, note), (desk.engineer, reply)):
        keyed = desk.actor(
            by.name, id=by.id, household_ids=by.household_ids, idempotency_key=f"k-{by.id}"
        )
        say(desk, case, keyed)
        say(desk, case, keyed)
    assert sorted(kind for kind, _ in texts(desk, case)) == ["addition", "note", "reply"]


@pytest.mark.both_databases
def test_P07_a_case_is_found_by_what_was_said_of_it(desk: Desk) -> None:
    case = desk.bring("accepted")
    add(desk, case, text="水泵房有异响")
    note(desk, case, text="疑似叶轮磨损")
    for words in ("异响", "叶轮"):
        found = desk.call("find", desk.receptionist, q=words)["items"]
        assert [one["title"] for one in found] == [case["number"]]


def test_P08_nothing_that_was_said_stays_with_whoever_left(desk: Desk) -> None:
    case = desk.lodge_online()
    add(desk, case)
    desk.receives("on_person_changed", **ERASED)
    (said,) = desk.get(case)["comments"]
    assert said["by"] == "—"
