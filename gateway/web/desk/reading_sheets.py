"""Meter readings by sheet: a file is tried row by row, looked at, then recorded (B21)."""

from typing import Any

from flask import Response, request
from wtforms import BooleanField, SelectField

from contracts.billing import methods
from contracts.billing.reading_sheets import COLUMNS
from foundation.errors import ServiceError
from gateway.reports import reading_sheets
from gateway.translations import _, _l
from gateway.web import formats, tables
from gateway.web.calls import call
from gateway.web.desk.group import pages
from gateway.web.forms import PageForm, given, put
from gateway.web.pages import INVALID, done, page
from gateway.web.spreadsheets import SpreadsheetForm
from gateway.web.tables import Cell, Table
from gateway.web.visitor import visitor
from gateway.words import worded

HEADING_OF = {column.field: column.heading for column in COLUMNS}
NOT_ALL_GOOD = "spreadsheet_has_errors"


class MeterSheet(SpreadsheetForm):
    """Readings of one fee; those that can be recorded may be without the others."""

    calls = (methods.IMPORT_READINGS,)
    headings = HEADING_OF
    name = SelectField(_l("Fee item"), choices=lambda: metered())
    accept_valid = BooleanField(_l("Record the good rows although others have errors"))
    looked = BooleanField(_l("I have looked at the unusual readings again"))


def metered() -> list[tuple[str, str]]:
    """The fees that are read from meters."""
    items = call(methods.LIST_METERED)["items"]
    return [(one["name"], one["name"] if formats.is_chinese() else one["name_en"]) for one in items]


@pages.get("/meters", begins=methods.IMPORT_READINGS)
def meter_sheets(form: PageForm | None = None) -> str:
    """The form, the sheet to fill in, and which columns it has."""
    visitor().require(*methods.IMPORT_READINGS.roles)
    return page(
        "desk/meter_sheets.html",
        form=given(form, MeterSheet),
        fees=metered(),
        columns=COLUMNS,
    )


@pages.get("/meters/sheet.xlsx")
def meter_sheet() -> Response:
    """The sheet to fill in, with households and last readings."""
    return reading_sheets.workbook_of(
        call(methods.READING_SHEET, name=request.args.get("name", ""))
    )


@pages.post("/meters", MeterSheet, otherwise=meter_sheets)
def import_readings(form: MeterSheet) -> str | Response | tuple[str, int]:
    """A dry run first; once it was seen and confirmed, the readings are recorded."""
    content = form.content()
    if not form.is_confirmed():
        return checked(form, content)
    arguments = {"name": form.name.data, "file": content, "confirmed": form.looked.data}
    try:
        made = form.call(methods.IMPORT_READINGS, **arguments, accept_valid=form.accept_valid.data)
    except ServiceError as refusal:
        if refusal.code != NOT_ALL_GOOD:
            raise
        return checked(form, content, again=True), INVALID
    said = _(
        "%(recorded)s readings are recorded, %(unchanged)s were already.",
        recorded=made["recorded"], unchanged=made["unchanged"],
    )  # fmt: skip
    return done(said, meter_sheets)


def checked(form: MeterSheet, content: str, *, again: bool = False) -> str:
    """What every row comes to, and the form to record them; `again`: a box was not ticked."""
    made = form.call(methods.IMPORT_READINGS, name=form.name.data, file=content, dry_run=True)
    following = MeterSheet.after(content)
    following.name.data = form.name.data
    if again:
        said = [_("Nothing was recorded: tick this, or mend the rows and bring the file again.")]
        for needed, box in (
            (made["errors"], following.accept_valid), (made["outliers"], following.looked),
        ):  # fmt: skip
            if needed:
                put(box, said)
    return page("desk/meter_rows.html", found=made, table=row_by_row(made), form=following)


def row_by_row(found: dict[str, Any]) -> Table:
    """What each row comes to: those with errors first, then those to be looked at."""
    rows: list[list[Cell]] = [
        [
            tables.count(error["row"]),
            Cell(_("Error"), _("Error"), tone="bad"),
            tables.text(""),
            *[tables.text("")] * 3,
            tables.text(f"{HEADING_OF.get(error['field'], error['field'])}: {error['message']}"),
        ]
        for error in found["errors"]
    ]
    rows += [
        [
            tables.count(row["row"]),
            tables.coded(row["outcome"]),
            tables.text(f"{row['building']} {row['unit']}"),
            tables.text(shown(row["previous"], row["previous_on"])),
            tables.text(shown(row["value"], row["read_on"])),
            tables.text(row["consumption"] or ""),
            tables.text(notes_of(row)),
        ]
        for row in sorted(found["readings"], key=lambda row: (not row["marks"], row["row"]))
    ]
    headings = [
        _("Row"), _("What would happen"), _("Unit"), _("Last reading"), _("Reading"), _("Used"),
        _("To look at, or what is wrong"),
    ]  # fmt: skip
    return Table(_("Row by row"), headings, rows, _("The file has no rows"))


def shown(value: str | None, day: str | None) -> str:
    """A reading with its day."""
    return f"{value} · {formats.day(day)}" if value is not None and day else ""


def notes_of(row: dict[str, Any]) -> str:
    """What is to be looked at in a row, and its remark."""
    marks = [worded(mark) for mark in row["marks"]]
    if row["usual"] is not None:
        marks.append(_("usual would be about %(usual)s", usual=row["usual"]))
    return " · ".join(map(str, [*marks, *([row["remark"]] if row["remark"] else [])]))
