"""The duty roster (值班表): who is on duty in the coming days, and when nobody is (C09, D05)."""

from datetime import timedelta
from typing import Any

from flask import Response

from contracts.directory import methods
from gateway.translations import _
from gateway.web import clock, tables
from gateway.web.calls import call_all
from gateway.web.manager.group import WAITING, pages
from gateway.web.tables import Table, sheets

AHEAD = timedelta(days=7)
MOST = 200


@pages.get("/roster")
def roster() -> str | Response:
    """A week ahead."""
    since = clock.utc_now()
    span = {"since": since.isoformat(), "until": (since + AHEAD).isoformat()}
    gaps, shifts = call_all(
        (methods.ROSTER_GAPS, span), (methods.LIST_SHIFTS, span | {"limit": MOST})
    )
    shown = [gaps_table(gaps["items"]), shifts_table(shifts["items"])]
    return sheets("manager/roster.html", "roster", shown, waiting=WAITING)


def gaps_table(rows: list[dict[str, Any]]) -> Table:
    """When nobody is on duty."""
    cells = [
        [
            tables.coded(row["duty"]),
            tables.moment(row["starts_at"]),
            tables.moment(row["ends_at"]),
        ]
        for row in rows
    ]
    headings = [_("Duty"), _("From"), _("To")]
    return Table(_("Nobody on duty"), headings, cells, _("Every duty has somebody"))


def shifts_table(rows: list[dict[str, Any]]) -> Table:
    """Who is on duty."""
    cells = [
        [
            tables.coded(row["duty"]),
            tables.text(row["person_name"]),
            tables.moment(row["starts_at"]),
            tables.moment(row["ends_at"]),
        ]
        for row in rows
    ]
    headings = [_("Duty"), _("Person"), _("From"), _("To")]
    return Table(_("Who is on duty"), headings, cells, _("The roster is empty"))
