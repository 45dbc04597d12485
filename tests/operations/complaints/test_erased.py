"""P08: who complained and in which words is erased in time; the cases, and every figure, stay."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from foundation import erasure
from foundation.errors import InvalidInput
from foundation.storage.tables import audit
from foundation.storage.tables import metadata as shared
from services.complaints.service import ComplaintsService as Service
from tests.operations.complaints.conftest import Answer, Desk
from tests.operations.complaints.workbooks import encoded, workbook
from tests.operations.conftest import NOON
from tests.operations.test_retention import pass_nights
from tests.support.at_rest import everything as at_rest

YEARS = timedelta(days=1_825)
SECRETS = (
    "王芳", "13812345678", "热水", "循环泵", "阳台", "市民赵", "漏水到楼下", "无人管", "电话里说",
    "等备件", "已处理", "补一句", "内部说", "回一句", "听错了", "李雷", "自行解决",
)  # fmt: skip

FILE = encoded(
    workbook(
        [
            (
                1,
                "市民赵",
                "漏水到楼下",
                "2026/10/25 9:32:09",
                "无人管",
                "已处理",
                "2026/10/26 9:00:00",
            ),
            (2, "市民钱", "还没人来", "2026/11/01 9:32:09", "一直等", None, None),
        ]
    )
)


def figures(desk: Desk, month: str) -> list[Any]:
    """All that is counted of a month: what stands in the reports."""
    return [
        desk.call("report", desk.supervisor, month=month),
        desk.call("trend", desk.supervisor, month=month, months=3),
    ]


def everything(desk: Desk, *more: str) -> str:
    """All that the database holds of cases, and of `more` tables, as text."""
    tables = [
        *more, "complaints", "comments", "answers", "return_visits", "clock_stops", "escalations",
        "timeline", "incoming_documents", "platform_messages", "audit", "deadlines",
    ]  # fmt: skip
    known = {**Service.tables.tables, **shared.tables}
    with desk.store.engine.connect() as connection:
        rows = [connection.execute(select(known[name])).all() for name in tables]
    return json.dumps([[list(row) for row in one] for one in rows], ensure_ascii=False, default=str)


def lived(desk: Desk) -> list[dict[str, Any]]:
    """Cases of every shape that are over."""
    straight = desk.bring("closed")
    paused = desk.bring("accepted", channel="letter", description="阳台渗水")
    desk.act(paused, "pause", desk.supervisor, reason="等备件")
    desk.later(hours=3)
    desk.act(paused, "resume", desk.supervisor)
    paused = desk.bring("handled", paused)
    paused = desk.answer(paused, channel="phone", consent="业主电话里说可以", text="王芳女士您好")
    desk.ask(paused, "department")
    desk.ask(paused, "resident", "unsolved")
    paused = desk.bring("closed", dict(desk.get(paused)))
    own = desk.bring("closed", desk.lodge_online(description="阳台灯坏"))
    talked_about(desk)
    desk.call("import_platform", desk.receptionist, file=FILE, dry_run=False)
    return [straight, paused, own]


def talked_about(desk: Desk) -> None:
    """A case with all that is said beside its steps (C13)."""
    case = desk.bring("accepted", contact_name="李雷")
    desk.act(case, "supplement", desk.resident, text="补一句")
    desk.act(case, "add_note", desk.supervisor, text="内部说", mentions=["p-engineer"])
    desk.act(case, "reply", desk.engineer, text="回一句")
    desk.act(case, "correct", desk.receptionist, contact_name="王芳", reason="听错了")
    withdrawn = {"reason": "自行解决", "channel": "phone"}
    desk.act(case, "withdraw", desk.receptionist, **withdrawn)


def test_P08_what_was_said_goes_and_every_figure_stays(desk: Desk) -> None:
    cases = lived(desk)
    months = ("2026-11", "2026-10")
    desk.clock.set(NOON + YEARS - timedelta(days=5))
    pass_nights(desk.store, Service, desk.clock)
    before = [figures(desk, one) for one in months]
    held = everything(desk)
    assert [secret for secret in SECRETS if secret not in held] == [], "still kept"
    desk.clock.set(NOON + YEARS + timedelta(days=10))
    pass_nights(desk.store, Service, desk.clock)
    left = everything(desk)
    assert [secret for secret in SECRETS if secret in left] == []
    assert "还没人来" in left, "nobody has answered it"
    assert [figures(desk, one) for one in months] == before
    shown = desk.get(cases[1])
    assert shown["erased_at"] is not None and shown["status"] == "closed"
    entries = {one["action"]: one for one in shown["timeline"]}
    assert entries["paused"]["detail"].keys() == {"at_most_until"}
    assert entries["return_visited"]["detail"] == {"party": "resident", "result": "solved"}
    assert entries["lodged"]["actor"] == desk.receptionist.name, "who of the staff did it stays"
    assert {one["actor"] for one in desk.get(cases[2])["timeline"]} >= {""}, "who lodged it"
    with desk.store.read() as uow:
        mine = select(audit).where(audit.c.subject_id == cases[0]["id"])
        noted = uow.session.execute(mine).all()
    assert noted and all(one["erased"] for row in noted for one in row.changes)


def test_C05_a_message_that_comes_again_after_that_is_known_and_brings_nothing_back(
    desk: Desk,
) -> None:
    lived(desk)
    desk.clock.set(NOON + YEARS + timedelta(days=10))
    pass_nights(desk.store, Service, desk.clock)
    again = desk.call("import_platform", desk.receptionist, file=FILE, dry_run=False)
    assert (again["created"], again["duplicates"]) == (0, 2)
    assert "市民赵" not in everything(desk)


def test_P08_it_goes_on_portion_by_portion_and_what_happened_since_keeps_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasure, "BATCH", 2)
    cases = [desk.bring("closed") for _ in range(5)]
    desk.clock.set(NOON + YEARS + timedelta(days=10))
    desk.act(cases[2], "classify", desk.supervisor, final="repeat", reason="第三次")
    pass_nights(desk.store, Service, desk.clock)
    kept = [bool(desk.get(case)["description"]) for case in cases]
    assert kept == [False, False, True, False, False]


def test_P08_kept_for_good_or_for_three_years_at_least(desk: Desk) -> None:
    with pytest.raises(InvalidInput):
        desk.policy(keep_cases_days=1_000)
    desk.policy(keep_cases_days=0, keep_platform_messages_days=0)
    case = desk.bring("closed")
    desk.clock.set(NOON + YEARS * 5)
    pass_nights(desk.store, Service, desk.clock)
    assert desk.get(case)["description"]


ERASED = {
    "person_id": "p-resident", "version": 99, "name": "—", "roles": ["resident"], "buildings": [],
    "skills": [], "phone": None, "email": None, "active": False, "login": False,
    "household_ids": [], "erased": True,
}  # fmt: skip
"""What the directory publishes of a resident who left long ago."""


def told(desk: Desk) -> list[str]:
    """What the database tells of the resident."""
    found = at_rest(desk.store, "outbox")
    return [one for one in ("欧阳离去", "13987654321") if one in found]


def left(desk: Desk) -> Answer:
    """What somebody asked for who has left since."""
    desk.resident = replace(desk.resident, name="尉迟本人")
    case = desk.lodge_online(desk.resident, contact_name="欧阳离弃", contact_phone="13987654321")
    desk.act(case, "correct", desk.supervisor, contact_name="欧阳离去", reason="错字")
    desk.act(case, "supplement", desk.resident, text="补一句")
    desk.receives("on_person_changed", **ERASED | {"version": 98, "erased": False})
    assert told(desk) == ["欧阳离去", "13987654321"]
    assert "欧阳离弃" in str(desk.timeline(case))
    return case


def test_P08_who_has_left_is_erased_when_the_directory_says_so(desk: Desk) -> None:
    case = left(desk)
    desk.receives("on_person_changed", **ERASED)
    assert told(desk) == []
    assert desk.get(case)["description"], "the paper itself stays for its own time"
    assert "欧阳离弃" not in str(desk.timeline(case)), "nor what a correction found there"
    assert desk.resident.name not in at_rest(desk.store, "outbox", "audit"), "nor who did what"
    desk.receives("on_person_changed", **ERASED)
    checked = desk.call("verify_audit", desk.inspector)
    assert checked["broken"] == [] and checked["erased"] > 0, "the trail says who was erased"


def test_P08_what_an_event_of_before_says_does_not_bring_the_name_back(desk: Desk) -> None:
    left(desk)
    desk.receives("on_person_changed", **ERASED)
    late = {"version": 97, "erased": False, "name": "欧阳离去", "phone": "13987654321"}
    desk.receives("on_person_changed", **ERASED | late)
    assert told(desk) == []


def test_P08_who_has_left_and_has_a_case_open_is_not_erased_on_request(desk: Desk) -> None:
    case = desk.lodge_online(desk.resident)
    director = replace(desk.supervisor, roles=frozenset({"director"}), grants=frozenset())
    about = {"household_id": case["household_id"], "member_id": "m-gone"}

    def needs(person_id: str | None) -> list[str]:
        found = desk.call("needs_leaver", director, **about, person_id=person_id)
        return list(found["reasons"])

    assert needs(desk.resident.id) == ["complaint"]
    assert needs("p-another") == [] and needs(None) == []
    desk.bring("closed", case)
    assert needs(desk.resident.id) == []


def test_X16_P08_the_words_of_a_hot_issue_go_with_its_last_case(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasure, "BATCH", 1)
    cases = [desk.bring("handled", description=words) for words in ("热水停了", "没有热水")]
    ids = [case["id"] for case in cases]
    named = {"title": "王芳家楼上断供", "complaint_ids": ids}
    issue = desk.call("make_hot_issue", desk.receptionist, **named)["id"]
    said = {"hot_issue_id": issue, "text": "阀门已换好。"}
    desk.call("draft_hot_issue_answer", desk.receptionist, **said)
    decided = {"hot_issue_id": issue, "approve": True, "remark": "措辞可以"}
    desk.call("decide_hot_issue_answer", desk.supervisor, **decided)
    for case in cases:
        desk.confirm_and_close(case)
    desk.clock.set(NOON + YEARS + timedelta(days=10))
    kept = [word for word in (named["title"], said["text"], "措辞可以") if word in hot(desk)]
    assert len(kept) == 3
    pass_nights(desk.store, Service, desk.clock)
    left = hot(desk)
    assert [word for word in (*kept, "阀门") if word in left] == []
    assert desk.call("get_hot_issue", desk.supervisor, hot_issue_id=issue)["title"] == ""


def hot(desk: Desk) -> str:
    """All that the database holds of hot issues and of what was done with them, as text."""
    return everything(desk, "hot_issues", "hot_issue_members", "hot_issue_answers")
