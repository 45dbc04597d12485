"""How complaints go: twelve months, and the ranking of one (X14)."""

from datetime import date
from typing import Any

from flask import Response

from contracts.complaints import methods
from gateway.translations import _
from gateway.web import formats, tables
from gateway.web.calls import call_all
from gateway.web.charts import columns
from gateway.web.manager.cases import case_address, cases_address
from gateway.web.manager.group import FIGURES, pages
from gateway.web.manager.overdue import team_name
from gateway.web.manager.period import month
from gateway.web.manager.reviews import figures_table
from gateway.web.places import place_in
from gateway.web.tables import Table, placed, sheets

NAMED = ("repeat", "malignant", "unreached", "withdrawn")


@pages.get("/figures/complaints")
def complaints() -> str | Response:
    """The course of a year, the month's ranking, and the cases that the report names."""
    period = {"month": month()}
    trend, report = call_all((methods.TREND, period), (methods.REPORT, period))
    months = trend["months"]
    return sheets(
        "manager/complaints.html",
        f"complaints-{trend['month']}",
        [
            by_month(months),
            ranking(_("Ranking of teams"), _("Team"), trend, "by_team"),
            ranking(_("Ranking of buildings"), _("Building"), trend, "by_building"),
            by_category(report),
            named(report),
            verdicts(report["invalid_verdicts"]),
            contacts(report["contacts"]),
            figures_table(report["month"], report["concealment"]),
        ],
        trend=trend,
        report=report,
        figures=FIGURES,
        chart=columns(
            _("Complaints by month"),
            [month_name(row["month"]) for row in months],
            {
                _("answered in time"): [row["kept"] for row in months],
                _("late"): [row["missed"] for row in months],
                _("still running"): [row["running"] for row in months],
            },
        ),
    )


def month_name(text: str) -> str:
    """A month as a chart has room for it."""
    return formats.in_skeleton("MMM", date.fromisoformat(f"{text}-01"))


def by_month(rows: list[dict[str, Any]]) -> Table:
    """The course, the latest month first."""
    cells = [
        [
            tables.text(formats.period(row["month"])),
            tables.count(row["contacts"], cases_address(month=row["month"])),
            tables.count(row["complaints"], counted(month=row["month"])),
            tables.count(row["kept"]),
            tables.count(row["missed"]),
            tables.count(row["running"]),
            tables.percent(row["share_kept"]),
            tables.count(row["repeat"]),
            tables.count(row["malignant"]),
        ]
        for row in reversed(rows)
    ]
    headings = [
        _("Month"), _("Contacts"), _("Complaints"), _("In time"), _("Late"), _("Running"),
        _("Share in time"), _("Repeat"), _("Serious"),
    ]  # fmt: skip
    return Table(_("By month"), headings, cells, _("No month to show"))


def ranking(title: str, who: str, trend: dict[str, Any], name: str) -> Table:
    """Complaints in relation to the households served, most first."""
    is_team = name == "by_team"
    cells = [
        [
            tables.count(row["rank"]),
            tables.text(team_name(row) if is_team else place_in(row, "key")),
            tables.count(
                row["complaints"],
                counted(month=trend["month"], **{name.removeprefix("by_"): row["key"]}),
            ),
            tables.count(row["households"]),
            tables.decimal(row["per_hundred"]),
            tables.count(row["missed"]),
            tables.count(row["repeat"]),
            tables.count(row["malignant"]),
        ]
        for row in trend[name]
    ]
    headings = [
        _("Rank"), who, _("Complaints"), _("Households"), _("Per 100 households"), _("Late"),
        _("Repeat"), _("Serious"),
    ]  # fmt: skip
    return Table(title, headings, cells, _("No complaint in this month"))


def counted(**filters: str) -> str:
    """The cases behind a figure of complaints."""
    return cases_address(counted="true", **filters)


def by_category(report: dict[str, Any]) -> Table:
    """What they are about."""
    rows = sorted(report["by_category"], key=lambda row: -row["count"])
    cells = [
        [
            tables.text(row["name"]),
            tables.count(row["count"], counted(month=report["month"], category=row["key"])),
        ]
        for row in rows
        if row["count"]
    ]
    return Table(
        _("By category"), [_("Category"), _("Complaints")], cells, _("No complaint in this month")
    )


def named(report: dict[str, Any]) -> Table:
    """Repeat, malignant, unreached and withdrawn ones."""
    what = {
        "repeat": _("Repeat"),
        "malignant": _("Serious"),
        "unreached": _("Unreached"),
        "withdrawn": _("Withdrawn"),
    }
    cells = [
        placed(
            case,
            tables.text(what[kind]),
            tables.text(case["number"], case_address(case["id"])),
            tables.text(case["category_name"]),
            tables.text(case["department_name"] or _("Front desk")),
            tables.text(case["handler"]),
            tables.count(case["failed_visits"]),
        )
        for kind in NAMED
        for case in report[kind]
    ]
    headings = [
        _("Why named"), _("Number"), _("Category"), _("Team"), _("Handler"),
        _("Failed return visits"),
    ]  # fmt: skip
    return Table(_("Cases named"), headings, cells, _("No case stands out this month"))


def verdicts(rows: list[dict[str, Any]]) -> Table:
    """The share of invalid verdicts per officer (X03)."""
    cells = [
        [
            tables.text(row["officer"]),
            tables.count(row["verdicts"]),
            tables.count(row["invalid"]),
            tables.percent(row["share"]),
        ]
        for row in rows
    ]
    headings = [_("Officer"), _("Verdicts"), _("Invalid"), _("Share invalid")]
    return Table(_("Invalid verdicts"), headings, cells, _("Nothing has been judged this month"))


def contacts(figures: dict[str, int]) -> Table:
    """All contacts of the month by what they turned out to be (X02)."""
    names = {
        "valid": _("Valid complaints"), "invalid": _("Invalid complaints"),
        "undecided": _("Not judged yet"), "inquiries": _("Inquiries"),
        "suggestions": _("Suggestions"), "reports": _("Reports"), "contacts": _("In all"),
    }  # fmt: skip
    cells = [[tables.text(said), tables.count(figures[name])] for name, said in names.items()]
    return Table(_("Contacts"), [_("What"), _("Contacts")], cells, _("No contact this month"))
