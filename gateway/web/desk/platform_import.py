"""Messages of the city's platform: a spreadsheet is tried row by row, then imported (C05)."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for

from contracts.complaints import methods
from gateway.translations import _
from gateway.web import tables
from gateway.web.desk.group import pages
from gateway.web.forms import PageForm, given
from gateway.web.pages import page
from gateway.web.spreadsheets import SpreadsheetForm
from gateway.web.tables import Cell, Table

NEEDED = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情")
BESIDES = ("答复意见", "答复时间")
"""Headings of the platform's spreadsheet."""


@pages.get("/platform", begins=methods.IMPORT_PLATFORM)
def platform(form: PageForm | None = None) -> str:
    """The form, and which columns the spreadsheet has."""
    return page(
        "desk/platform.html", form=given(form, SpreadsheetForm), needed=NEEDED, besides=BESIDES
    )


@pages.post("/platform", SpreadsheetForm, otherwise=platform, begins=methods.IMPORT_PLATFORM)
def import_messages(form: SpreadsheetForm) -> str:
    """A dry run first; once it was seen and confirmed, the import with the cases it made."""
    content, trying = form.content(), not form.is_confirmed()
    found = form.call(methods.IMPORT_PLATFORM, file=content, dry_run=trying)
    rows = [*wrong(found), *read(found)]
    headings = [
        _("Row"), _("What would happen") if trying else _("What was done"), _("Message no."),
        _("Subject, or what is wrong"), _("Written on"), _("Kind"), _("Category"), _("Case"),
    ]  # fmt: skip
    table = Table(_("Row by row"), headings, rows, _("The file has no rows"))
    return page(
        "desk/platform_rows.html", found=found, form=SpreadsheetForm.after(content), table=table
    )


def wrong(found: Mapping[str, Any]) -> Iterator[list[Cell]]:
    """What cannot be read, cell by cell."""
    for error in found["errors"]:
        said = tables.text(f"{error['field']}: {error['message']}")
        flag = Cell(_("Error"), _("Error"), tone="bad")
        yield [tables.count(error["row"]), flag, tables.text(""), said, *[tables.text("")] * 4]


def read(found: Mapping[str, Any]) -> Iterator[list[Cell]]:
    """What each message came to, or would come to; its case is one click away."""
    for row in found["messages"]:
        case = row["complaint_id"]
        yield [
            tables.count(row["row"]),
            tables.coded(row["outcome"]),
            tables.text(row["message_number"]),
            tables.text(row["subject"]),
            tables.moment(row["written_at"]),
            tables.coded(row["kind"]),
            tables.text(row["category_name"]),
            tables.text(row["number"], url_for("desk.case", complaint_id=case) if case else ""),
        ]
