"""Promises, instalment plans and other rests of dunning, of all households (B13)."""

from typing import Any

from flask import Response, url_for

from contracts.billing import methods
from gateway.translations import _
from gateway.web import formats, tables
from gateway.web.finance.group import pages, sections
from gateway.web.manager.period import named
from gateway.web.tables import Table, placed, sheets


@pages.get("/plans")
def plans() -> str | Response:
    """Newest first; those that are running, unless others are asked for."""
    filters = named("running") or {"running": "true"}
    found = tables.listed(methods.LIST_PAUSES, **filters)
    return sheets(
        "finance/plans.html",
        "dunning-rests",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        sections=sections(),
    )


def table_of(items: list[dict[str, Any]]) -> Table:
    """Rest by rest."""
    rows = [
        placed(
            item,
            tables.text(
                f"{item['building']} {item['unit']}",
                url_for("desk.instalments", household_id=item["household_id"]),
            ),
            tables.coded(item["kind"]),
            tables.coded(item["ended_as"]) if item["ended_as"] else tables.text(_("running")),
            tables.moment(item["starts_at"]),
            tables.day(item["until"]),
            tables.text(_(", ").join(map(part, item["instalments"]))),
            tables.text(item["reason"]),
        )
        for item in items
    ]
    headings = [
        _("Unit"), _("What"), _("State"), _("Agreed"), _("Until"), _("Parts"), _("Why"),
    ]  # fmt: skip
    return Table(
        _("Promises and instalments"), headings, rows, _("Nothing of this kind"),
        _("A plan is agreed on the page of the household."),
    )  # fmt: skip


def part(one: dict[str, Any]) -> str:
    """So much by such a day."""
    return f"{formats.day(one['due_on'])} {formats.money(one['amount'])}"
