"""How much of what was billed has come in: by building, item and steward (B03, B05)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask import Response, request, url_for

from contracts.billing import methods
from gateway.translations import _
from gateway.web import formats, tables
from gateway.web.calls import call
from gateway.web.charts import bars
from gateway.web.finance.group import pages, sections
from gateway.web.pages import page
from gateway.web.tables import Cell, Table, sheets
from gateway.web.visitor import visitor

Row = dict[str, Any]
FROZEN = "frozen"


@pages.get("/")
def collection() -> str | Response:
    """Figures of a period, now or as they stood the day after due."""
    known = call(methods.BILLED_PERIODS)
    periods = known["items"]
    if not periods:
        return page("finance/no_collection.html", sections=sections())
    wanted = request.args.get("period") or periods[0]["period"]
    filters: Row = {"period": wanted, "frozen": request.args.get("as_of") == FROZEN}
    report = call(methods.COLLECTION, **filters)
    buildings = report["by_building"]
    totals = [report[name] for name in ("total", "this_year", "former_years")]
    return sheets(
        "finance/collection.html",
        f"collection-{wanted}",
        [
            breakdown(_("In total"), _("What"), totals),
            breakdown(_("By building"), _("Building"), buildings, arrears),
            breakdown(_("By fee item"), _("Fee item"), report["by_item"]),
            breakdown(_("By steward"), _("Steward"), report["by_steward"]),
        ],
        report=report,
        sections=sections(),
        periods=[(text, formats.period(text)) for text in selectable(known)],
        chart=bars(
            _("Collected of what was billed, by building"),
            [label(row) for row in buildings],
            [Decimal(row["rate"]) for row in buildings],
            shown=formats.percent,
        ),
    )


def selectable(known: Row) -> list[str]:
    """Periods to choose from; before the year's first run the year, for its former years (B05)."""
    year = known.get("year_awaits_first_run")
    return ([year] if year else []) + [row["period"] for row in unique(known["items"])]


def unique(periods: list[Row]) -> list[Row]:
    """Each period once, though billed with several due dates."""
    return list({row["period"]: row for row in reversed(periods)}.values())[::-1]


def breakdown(
    title: str, what: str, rows: list[Row], leads_to: Callable[[Row], str] = lambda row: ""
) -> Table:
    """One breakdown: counts, amounts, rate."""
    cells: list[list[Cell]] = [
        [
            tables.text(label(row), leads_to(row)),
            tables.count(row["billed_count"]),
            tables.count(row["paid_count"]),
            tables.count(row["unpaid_count"]),
            tables.yuan(row["billed_amount"]),
            tables.yuan(row["collected_amount"]),
            tables.yuan(row["written_off_amount"]),
            tables.yuan(row["outstanding_amount"]),
            tables.percent(row["rate"] if row["billed_count"] else None),
        ]
        for row in rows
    ]
    headings = [
        what, _("Bills"), _("Paid"), _("Unpaid"), _("Billed"), _("Collected"), _("Written off"),
        _("Outstanding"), _("Collection rate"),
    ]  # fmt: skip
    return Table(title, headings, cells, _("Nothing was billed"))


def arrears(row: Row) -> str:
    """The households behind a building's debts, for who may see the dunning."""
    if not visitor().has(*methods.PREVIEW_DUNNING.roles) or not row["key"]:
        return ""
    return url_for("finance.dunning", building=row["key"])


def label(row: Row) -> str:
    """What a line is about, in the reader's language."""
    return str(row["label"] if formats.is_chinese() else row["label_en"])
