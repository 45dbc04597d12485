"""What former owners owe, for finance to follow, and their closing statements (B19)."""

from typing import Any

from flask import Response, request, url_for

from contracts.billing import methods
from contracts.directory import methods as directory
from gateway.translations import _
from gateway.web import tables
from gateway.web.calls import call
from gateway.web.finance.group import pages, sections
from gateway.web.finance.household import household
from gateway.web.forms import building_choices
from gateway.web.manager.period import named
from gateway.web.papers import paper_page
from gateway.web.papers.closing_statement import closing
from gateway.web.tables import Cell, Table, placed, sheets
from gateway.web.visitor import visitor


@pages.get("/former-debts")
def former_debts() -> str | Response:
    """Who owes what from before, by home."""
    found = tables.listed(methods.LIST_FORMER_DEBTS, **named("building"))
    buildings = building_choices(call(directory.LIST_BUILDINGS)["items"])
    return sheets(
        "finance/former_debts.html",
        "former-debts",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        buildings=buildings,
        sections=sections(),
    )


def table_of(items: list[dict[str, Any]]) -> Table:
    """Debtor by debtor."""
    rows = [
        placed(
            item,
            household(item),
            debtor(item, one),
            tables.yuan(one["outstanding"]),
            tables.count(one["bills"]),
            tables.day(one["oldest_due_date"]),
            tables.moment(item["owner_since"]),
        )
        for item in items
        for one in item["debtors"]
    ]  # fmt: skip
    headings = [
        _("Unit"), _("Former owner or tenant"), _("Outstanding balance"), _("Bills"),
        _("Oldest due date"), _("Others own it since"),
    ]  # fmt: skip
    return Table(
        _("Debts of former owners and tenants"), headings, rows, _("No such debts"),
        _("The present owners are neither shown nor asked for these."),
    )  # fmt: skip


def debtor(item: dict[str, Any], one: dict[str, Any]) -> Cell:
    """A former owner, with the way to the closing statement; or a tenant."""
    if one["tenant"]:
        return tables.text(_("%(name)s (tenant)", name=one["name"]))
    whose = {"household_id": item["household_id"], "debtor_id": one["debtor_id"]}
    return tables.text(one["name"], url_for("finance.closing_statement", **whose))


@pages.get("/households/<household_id>/closing-statement")
def closing_statement(household_id: str) -> str | Response:
    """The closing statement to print; it is Chinese whatever language the reader has."""
    debtor_id = request.args.get("debtor_id") or None
    found = call(methods.CLOSING_STATEMENT, household_id=household_id, debtor_id=debtor_id)
    return paper_page(
        "finance/closing_statement.html",
        found["community_id"],
        lambda head: closing(found, head),
        always_chinese=True,
        found=found,
        has_file=visitor().has(*directory.HOUSEHOLD_HISTORY.roles),
    )
