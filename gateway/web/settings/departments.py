"""Departments (职能部门, C14, P05): to whom a case may go, as the company or a community has it."""

from typing import Any

from flask import url_for
from wtforms import StringField, TextAreaField

from contracts.complaints import methods
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.settings.owned_lists import EntryForm, ListPages, Row, WithCode, WithPlace
from gateway.web.tables import Table


class Department(EntryForm):
    """What both forms have."""

    calls = (methods.EDIT_DEPARTMENT,)

    name_zh = StringField(_l("Name in Chinese"))
    name_en = StringField(_l("Name in English"))
    also = TextAreaField(_l("Other names"), render_kw={"rows": 3})

    def arguments(self) -> dict[str, Any]:
        """The fields as the method takes them; of other names each has its line."""
        lines = (line.strip() for line in (self.also.data or "").splitlines())
        return self.values("name_zh", "name_en") | {"also": [line for line in lines if line]}


class NewDepartment(WithCode, Department):
    """One more."""

    calls = (methods.CREATE_DEPARTMENT,)


class ChangedDepartment(WithPlace, Department):
    """One that is there."""

    calls = (methods.EDIT_DEPARTMENT,)
    needed = frozenset({"name_zh", "name_en", "position"})


def filled(row: Row) -> dict[str, Any]:
    """A department as its form has it."""
    return {**row, "also": "\n".join(row["also"])}


def table_of(rows: list[dict[str, Any]]) -> Table:
    """The list."""
    cells = [
        [
            tables.text(row["name"], url_for("settings.department", code=row["code"])),
            tables.text(_(", ").join(row["also"])),
            tables.count(row["open"]),
            tables.text(_("yes") if row["active"] else _("no")),
            tables.coded(row["source"]),
        ]
        for row in rows
    ]
    headings = [
        _("Department"), _("Other names"), _("Open cases"), _("Offered"), _("Where from"),
    ]  # fmt: skip
    return Table(_("Departments"), headings, cells, _("No department"))


ListPages(
    "department",
    "departments",
    methods.DEPARTMENTS,
    methods.CREATE_DEPARTMENT,
    methods.EDIT_DEPARTMENT,
    methods.TAKE_BACK_DEPARTMENT,
    NewDepartment,
    ChangedDepartment,
    table_of,
    filled=filled,
).register()
