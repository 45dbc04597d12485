"""The journal (日记账): what was booked, entry by entry (B09)."""

from typing import Any

from flask import Response

from contracts.billing import methods
from contracts.billing.ledger import Account, PostingKind
from foundation.money import ZERO, yuan
from gateway.translations import _
from gateway.web import tables
from gateway.web.finance.group import pages, sections
from gateway.web.finance.household import household
from gateway.web.manager.period import named
from gateway.web.tables import Cell, Table, placed, sheets
from gateway.words import choices


@pages.get("/journal")
def journal() -> str | Response:
    """What was booked, newest first."""
    found = tables.listed(methods.LIST_JOURNAL, **named("since", "until", "kind"))
    return sheets(
        "finance/journal.html",
        "journal",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        options=choices(PostingKind),
        sections=sections(),
    )


def table_of(items: list[dict[str, Any]]) -> Table:
    """A row for each side of what was booked."""
    rows = [
        placed(
            item,
            tables.moment(item["at"]),
            tables.coded(item["kind"]),
            tables.text(item["reference"]),
            household(item),
            tables.coded(Account(entry["account"])),
            *sides(entry["amount"]),
        )
        for item in items
        for entry in item["entries"]
    ]
    headings = [
        _("When"), _("What"), _("Number"), _("Unit"), _("Ledger account"), _("Debit"),
        _("Credit side"),
    ]  # fmt: skip
    return Table(
        _("Journal"), headings, rows, _("Nothing was booked"), _("Choose other days."),
    )  # fmt: skip


def sides(amount: str) -> tuple[Cell, Cell]:
    """The amount as debit or as credit."""
    value = yuan(amount)
    nothing = tables.text("")
    if value < ZERO:
        return nothing, tables.yuan(str(-value))
    return tables.yuan(amount), nothing
