"""Categories of complaints (X04): what they are called, guessed by, and who gets them."""

from typing import Any

from flask import Response, abort, url_for
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from contracts.complaints import methods
from contracts.service_admin import Source
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.audit_entries import history
from gateway.web.calls import call
from gateway.web.forms import PageForm, given
from gateway.web.owners import whose
from gateway.web.pages import done, page
from gateway.web.settings.group import pages, sections
from gateway.web.tables import Table
from gateway.words import worded


class Category(PageForm):
    """What both forms have."""

    calls = (methods.EDIT_CATEGORY,)

    name_zh = StringField(_l("Name in Chinese"))
    name_en = StringField(_l("Name in English"))
    words = TextAreaField(_l("Words by which it is guessed"), render_kw={"rows": 5})
    department = StringField(_l("Usual department"))
    response = SelectField(_l("Usual limit of time"))
    disputes_fee = BooleanField(_l("An open complaint of it pauses the dunning of its household"))

    def arguments(self) -> dict[str, Any]:
        """The fields as the method takes them; what is empty is empty."""
        return self.values("name_zh", "name_en", "response") | {
            "words": (self.words.data or "").split(),
            "department": (self.department.data or "").strip() or None,
            "disputes_fee": self.disputes_fee.data,
        }


class NewCategory(Category):
    """A category more."""

    calls = (methods.CREATE_CATEGORY,)

    code = StringField(_l("Code"), render_kw={"autocomplete": "off"})


class ChangedCategory(Category):
    """One that is there."""

    needed = frozenset({"name_zh", "name_en", "position"})

    active = BooleanField(_l("It is offered"))
    position = StringField(_l("Place in lists"))

    def arguments(self) -> dict[str, Any]:
        """With what only a category that is there has."""
        return super().arguments() | self.values("position") | {"active": self.active.data}


class TakeBack(PageForm):
    """A button: without the change."""


@pages.get("/categories")
def categories(form: PageForm | None = None) -> str:
    """All of them, and a new one."""
    found = call(methods.CATEGORIES, include_inactive=True)["items"]
    return page(
        "settings/categories.html",
        table=table_of(found),
        form=given(form, NewCategory),
        sections=sections(),
        whose=whose(),
    )


@pages.post("/categories", NewCategory, otherwise=categories)
def create_category(form: NewCategory) -> Response:
    """Make it."""
    made = form.call(methods.CREATE_CATEGORY, code=form.code.data, **form.arguments())
    return done(_("%(name)s is offered from now on.", name=made["name"]), categories)


@pages.get("/categories/<code>")
def category(code: str, form: PageForm | None = None) -> str:
    """One category, to be changed."""
    found = call(methods.CATEGORIES, include_inactive=True)["items"]
    row = next((one for one in found if one["code"] == code), None)
    if row is None:
        abort(404)
    shown = given(form, ChangedCategory)
    if type(form) is not ChangedCategory:
        for name in ("name_zh", "name_en", "response", "disputes_fee", "active", "position"):
            shown[name].data = row[name]
        shown.department.data, shown.version.data = row["department"], row["version"]
        shown.words.data = " ".join(row["words"])
    back = given(form, TakeBack)
    back.version.data = back.version.data or row["version"]
    return page(
        "settings/category.html",
        category=row,
        history_of=history(methods.HISTORY, "category", code),
        changed=row["source"] is not Source.CODE,
        form=shown,
        back=back,
        sections=sections(),
        whose=whose(),
    )


@pages.post("/categories/<code>", ChangedCategory, otherwise=category)
def edit_category(form: ChangedCategory, code: str) -> Response:
    """Change it."""
    made = form.call(methods.EDIT_CATEGORY, code=code, **form.arguments())
    return done(_("%(name)s is changed.", name=made["name"]), categories)


@pages.post("/categories/<code>/back", TakeBack, otherwise=category)
def take_back_category(form: TakeBack, code: str) -> Response:
    """Have it as the company has it, or as it was shipped."""
    made = form.call(methods.TAKE_BACK_CATEGORY, code=code)
    source = worded(made["source"])
    said = _("%(name)s is as it was before: %(source)s.", name=made["name"], source=source)
    return done(said, category, code=code)


def table_of(rows: list[dict[str, Any]]) -> Table:
    """The list."""
    cells = [
        [
            tables.text(row["name"], url_for("settings.category", code=row["code"])),
            tables.text(row["department"] or _("Front desk")),
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
