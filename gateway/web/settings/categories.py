"""Categories of complaints (X04): what they are called, guessed by, and who gets them."""

from typing import Any

from flask import url_for
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from contracts.complaints import methods
from gateway.translations import _, _l
from gateway.web import departments, tables
from gateway.web.settings.owned_lists import EntryForm, ListPages, Row, WithCode, WithPlace
from gateway.web.tables import Table


class Category(EntryForm):
    """What both forms have."""

    calls = (methods.EDIT_CATEGORY,)

    name_zh = StringField(_l("Name in Chinese"))
    name_en = StringField(_l("Name in English"))
    words = TextAreaField(_l("Words by which it is guessed"), render_kw={"rows": 5})
    department = SelectField(_l("Usual department"), choices=[])
    response = SelectField(_l("Usual limit of time"))
    disputes_fee = BooleanField(_l("An open complaint of it pauses the dunning of its household"))

    def arguments(self) -> dict[str, Any]:
        """The fields as the method takes them; what is empty is empty."""
        return self.values("name_zh", "name_en", "response") | {
            "words": (self.words.data or "").split(),
            "department": self.department.data or None,
            "disputes_fee": self.disputes_fee.data,
        }


class NewCategory(WithCode, Category):
    """A category more."""

    calls = (methods.CREATE_CATEGORY,)


class ChangedCategory(WithPlace, Category):
    """One that is there."""

    calls = (methods.EDIT_CATEGORY,)
    needed = frozenset({"name_zh", "name_en", "position"})


def filled(row: Row) -> dict[str, Any]:
    """A category as its form has it."""
    code = departments.code_of(row["department"])
    return {**row, "words": " ".join(row["words"]), "department": code}


def shown(form: Any, row: Row | None) -> dict[str, Any]:
    """The departments that are offered, with the one that the category has."""
    kept = row["department"] if row else None
    form.department.choices = departments.options(_("Front desk"), kept)
    return {}


def table_of(rows: list[dict[str, Any]]) -> Table:
    """The list."""
    cells = [
        [
            tables.text(row["name"], url_for("settings.category", code=row["code"])),
            tables.text(row["department_name"] or _("Front desk")),
            tables.coded(row["response"]),
            tables.count(len(row["words"])),
            tables.text(_("yes") if row["disputes_fee"] else _("no")),
            tables.text(_("yes") if row["active"] else _("no")),
            tables.coded(row["source"]),
        ]
        for row in rows
    ]
    headings = [
        _("Category"), _("Usual department"), _("Usual limit of time"), _("Words"),
        _("Pauses dunning"), _("Offered"), _("Where from"),
    ]  # fmt: skip
    return Table(_("Categories"), headings, cells, _("No category"))


ListPages(
    "category",
    "categories",
    methods.CATEGORIES,
    methods.CREATE_CATEGORY,
    methods.EDIT_CATEGORY,
    methods.TAKE_BACK_CATEGORY,
    NewCategory,
    ChangedCategory,
    table_of,
    filled=filled,
    shown=shown,
).register()
