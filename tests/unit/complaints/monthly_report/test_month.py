"""The month's statistics (X02, X03, X05, X10, X11)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import count

from contracts.complaints.cases import Final, Kind, Outcome, Validity
from contracts.complaints.categories import Category
from contracts.complaints.escalation import Tier
from services.complaints.monthly_report.rules import Case, statistics
from tests.support.rule_tables import local

NOW = local("2026-11-30 10:00")
DUE = local("2026-11-02 20:00")
HOUR = timedelta(hours=1)
BLANK = Case(
    id="", community_id="", number="", kind=Kind.COMPLAINT, validity=Validity.VALID,
    category=Category.OTHER,
    tier=Tier.RECEIVER, final=None, outcome=None, department=None, handler=None,
    judged_by_id=None, judged_by=None, failed_visits=0, due_at=DUE, answered_at=DUE - HOUR,
    stopped_at=None, first_answer_by=None, first_answered_at=None,
)  # fmt: skip
serial = count(1)


def case(**values: object) -> Case:
    """A valid complaint that was answered in time, with other values."""
    number = f"TS-2026-{next(serial):06d}"
    return replace(BLANK, id=number, number=number, **values)  # type: ignore[arg-type]


def test_X02_the_line_of_a_source_year_can_be_printed() -> None:
    cases = [
        *(case() for _ in range(44)),
        *(case(validity=Validity.INVALID) for _ in range(23)),
        *(case(kind=Kind.INQUIRY, validity=Validity.UNDECIDED) for _ in range(11)),
        case(kind=Kind.REPORT, validity=Validity.UNDECIDED),
    ]
    assert statistics("2026-11", cases, NOW, Category)["contacts"] == {
        "contacts": 79,
        "valid": 44,
        "invalid": 23,
        "undecided": 0,
        "inquiries": 11,
        "suggestions": 0,
        "reports": 1,
    }


def test_X02_the_parts_of_the_line_add_up() -> None:
    cases = [case(kind=kind, validity=validity) for kind in Kind for validity in Validity]
    line = dict(statistics("2026-11", cases, NOW, Category)["contacts"])
    assert line.pop("contacts") == sum(line.values()) == len(cases)


def test_X02_only_complaints_that_are_not_invalid_enter_complaint_figures() -> None:
    others = [case(kind=kind, category=Category.FEE) for kind in Kind if kind != Kind.COMPLAINT]
    declined = case(validity=Validity.INVALID, category=Category.FEE)
    report = statistics("2026-11", [case(category=Category.MAIL), declined, *others], NOW, Category)
    assert report["complaints"] == 1
    counts = {row["key"]: row["count"] for row in report["by_category"]}
    assert counts["mail"] == 1 and sum(counts.values()) == 1
    assert list(counts) == [code.value for code in Category]


def test_X14_teams_are_ranked_and_the_desk_is_one() -> None:
    cases = [case(), case(department="工程部"), case(department="工程部")]
    teams = statistics("2026-11", cases, NOW, Category)["by_team"]
    assert teams == [{"key": "工程部", "count": 2}, {"key": "desk", "count": 1}]


def test_X05_kept_missed_and_running_are_told_apart() -> None:
    cases = [
        case(),
        case(answered_at=DUE),
        case(answered_at=DUE + HOUR),
        case(answered_at=None),
        case(answered_at=None, due_at=NOW + HOUR),
        case(answered_at=DUE, due_at=None),  # imported with its answer: no clock, no miss
    ]
    assert statistics("2026-11", cases, NOW, Category)["punctuality"] == {
        "kept": 3,
        "missed": 2,
        "running": 1,
        "share_kept": Decimal("60.0"),
    }
    assert statistics("2026-11", [], NOW, Category)["punctuality"]["share_kept"] is None


def test_X10_unreached_cases_stand_apart() -> None:
    reached, unreached = case(outcome=Outcome.CONFIRMED), case(outcome=Outcome.UNREACHED)
    assert statistics("2026-11", [reached, unreached], NOW, Category)["unreached"] == [unreached]


def test_X11_repeat_and_malignant_complaints_are_named() -> None:
    repeat, malignant = case(final=Final.REPEAT), case(final=Final.MALIGNANT)
    report = statistics("2026-11", [case(), repeat, malignant], NOW, Category)
    assert (report["repeat"], report["malignant"]) == ([repeat], [malignant])
    counts = {row["key"]: row["count"] for row in report["by_final"]}
    assert counts == {"general": 1, "repeat": 1, "malignant": 1}


def test_X03_the_share_of_invalid_verdicts_is_reported_per_officer() -> None:
    cases = [
        *(case(judged_by_id="p1", judged_by="李", validity=Validity.VALID) for _ in range(2)),
        case(judged_by_id="p1", judged_by="李", validity=Validity.INVALID),
        case(judged_by_id="p2", judged_by="李", validity=Validity.INVALID),
        case(judged_by_id="p2", judged_by="李", kind=Kind.INQUIRY),
    ]
    assert statistics("2026-11", cases, NOW, Category)["invalid_verdicts"] == [
        {
            "officer_id": "p2",
            "officer": "李",
            "verdicts": 1,
            "invalid": 1,
            "share": Decimal("100.0"),
        },
        {
            "officer_id": "p1",
            "officer": "李",
            "verdicts": 3,
            "invalid": 1,
            "share": Decimal("33.3"),
        },
    ]


def test_X09_pauses_are_reported() -> None:
    cases = [case(pauses=(HOUR, 2 * HOUR)), case(pauses=(HOUR / 2,)), case()]
    figures = statistics("2026-11", cases, NOW, Category)["pauses"]
    assert figures == {"cases": 2, "pauses": 3, "minutes": 210}
