"""Bills that have not reached their households: to be none a week before they are due (B02)."""

from typing import Any

from flask import Response, request, url_for

from contracts.billing import methods
from contracts.directory import methods as directory
from gateway.translations import _
from gateway.web import formats, tables
from gateway.web.calls import call
from gateway.web.finance.group import pages, sections
from gateway.web.finance.household import household
from gateway.web.forms import building_choices
from gateway.web.manager.period import named
from gateway.web.tables import Table, placed, sheets


@pages.get("/undelivered")
def undelivered() -> str | Response:
    """Of one run, or of all bills still to be paid."""
    found = tables.listed(methods.LIST_UNDELIVERED, **named("bill_run_id", "building"))
    buildings = building_choices(call(directory.LIST_BUILDINGS)["items"])
    return sheets(
        "finance/undelivered.html",
        "undelivered-bills",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        buildings=buildings,
        bill_run_id=request.args.get("bill_run_id"),
        sections=sections(),
    )


def table_of(items: list[dict[str, Any]]) -> Table:
    """Bill by bill."""
    rows = [
        placed(
            item,
            household(item),
            tables.text(item["number"], url_for("finance.bill", bill_id=item["bill_id"])),
            tables.text(item["debtor_name"]),
            tables.text(formats.period(item["period"])),
            tables.day(item["issued_on"]),
            tables.day(item["due_date"]),
        )
        for item in items
    ]
    headings = [_("Unit"), _("Bill"), _("Owed by"), _("Period"), _("Issued"), _("Due on")]
    return Table(
        _("Bills not delivered"), headings, rows, _("All bills have been delivered"),
        _("It is where somebody can see it in the portal, was sent it or was handed it."),
    )  # fmt: skip
