"""The month's complaints (X14) as a workbook and as a chart."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from contracts.code import Code
from contracts.complaints.cases import Final, Outcome
from contracts.complaints.concealment import ConcealmentRule
from contracts.complaints.escalation import Tier
from gateway.reports.chart import bars, figure
from gateway.reports.headings import heading
from gateway.reports.workbook import Table, share, workbook
from gateway.words import in_words, worded_if_known

COUNTS = ("by_category", "by_tier", "by_team", "by_final")
CODES: Mapping[str, type[Code]] = {"by_tier": Tier, "by_final": Final}
"""Breakdowns by a code."""
KINDS: Mapping[str, Code] = {
    "repeat": Final.REPEAT,
    "malignant": Final.MALIGNANT,
    "unreached": Outcome.UNREACHED,
    "withdrawn": Outcome.WITHDRAWN,
}
"""Why a case is named."""
CASE = ("number", "category", "department", "handler", "failed_visits")


def as_workbook(report: Mapping[str, Any]) -> Response:
    """One sheet of totals, one per breakdown, the cases named, the verdicts."""
    tables = [summary(report)]
    tables += [counts(name, report[name]) for name in COUNTS]
    tables += [named(report), verdicts(report["invalid_verdicts"])]
    tables.append(concealment(report["concealment"]))
    return workbook(tables, f"complaints-{report['month']}")


def as_chart(report: Mapping[str, Any]) -> Response:
    """Complaints by category."""
    rows = report["by_category"]
    title = f"{heading('complaints_of')} {report['month']} · {heading('by_category')}"
    values = [figure(row["count"]) for row in rows]
    return bars(title, [row["name"] for row in rows], {heading("count"): values})


FIRST = {
    "asked": "first_answers", "kept": "first_kept", "missed": "first_missed",
    "running": "first_running", "share_kept": "share_first_kept",
}  # fmt: skip
"""What the figures of first answers are called beside those of deadlines (C12)."""


def summary(report: Mapping[str, Any]) -> Table:
    """Totals: contacts by what they turned out to be (X02), punctuality (X05),
    first answers (C12), pauses (X09)."""
    figures = {
        **report["contacts"],
        "complaints": report["complaints"],
        **report["punctuality"],
        **{FIRST[name]: value for name, value in report["first_answers"].items()},
        **report["pauses"],
    }
    rows = [
        (heading(name), share(value) if name.startswith("share") else figure(value))
        for name, value in figures.items()
    ]
    return Table(heading("summary"), (heading("item"), heading("count")), rows)


def counts(name: str, rows: list[Mapping[str, Any]]) -> Table:
    """One breakdown."""
    lines = [(label(row, name), row["count"]) for row in rows]
    return Table(heading(name), (heading("item"), heading("count")), lines)


def label(row: Mapping[str, Any], name: str) -> str:
    """What a line of a breakdown is about: a code's word, or a name as it is."""
    key = row["key"]
    if name in CODES:
        return worded_if_known(key, CODES[name])
    return str(row.get("name") or (heading(key) if key == "desk" else key))


def named(report: Mapping[str, Any]) -> Table:
    """Repeat, malignant, unreached and withdrawn cases."""
    rows = [
        (
            in_words(code.word),
            case["number"],
            case["category_name"],
            case["department_name"],
            *(case[key] for key in CASE[3:]),
        )
        for kind, code in KINDS.items()
        for case in report[kind]
    ]
    return Table(heading("named"), [heading(key) for key in ("final", *CASE)], rows)


def verdicts(rows: list[Mapping[str, Any]]) -> Table:
    """Share of invalid verdicts per officer (X03)."""
    names = ("officer", "verdicts", "invalid", "share")
    lines = [(row["officer"], row["verdicts"], row["invalid"], share(row["share"])) for row in rows]
    return Table(heading("invalid_verdicts"), [heading(name) for name in names], lines)


def concealment(rows: list[Mapping[str, Any]]) -> Table:
    """What looked like a concealed complaint, by rule, and what came of it (X12)."""
    names = ("rule", "found", "confirmed", "dismissed")
    lines = [
        (worded_if_known(row["key"], ConcealmentRule), *(row[name] for name in names[1:]))
        for row in rows
    ]
    return Table(heading("concealment"), [heading(name) for name in names], lines)
