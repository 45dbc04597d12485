"""Message templates (消息模板): how messages are worded that the desk sends by itself (P05)."""

from typing import Any

from flask import Response, abort, request, url_for
from wtforms import StringField, TextAreaField

from contracts.notices import methods
from contracts.notices.templates import WORDED
from contracts.service_admin import Source
from gateway.translations import _, _l
from gateway.web import formats, tables
from gateway.web.audit_entries import history
from gateway.web.calls import call
from gateway.web.forms import PageForm, given
from gateway.web.owners import whose
from gateway.web.pages import done, page
from gateway.web.settings.group import pages, sections
from gateway.web.tables import Table
from gateway.words import worded


class Template(PageForm):
    """Titles and texts."""

    calls = (methods.CHANGE_TEMPLATE,)
    needed = frozenset({"title_zh", "title_en", "text_zh", "text_en"})

    title_zh = StringField(_l("Title in Chinese"))
    text_zh = TextAreaField(_l("Text in Chinese"), render_kw={"rows": 5})
    title_en = StringField(_l("Title in English"))
    text_en = TextAreaField(_l("Text in English"), render_kw={"rows": 5})


class TakeBackWording(PageForm):
    """A button: without the change."""


@pages.get("/message-templates")
def templates() -> str:
    """All of them."""
    found = call(methods.LIST_TEMPLATES)["items"]
    return page(
        "settings/templates.html", table=table_of(found), sections=sections(), whose=whose()
    )


@pages.get("/message-templates/<purpose>")
def template(
    purpose: str, form: PageForm | None = None, planned: dict[str, Any] | None = None
) -> str:
    """One of them: its wording, a sample, and the form to change it."""
    if purpose not in WORDED:
        abort(404)
    found = call(methods.GET_TEMPLATE, purpose=purpose)
    shown, back = given(form, Template), given(form, TakeBackWording)
    if type(form) is not Template:
        for name, text in found["wording"].items():
            shown[name].data = text
        shown.version.data = found["version"]
    back.version.data = back.version.data or found["version"]
    return page(
        "settings/template.html",
        message=found,
        history_of=history(methods.HISTORY, "template", purpose),
        changed=found["source"] is not Source.CODE,
        sample=(planned or found)["sample"],
        previewed=planned is not None,
        form=shown,
        back=back,
        sections=sections(),
        whose=whose(),
    )


@pages.post("/message-templates/<purpose>", Template, otherwise=template)
def change_template(form: Template, purpose: str) -> str | Response:
    """Word it so; or show first what that looks like."""
    wanted = {"purpose": purpose, **form.values()}
    if request.form.get("act") != "save":
        planned = form.call(methods.CHANGE_TEMPLATE, **wanted, dry_run=True)
        return template(purpose=purpose, form=form, planned=planned)
    form.call(methods.CHANGE_TEMPLATE, **wanted)
    return done(_("It is worded so from now on."), template, purpose=purpose)


@pages.post("/message-templates/<purpose>/back", TakeBackWording, otherwise=template)
def take_back_template(form: TakeBackWording, purpose: str) -> Response:
    """Word it as the company, or as shipped."""
    made = form.call(methods.TAKE_BACK_TEMPLATE, purpose=purpose)
    said = _("%(name)s is as it was before: %(source)s.", name=worded(made["purpose"]),
             source=worded(made["source"]))  # fmt: skip
    return done(said, template, purpose=purpose)


def table_of(rows: list[dict[str, Any]]) -> Table:
    """The list."""
    language = "zh" if formats.is_chinese() else "en"
    cells = [
        [
            tables.text(
                worded(row["purpose"]), url_for("settings.template", purpose=row["purpose"])
            ),
            tables.text(row["sample"][f"title_{language}"]),
            tables.text(_("residents") if row["for_residents"] else _("staff")),
            tables.coded(row["source"]),
        ]
        for row in rows
    ]
    headings = [_("Message"), _("Title"), _("For"), _("Where from")]
    return Table(_("Message templates"), headings, cells, "")
