"""Import of households from a spreadsheet: first a dry run, row by row, then the import (D01)."""

from typing import Any

from flask import Response
from wtforms import BooleanField

from contracts.directory import methods
from contracts.directory.household_sheet import COLUMNS
from gateway.reports import workbook
from gateway.web import tables
from gateway.web.finance.group import pages, sections
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.spreadsheets import SpreadsheetForm
from gateway.web.tables import Cell, Table
from gateway.web.translations import _, _l

HEADING_OF = {column.field: column.heading for column in COLUMNS}


class ImportSheet(SpreadsheetForm):
    """Households; those that can be read may come in without the others."""

    accept_valid = BooleanField(_l("Import the good rows although others have errors"))


@pages.get("/import")
def households(form: PageForm | None = None) -> str:
    """The form, and which columns the spreadsheet has."""
    return page(
        "finance/import.html", form=given(form, ImportSheet), columns=COLUMNS, sections=sections()
    )


@pages.get("/import/template.xlsx")
def template() -> Response:
    """An empty spreadsheet with the headings."""
    sheet = workbook.Table(_("Households"), [column.heading for column in COLUMNS], [])
    return workbook.workbook([sheet], "households-template")


@pages.post("/import", ImportSheet, otherwise=households)
def bring(form: ImportSheet) -> str | Response:
    """A dry run first; once it was seen and confirmed, the import."""
    content = form.content()
    if form.confirmed.data:
        made = form.ask(
            methods.IMPORT_HOUSEHOLDS, file=content, accept_valid=form.accept_valid.data
        )
        said = _(
            "Imported: %(created)s new, %(updated)s changed, %(unchanged)s unchanged.",
            created=made["created"], updated=made["updated"], unchanged=made["unchanged"],
        )  # fmt: skip
        return done(said, households)
    made = form.ask(methods.IMPORT_HOUSEHOLDS, file=content, dry_run=True)
    return page(
        "finance/checked.html", found=made, table=row_by_row(made), form=ImportSheet.after(content)
    )


def row_by_row(found: dict[str, Any]) -> Table:
    """What each row would do, those with errors first."""
    rows: list[list[Cell]] = [
        [
            tables.count(error["row"]),
            Cell(_("Error"), _("Error"), tone="bad"),
            tables.text(""),
            tables.text(f"{HEADING_OF.get(error['field'], error['field'])}: {error['message']}"),
        ]
        for error in found["errors"]
    ]
    rows += [
        [
            tables.count(row["row"]),
            tables.coded(row["outcome"], "directory.RowOutcome"),
            tables.text(f"{row['building']} {row['unit']}"),
            tables.text(row["owner_name"]),
        ]
        for row in found["outcomes"]
    ]
    headings = [_("Row"), _("What would happen"), _("Unit"), _("Owner, or what is wrong")]
    return Table(_("Row by row"), headings, rows, _("The file has no rows"))
