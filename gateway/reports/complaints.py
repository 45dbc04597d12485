"""The month's complaints (X14) as a workbook and as a chart."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from gateway.reports.chart import bars, figure
from gateway.reports.words import word
from gateway.reports.workbook import Table, workbook

COUNTS = ("by_category", "by_tier", "by_team", "by_final")
CASE = ("number", "category", "department", "handler", "failed_visits")


def as_workbook(report: Mapping[str, Any]) -> Response:
    """One sheet of totals, one per breakdown, the cases named, the verdicts."""
    tables = [summary(report)]
    tables += [counts(name, report[name]) for name in COUNTS]
    tables += [named(report), verdicts(report["invalid_verdicts"])]
    return workbook(tables, f"complaints-{report['month']}")


def as_chart(report: Mapping[str, Any]) -> Response:
    """Complaints by category."""
    rows = report["by_category"]
    title = f"{word('complaints_of')} {report['month']} · {word('by_category')}"
    values = [figure(row["count"]) for row in rows]
    return bars(title, [word(row["key"]) for row in rows], {word("count"): values})


def summary(report: Mapping[str, Any]) -> Table:
    """Totals: contacts by what they turned out to be (X02), punctuality (X05), pauses (X09)."""
    figures = {
        **report["contacts"],
        "complaints": report["complaints"],
        **report["punctuality"],
        **report["pauses"],
    }
    rows = [(word(name), figure(value)) for name, value in figures.items()]
    return Table(word("summary"), (word("item"), word("count")), rows)


def counts(name: str, rows: list[Mapping[str, Any]]) -> Table:
    """One breakdown."""
    lines = [(word(row["key"]), row["count"]) for row in rows]
    return Table(word(name), (word("item"), word("count")), lines)


def named(report: Mapping[str, Any]) -> Table:
    """Repeat, malignant and unreached cases."""
    rows = [
        (word(kind), case["number"], word(case["category"]), *(case[key] for key in CASE[2:]))
        for kind in ("repeat", "malignant", "unreached")
        for case in report[kind]
    ]
    return Table(word("named"), [word(key) for key in ("final", *CASE)], rows)


def verdicts(rows: list[Mapping[str, Any]]) -> Table:
    """Share of invalid verdicts per officer (X03)."""
    names = ("officer", "verdicts", "invalid", "share")
    lines = [
        (row["officer"], row["verdicts"], row["invalid"], figure(row["share"])) for row in rows
    ]
    return Table(word("invalid_verdicts"), [word(name) for name in names], lines)
