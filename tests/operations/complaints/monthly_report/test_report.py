"""The month's report (X02, X03, X05, X09, X10, X11)."""

from typing import Any

import pytest

from foundation.errors import Forbidden, InvalidInput
from tests.operations.complaints.conftest import Desk

pytestmark = pytest.mark.both_databases


def report(desk: Desk, month: str = "2026-11") -> dict[str, Any]:
    return dict(desk.call("report", desk.supervisor, month=month))


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Those that are not none."""
    return {row["key"]: row["count"] for row in rows if row["count"]}


def test_X02_the_month_prints_the_line_of_contacts(desk: Desk) -> None:
    desk.bring("accepted")
    desk.lodge()
    invalid = desk.triage(desk.lodge(), valid=False, ground="不在范围")
    desk.act(invalid, "confirm_invalid", desk.deputy)
    desk.triage(desk.lodge(), valid=False, ground="等复核")
    for kind in ("inquiry", "suggestion", "report"):
        desk.lodge(kind=kind)
    assert report(desk)["contacts"] == {
        "contacts": 7, "valid": 1, "invalid": 1, "undecided": 2,
        "inquiries": 1, "suggestions": 1, "reports": 1,
    }  # fmt: skip
    assert report(desk)["complaints"] == 3
    assert report(desk)["invalid_verdicts"] == [
        {
            "officer_id": "p-supervisor",
            "officer": "supervisor",
            "verdicts": 3,
            "invalid": 1,
            "share": "33.3",
        }
    ]


def test_X02_a_month_is_the_local_month(desk: Desk) -> None:
    desk.at("2026-11-30 23:59")
    desk.lodge()
    desk.at("2026-12-01 00:00")
    desk.lodge()
    assert report(desk)["contacts"]["contacts"] == 1
    assert report(desk, "2026-12")["contacts"]["contacts"] == 1
    assert report(desk, "2026-10")["contacts"]["contacts"] == 0


def test_X14_the_month_is_shown_by_category_tier_and_team(desk: Desk) -> None:
    desk.bring("accepted", category="pests")
    moved = desk.bring("accepted", category="mail")
    desk.act(moved, "transfer", desk.supervisor, department="工程部")
    desk.at("2026-11-02 20:00")
    made = report(desk)
    assert counts(made["by_category"]) == {"pests": 1, "mail": 1}
    assert counts(made["by_tier"]) == {"receiver": 1, "supervisor": 1}
    assert counts(made["by_team"]) == {"desk": 1, "engineering": 1}


def test_X05_the_month_says_what_was_kept_missed_or_still_runs(desk: Desk) -> None:
    desk.bring("answered")
    late = desk.bring("accepted")
    desk.act(desk.bring("accepted"), "transfer", desk.supervisor, department="工程部")
    desk.at("2026-11-02 21:00")
    desk.bring("answered", late)
    assert report(desk)["punctuality"] == {
        "kept": 1, "missed": 1, "running": 1, "share_kept": "50.0",
    }  # fmt: skip


def test_X11_repeat_and_malignant_complaints_are_named_and_unreached_ones_apart(
    desk: Desk,
) -> None:
    repeat, unreached = desk.bring("answered"), desk.bring("answered")
    for _ in range(2):
        repeat = desk.ask(desk.bring("answered", repeat), "department", "unsolved")
    desk.ask(unreached, "department")
    for day in ("2026-11-03", "2026-11-04", "2026-11-05"):
        desk.at(f"{day} 09:00")
        desk.ask(unreached, "resident", "unreached")
    malignant = desk.bring("accepted")
    desk.act(malignant, "classify", desk.supervisor, final="malignant", reason="冲突")
    made = report(desk)
    assert [one["id"] for one in made["repeat"]] == [repeat["id"]]
    assert made["repeat"][0]["failed_visits"] == 2
    assert [one["id"] for one in made["malignant"]] == [malignant["id"]]
    assert [one["id"] for one in made["unreached"]] == [unreached["id"]]
    assert counts(made["by_final"]) == {"general": 1, "repeat": 1, "malignant": 1}


def test_X09_pauses_are_reported(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.act(case, "pause", desk.receptionist, reason="等住户")
    desk.later(minutes=45)
    desk.act(case, "resume", desk.receptionist)
    assert report(desk)["pauses"] == {"cases": 1, "pauses": 1, "minutes": 45}


@pytest.mark.parametrize("month", ["2026-13", "2026", "2026-1", "", "x"])
def test_a_month_that_is_none_is_refused(desk: Desk, month: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        report(desk, month)
    assert list(refused.value.errors) == ["month"]


def test_only_supervisors_and_above_read_the_report(desk: Desk) -> None:
    for by in (desk.receptionist, desk.engineer, desk.resident, desk.finance):
        with pytest.raises(Forbidden):
            desk.call("report", by, month="2026-11")
