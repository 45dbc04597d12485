"""What is overdue at this moment, by tier and team (X05, X08)."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from contracts.complaints import methods
from contracts.complaints.escalation import Tier
from gateway.translations import _
from gateway.web import tables
from gateway.web.calls import call
from gateway.web.charts import HALF, bars
from gateway.web.manager.cases import cases_address, table_of
from gateway.web.manager.group import FIGURES, pages
from gateway.web.tables import Table, sheets


@pages.get("/figures")
def overdue() -> str | Response:
    """Counts by tier and team, and the cases."""
    board = call(methods.OVERDUE)
    found = tables.listed(methods.SEARCH, overdue=True)
    teams = board["by_team"]
    return sheets(
        "manager/overdue.html",
        "overdue",
        [by_tier(board["by_tier"]), by_team(teams), table_of(found["items"])],
        total=board["total"],
        cursor=found["next_cursor"],
        chart=bars(
            _("Overdue cases by team"),
            [team_name(row) for row in teams],
            [row["count"] for row in teams],
            width=HALF,
        ),
        figures=FIGURES,
    )


def by_tier(rows: list[dict[str, Any]]) -> Table:
    """By the highest tier that knows of it."""
    cells = [
        [
            tables.coded(Tier(row["key"])),
            tables.count(row["count"], cases_address(overdue="true", tier=row["key"])),
            tables.due(row["oldest_due_at"]),
        ]
        for row in rows
    ]
    headings = [_("Tier"), _("Cases"), _("The oldest")]
    return Table(_("By tier"), headings, cells, _("Nothing is overdue"))


def by_team(rows: list[dict[str, Any]]) -> Table:
    """By who has to do something about it."""
    cells = [
        [
            tables.text(team_name(row)),
            tables.count(row["count"], cases_address(overdue="true", team=row["key"])),
            tables.due(row["oldest_due_at"]),
        ]
        for row in rows
    ]
    headings = [_("Team"), _("Cases"), _("The oldest")]
    return Table(_("By team"), headings, cells, _("Nothing is overdue"))


def team_name(row: Mapping[str, Any]) -> str:
    """A department by its name; the desk is ours to name."""
    return row["name"] or _("Front desk")
