"""Collection figures (B03) as a workbook and as a chart."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response

from gateway.languages import language
from gateway.reports.chart import bars, figure
from gateway.reports.headings import heading
from gateway.reports.workbook import Cell, Table, money, share, workbook

COUNTS = ("billed_count", "paid_count", "unpaid_count")
AMOUNTS = ("billed_amount", "collected_amount", "written_off_amount", "outstanding_amount")


def as_workbook(report: Mapping[str, Any]) -> Response:
    """One sheet of totals, one each by building, item and steward."""
    totals = [report[name] for name in ("total", "this_year", "former_years")]
    tables = [table("summary", totals)]
    tables += [table(name, report[name]) for name in ("by_building", "by_item", "by_steward")]
    frozen = "-frozen" if report["frozen"] else ""
    return workbook(tables, f"collection-{report['period']}{frozen}")


def as_chart(report: Mapping[str, Any]) -> Response:
    """Collected and outstanding by building, in yuan."""
    rows = report["by_building"]
    title = f"{heading('collection_of')} {report['period']} · {heading('by_building')}"
    series = {
        heading(name): [figure(row[name]) for row in rows]
        for name in ("collected_amount", "outstanding_amount")
    }
    return bars(title, [label(row) for row in rows], series)


def table(name: str, rows: Sequence[Mapping[str, Any]]) -> Table:
    """One breakdown: counts, amounts, rate."""
    headings = [heading("item"), *(heading(key) for key in (*COUNTS, *AMOUNTS, "rate"))]
    return Table(heading(name), headings, [cells(row) for row in rows])


def cells(row: Mapping[str, Any]) -> list[Cell]:
    """One line."""
    return [
        label(row),
        *(row[key] for key in COUNTS),
        *(money(row[key]) for key in AMOUNTS),
        share(row["rate"]),
    ]


def label(row: Mapping[str, Any]) -> str:
    """What the line is about, in the caller's language."""
    text: str = row["label"] if language() == "zh" else row["label_en"]
    return text
