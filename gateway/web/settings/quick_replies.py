"""Quick replies (常用语, C07, P05): what is often said, as the company or a community has it."""

from typing import Any

from flask import request, url_for
from wtforms import StringField, TextAreaField

from contracts.complaints import methods
from contracts.complaints.quick_replies import Fact, Use
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.forms import Ticks
from gateway.web.settings.owned_lists import EntryForm, ListPages, WithPlace
from gateway.web.tables import Table
from gateway.words import choices, worded


class QuickReply(EntryForm):
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


class ChangedQuickReply(WithPlace, QuickReply):
    """One that is there."""

    calls = (methods.EDIT_QUICK_REPLY,)
    needed = frozenset({"title_zh", "text_zh", "position"})


def wanted() -> dict[str, str]:
    """The words that are looked for, and what for."""
    return {name: request.args.get(name, "").strip() for name in ("q", "use")}


def asked() -> dict[str, Any]:
    """The same, as the method takes it."""
    said = wanted()
    use = said["use"] if said["use"] in list(Use) else None
    return {"q": said["q"][:60] or None, "use": use}


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


ListPages(
    "quick_reply",
    "quick_replies",
    methods.QUICK_REPLIES,
    methods.CREATE_QUICK_REPLY,
    methods.EDIT_QUICK_REPLY,
    methods.TAKE_BACK_QUICK_REPLY,
    NewQuickReply,
    ChangedQuickReply,
    table_of,
    titled="title",
    asked=asked,
    more=lambda: {"wanted": wanted(), "options": choices(Use)},
    shown=lambda form, row: {"facts": facts()},
).register()
