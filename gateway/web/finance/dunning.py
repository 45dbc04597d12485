"""Dunning (催缴) before it happens: who would get which step on a day, and why not (B12)."""

from typing import Any

from flask import Response, request

from contracts.billing import methods
from contracts.directory import methods as directory
from gateway.translations import _
from gateway.web import clock, formats, tables
from gateway.web.calls import call
from gateway.web.finance.group import pages, sections
from gateway.web.finance.household import household
from gateway.web.forms import building_choices
from gateway.web.manager.period import named
from gateway.web.tables import Table, placed, sheets


@pages.get("/dunning")
def dunning() -> str | Response:
    """The preview of a day: today, unless another is asked for."""
    only = {"only_taken": True} if request.args.get("only") else {}
    found = tables.listed(
        methods.PREVIEW_DUNNING, only_owing=True, **named("on", "building"), **only
    )
    buildings = building_choices(call(directory.LIST_BUILDINGS)["items"])
    return sheets(
        "finance/dunning.html",
        "dunning",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        today=f"{clock.now():%F}",
        buildings=buildings,
        sections=sections(),
    )


def table_of(items: list[dict[str, Any]]) -> Table:
    """Household by household."""
    reason = "reason" if formats.is_chinese() else "reason_en"
    rows = [
        placed(
            item,
            household(item),
            tables.yuan(item["amount"]),
            tables.day(item["due_date"]),
            tables.coded(item["step"]),
            tables.day(item["step_on"]),
            tables.text(_("yes") if item["would_get"] else _("no")),
            tables.text(item[reason]),
            tables.text(_(", ").join(item["bill_numbers"])),
        )
        for item in items
    ]
    headings = [
        _("Unit"), _("Outstanding balance"), _("Due on"), _("Next step"), _("On"),
        _("Gets it that day"), _("Why"), _("Bills"),
    ]  # fmt: skip
    return Table(
        _("Dunning"), headings, rows, _("Nobody is dunned that day"),
        _("Choose another day, or show also those who would get nothing."),
    )  # fmt: skip
