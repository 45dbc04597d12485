"""Import of households from a spreadsheet: first a dry run, row by row, then the import (D01)."""

from typing import Any

from flask import Response
from wtforms import BooleanField

from contracts.directory import methods
from contracts.directory.household_sheet import COLUMNS, KNOWN
from foundation.errors import ServiceError
from gateway.reports import workbook
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.finance.group import pages, sections
from gateway.web.forms import PageForm, given, put
from gateway.web.pages import INVALID, done, page
from gateway.web.spreadsheets import SpreadsheetForm
from gateway.web.tables import Cell, Table

HEADING_OF = {column.field: column.heading for column in KNOWN}
NOT_ALL_GOOD = "spreadsheet_has_errors"


class ImportSheet(SpreadsheetForm):
    """Households; those that can be read may come in without the others."""

    calls = (methods.IMPORT_HOUSEHOLDS,)
    headings = HEADING_OF
    accept_valid = BooleanField(_l("Import the good rows although others have errors"))


@pages.get("/import", begins=methods.IMPORT_HOUSEHOLDS)
def households(form: PageForm | None = None) -> str:
    """The form, and which columns the spreadsheet has."""
    return page(
        "finance/import.html", form=given(form, ImportSheet), columns=KNOWN, sections=sections()
    )


@pages.get("/import/template.xlsx")
def template() -> Response:
    """An empty spreadsheet with the headings."""
    sheet = workbook.Table(_("Household archive"), [column.heading for column in COLUMNS], [])
    return workbook.workbook([sheet], "households-template")


@pages.post("/import", ImportSheet, otherwise=households)
def bring(form: ImportSheet) -> str | Response | tuple[str, int]:
    """A dry run first; once it was seen and confirmed, the import."""
    content = form.content()
    if form.is_confirmed():
        try:
            made = form.call(
                methods.IMPORT_HOUSEHOLDS, file=content, accept_valid=form.accept_valid.data
            )
        except ServiceError as refusal:
            if refusal.code != NOT_ALL_GOOD:
                raise
            return checked(form, content, unticked=True), INVALID
        said = _(
            "Imported: %(created)s new, %(updated)s changed, %(unchanged)s unchanged.",
            created=made["created"], updated=made["updated"], unchanged=made["unchanged"],
        )  # fmt: skip
        return done(said, households)
    return checked(form, content)


def checked(form: ImportSheet, content: str, *, unticked: bool = False) -> str:
    """What every row would do, and the form to bring them in; `unticked`: errors were not allowed
    for.
    """
    made = form.call(methods.IMPORT_HOUSEHOLDS, file=content, dry_run=True)
    following = ImportSheet.after(content)
    if unticked:
        put(
            following.accept_valid,
            [_("Nothing was imported: tick this, or mend the rows and bring the file again.")],
        )
    return page("finance/checked.html", found=made, table=row_by_row(made), form=following)


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
            tables.coded(row["outcome"]),
            tables.text(f"{row['building']} {row['unit']}"),
            tables.text(row["owner_name"]),
        ]
        for row in found["outcomes"]
    ]
    headings = [_("Row"), _("What would happen"), _("Unit"), _("Owner, or what is wrong")]
    return Table(_("Row by row"), headings, rows, _("The file has no rows"))
