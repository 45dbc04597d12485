"""How fast repairs are taken up, and whether residents are asked afterwards (R02, R05)."""

from decimal import Decimal
from typing import Any

from flask import Response, url_for

from contracts.repairs import methods
from gateway.translations import _
from gateway.web import tables
from gateway.web.calls import call
from gateway.web.manager.group import FIGURES, pages
from gateway.web.manager.period import named
from gateway.web.tables import Table, placed, sheets


@pages.get("/figures/repairs")
def repairs() -> str | Response:
    """Rates of a period, and the lists behind them."""
    found = call(methods.FIGURES, **named("since", "until"))
    late = tables.listed(methods.SEARCH, overdue=True)
    return sheets(
        "manager/repairs.html",
        "repairs",
        [
            rates(found),
            overdue_follow_ups(found["overdue_follow_ups"]),
            late_responses(late),
            in_numbers(found),
        ],
        board=found,
        cursor=late["next_cursor"],
        figures=FIGURES,
    )


def rates(board: dict[str, Any]) -> Table:
    """Each rate with what it is made of."""
    response, follow_up = board["response"], board["follow_up"]
    rows = [
        rate(_("Set out in time"), response["kept"], response["due"], response["share"]),
        rate(
            _("Residents asked afterwards"),
            follow_up["followed_up"], follow_up["due"], follow_up["rate"],
        ),
        rate(
            _("Solved, say those asked"), follow_up["solved"], follow_up["followed_up"],
            portion(follow_up["solved"], follow_up["followed_up"]),
        ),
    ]  # fmt: skip
    return Table(_("Rates"), [_("Rate"), _("Kept"), _("Of"), _("Per cent")], rows, _("No figures"))


def in_numbers(board: dict[str, Any]) -> Table:
    """The figures beside the rates, of the period that the first lines name."""
    response, follow_up, charges = board["response"], board["follow_up"], board["charges"]
    rating = follow_up["average_rating"]
    rows = [
        [tables.text(_("From")), tables.day(board["since"])],
        [tables.text(_("To")), tables.day(board["until"])],
        [tables.text(_("Set out too late")), tables.count(response["missed"])],
        [tables.text(_("Completed")), tables.count(follow_up["completed"])],
        [tables.text(_("Average rating")), tables.decimal(rating)],
        [tables.text(_("Asked early")), tables.count(follow_up["early"])],
        [tables.text(_("Asked in time")), tables.count(follow_up["in_time"])],
        [tables.text(_("Asked too late")), tables.count(follow_up["late"])],
        [tables.text(_("Not asked yet")), tables.count(follow_up["overdue"])],
        [tables.text(_("Could not be reached")), tables.count(follow_up["unreached"])],
        [tables.text(_("Charged")), tables.yuan(charges["charged"])],
        [tables.text(_("Paid")), tables.yuan(charges["paid"])],
        [tables.text(_("Unpaid")), tables.yuan(charges["unpaid"])],
        [tables.text(_("Repairs not paid for")), tables.count(charges["unpaid_count"])],
    ]
    return Table(_("In numbers"), [_("What"), _("Figure")], rows, _("No figures"))


def rate(name: str, kept: int, due: int, share: str | None) -> list[tables.Cell]:
    """A line of the rates."""
    per_cent = None if share is None else str(Decimal(share) * 100)
    return [tables.text(name), tables.count(kept), tables.count(due), tables.percent(per_cent)]


def portion(part: int, whole: int) -> str | None:
    """A share of one with four decimals, as the service gives the others."""
    return f"{Decimal(part) / whole:.4f}" if whole else None


def overdue_follow_ups(rows: list[dict[str, Any]]) -> Table:
    """Residents that nobody has asked in time."""
    cells = [
        placed(
            row,
            tables.text(row["number"], url_for("desk.repair", repair_id=row["repair_id"])),
            tables.text(row["building"]),
            tables.text(row["engineer_name"]),
            tables.moment(row["completed_at"]),
            tables.due(row["follow_up_by"]),
        )
        for row in rows
    ]
    headings = [_("Number"), _("Building"), _("Engineer"), _("Completed"), _("Ask by")]
    return Table(_("Not asked yet"), headings, cells, _("Everybody has been asked in time"))


def late_responses(found: dict[str, Any]) -> Table:
    """Repairs to which nobody has set out in time."""
    cells = [
        placed(
            row,
            tables.text(row["number"], url_for("desk.repair", repair_id=row["id"])),
            tables.coded(row["priority"]),
            tables.coded(row["category"]),
            tables.text(" ".join(filter(None, (row["building"], row["unit"])))),
            tables.coded(row["status"]),
            tables.text(row["engineer_name"]),
            tables.due(row["respond_by"]),
        )
        for row in found["items"]
    ]
    headings = [
        _("Number"), _("Priority"), _("Category"), _("Where"), _("State"), _("Engineer"),
        _("Set out by"),
    ]  # fmt: skip
    return Table(_("Nobody has set out yet"), headings, cells, _("Nobody waits too long"))
