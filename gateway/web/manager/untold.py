"""What people were not notified of because it had happened too long ago (N03)."""

from typing import Any

from flask import Response

from contracts.notices import methods
from gateway.translations import _
from gateway.web import tables
from gateway.web.manager.group import WAITING, pages
from gateway.web.site.subjects import leads_to
from gateway.web.tables import Cell, Table, placed, sheets
from gateway.web.visitor import visitor
from gateway.words import worded


@pages.get("/untold")
def untold() -> str | Response:
    """How much since when, and each of it: what about, and how late."""
    found = tables.listed(methods.UNTOLD)
    return sheets(
        "manager/untold.html",
        "untold",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        count=found["count"],
        since=found["since"],
        waiting_pages=WAITING,
    )


def table_of(items: list[dict[str, Any]]) -> Table:
    """What was left out, newest first."""
    rows = [
        placed(
            item,
            tables.coded(item["purpose"]),
            paper(item["subject"]),
            tables.text(item["place"]),
            tables.moment(item["occurred_at"]),
            tables.moment(item["at"]),
            tables.count(item["hours_late"]),
        )
        for item in items
    ]
    headings = [
        _("Message"), _("Number"), _("Where"), _("Happened"), _("Left out"), _("Hours late"),
    ]  # fmt: skip
    return Table(_("Left untold"), headings, rows, _("Everything was told in time"))


def paper(subject: dict[str, Any] | None) -> Cell:
    """What it was about, and the page of that as the office sees it."""
    if subject is None:
        return tables.text(None)
    said = subject["number"] or worded(subject["kind"])
    return tables.text(said, leads_to({"subject": subject}, visitor()) or "")
