"""Quick replies (常用语, C07, P05): what is often said, as the company or a community has it."""

from typing import Any

from flask import Response, abort, request, url_for
from wtforms import BooleanField, StringField, TextAreaField

from contracts.complaints import methods
from contracts.complaints.quick_replies import Fact, Use
from contracts.service_admin import Source
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.audit_entries import history
from gateway.web.calls import call
from gateway.web.forms import PageForm, Ticks, given
from gateway.web.owners import whose
from gateway.web.pages import done, page
from gateway.web.settings.group import pages, sections
from gateway.web.tables import Table
from gateway.words import choices, worded

TEXTS = ("title_zh", "text_zh", "title_en", "text_en")


class QuickReply(PageForm):
    """What both forms have."""

    calls = (methods.EDIT_QUICK_REPLY,)

    title_zh = StringField(_l("Title in Chinese"))
    text_zh = TextAreaField(_l("Text in Chinese"), render_kw={"rows": 3})
    title_en = StringField(_l("Title in English"))
    text_en = TextAreaField(_l("Text in English"), render_kw={"rows": 3})
    uses = Ticks(_l("What it is for"))

    def arguments(self) -> dict[str, Any]:
        """The fields as the method takes them; English that is empty is none."""
        typed = self.typed()
        english = {name: typed[name] or None for name in ("title_en", "text_en")}
        return self.values("title_zh", "text_zh") | english | {"uses": self.uses.data or []}


class NewQuickReply(QuickReply):
    """One more."""

    calls = (methods.CREATE_QUICK_REPLY,)


class ChangedQuickReply(QuickReply):
    """One that is there."""

    needed = frozenset({"title_zh", "text_zh", "position"})

    active = BooleanField(_l("It is offered"))
    position = StringField(_l("Place in lists"))

    def arguments(self) -> dict[str, Any]:
        """With what only one that is there has."""
        return super().arguments() | self.values("position") | {"active": self.active.data}


class TakeBackQuickReply(PageForm):
    """A button: without the change."""


@pages.get("/quick-replies")
def quick_replies(form: PageForm | None = None) -> str:
    """All of them, by words and by what they are for, and a new one."""
    wanted = {name: request.args.get(name, "").strip() for name in ("q", "use")}
    use = wanted["use"] if wanted["use"] in list(Use) else None
    asked = {"q": wanted["q"][:60] or None, "use": use, "include_inactive": True}
    found = call(methods.QUICK_REPLIES, **asked)["items"]
    return page(
        "settings/quick_replies.html",
        table=table_of(found),
        wanted=wanted,
        options=choices(Use),
        facts=facts(),
        form=given(form, NewQuickReply),
        sections=sections(),
        whose=whose(),
    )


@pages.post("/quick-replies", NewQuickReply, otherwise=quick_replies)
def create_quick_reply(form: NewQuickReply) -> Response:
    """Make it."""
    made = form.call(methods.CREATE_QUICK_REPLY, **form.arguments())
    return done(_("%(name)s is offered from now on.", name=made["title"]), quick_replies)


@pages.get("/quick-replies/<code>")
def quick_reply(code: str, form: PageForm | None = None) -> str:
    """One of them, to be changed."""
    found = call(methods.QUICK_REPLIES, include_inactive=True)["items"]
    row = next((one for one in found if one["code"] == code), None)
    if row is None:
        abort(404)
    shown, back = given(form, ChangedQuickReply), given(form, TakeBackQuickReply)
    if type(form) is not ChangedQuickReply:
        for name in (*TEXTS, "uses", "active", "position", "version"):
            shown[name].data = row[name]
    back.version.data = back.version.data or row["version"]
    return page(
        "settings/quick_reply.html",
        reply=row,
        history_of=history(methods.HISTORY, "quick_reply", code),
        changed=row["source"] is not Source.CODE,
        facts=facts(),
        form=shown,
        back=back,
        sections=sections(),
        whose=whose(),
    )


@pages.post("/quick-replies/<code>", ChangedQuickReply, otherwise=quick_reply)
def edit_quick_reply(form: ChangedQuickReply, code: str) -> Response:
    """Change it."""
    made = form.call(methods.EDIT_QUICK_REPLY, code=code, **form.arguments())
    return done(_("%(name)s is changed.", name=made["title"]), quick_replies)


@pages.post("/quick-replies/<code>/back", TakeBackQuickReply, otherwise=quick_reply)
def take_back_quick_reply(form: TakeBackQuickReply, code: str) -> Response:
    """Have it as the company has it, or as it was shipped."""
    made = form.call(methods.TAKE_BACK_QUICK_REPLY, code=code)
    source = worded(made["source"])
    said = _("%(name)s is as it was before: %(source)s.", name=made["title"], source=source)
    return done(said, quick_reply, code=code)


def facts() -> list[tuple[str, str]]:
    """What may stand between braces, and what it is."""
    return [(f"{{{fact}}}", worded(fact)) for fact in Fact]


def table_of(rows: list[dict[str, Any]]) -> Table:
    """The list."""
    cells = [
        [
            tables.text(row["title"], url_for("settings.quick_reply", code=row["code"])),
            tables.text(row["text"]),
            tables.text(_(", ").join(worded(use) for use in row["uses"])),
            tables.text(_("yes") if row["active"] else _("no")),
            tables.coded(row["source"]),
        ]
        for row in rows
    ]
    headings = [_("Title"), _("Text"), _("What it is for"), _("Offered"), _("Where from")]
    return Table(_("Quick replies"), headings, cells, _("No quick reply"))
