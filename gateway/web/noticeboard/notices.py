"""Notices in a list, one of them, and whom it has reached (N01, N04)."""

from dataclasses import replace
from typing import Any

from flask import Response, url_for

from contracts.notices import methods
from contracts.notices.notices import NoticeKind
from contracts.notices.workflow import READABLE, NoticeStatus
from gateway.translations import _
from gateway.web import attachments, tables
from gateway.web.calls import call
from gateway.web.formats import until
from gateway.web.forms import PageForm, given
from gateway.web.manager.period import named
from gateway.web.noticeboard.forms import Attach, Correct, SendBack, Withdraw
from gateway.web.noticeboard.group import pages
from gateway.web.pages import page
from gateway.web.tables import Cell, Table, placed, sheets
from gateway.web.visitor import visitor
from gateway.words import choices, worded

EVERYBODY = 1000


@pages.get("/")
def notices() -> str | Response:
    """All notices, newest first."""
    found = tables.listed(methods.SEARCH, **named("kind", "status"))
    return sheets(
        "noticeboard/notices.html",
        "notices",
        [table_of(found["items"])],
        cursor=found["next_cursor"],
        kinds=choices(NoticeKind),
        states=choices(NoticeStatus),
    )


@pages.get("/<notice_id>")
def notice(notice_id: str, form: PageForm | None = None, attachment_id: str = "") -> str:
    """One notice with what its reader may do with it now."""
    found = call(methods.GET, notice_id=notice_id)
    last = found["versions"][-1]
    return page(
        "noticeboard/notice.html",
        notice=found,
        audience=audience(found["audience"]),
        step=given(form, PageForm),
        send_back=given(form, SendBack),
        withdraw=given(form, Withdraw),
        correct=given(form, Correct).filled_with({"title": last["title"], "body": last["body"]}),
        attach=given(form, Attach) if methods.ADD_ATTACHMENT.name in found["actions"] else None,
        reach=found["status"] in READABLE and visitor().has(*methods.REACH.roles),
    )


@pages.get("/<notice_id>/attachments/<attachment_id>")
def notice_attachment(notice_id: str, attachment_id: str) -> Response:
    """An attachment's content."""
    named = {"notice_id": notice_id, "attachment_id": attachment_id}
    return attachments.shown(methods.GET_ATTACHMENT, **named)


@pages.get("/<notice_id>/reach")
def reach(notice_id: str) -> str | Response:
    """Who has not read it, or not confirmed it where that is asked for."""
    found = call(methods.REACH, notice_id=notice_id, limit=1)
    board = call(methods.GET, notice_id=notice_id)
    return sheets(
        "noticeboard/reach.html",
        f"unread-{board['number']}",
        [not_reached(found["missing"])],
        reach=found,
        notice=board,
    )


def not_reached(rows: list[dict[str, Any]]) -> Table:
    """Households and staff who have not been reached."""
    known = {"building": _("Building"), "unit": _("Unit"), "person_name": _("Person")}
    used = [name for name in known if any(row[name] for row in rows)]
    cells = [[tables.text(row[name]) for name in used] for row in rows]
    headings = [known[name] for name in used]
    return Table(_("Not reached yet"), headings, cells, _("Everybody has been reached"))


def table_of(items: list[dict[str, Any]]) -> Table:
    """The notices as a list."""
    rows = [
        placed(
            item,
            tables.text(item["number"], url_for("noticeboard.notice", notice_id=item["id"])),
            tables.text(item["title"]),
            tables.coded(item["kind"]),
            state(item),
            tables.text(audience(item["audience"])),
            tables.text(item["author_name"]),
            tables.moment(item["published_at"] or item["publish_at"]),
            replace(tables.moment(item["expires_at"]), shown=until(item["expires_at"])),
        )
        for item in items
    ]
    headings = [
        _("Number"), _("Title"), _("Kind"), _("State"), _("For"), _("Author"), _("Published"),
        _("Expires"),
    ]  # fmt: skip
    return Table(
        _("Notices"), headings, rows, _("No notice is like that"),
        _("Choose another kind or state."),
    )  # fmt: skip


def state(item: dict[str, Any]) -> Cell:
    """Where a notice stands; a draft may be one that was sent back."""
    cell = tables.coded(item["status"])
    if item["status"] != NoticeStatus.DRAFT or not item["sent_back"]:
        return cell
    said = _("Sent back")
    return replace(cell, value=said, shown=said, tone="bad")


def audience(named: dict[str, Any]) -> str:
    """Whom a notice is for, in words."""
    parts = [_("all households")] if named["everyone"] else []
    parts += named["buildings"]
    parts += [worded(code) for code in named["unit_types"]]
    parts += [worded(code) for code in named["roles"]]
    if named["in_arrears"]:
        parts.append(_("households in arrears"))
    if named["household_ids"]:
        parts.append(_("single households"))
    return _(", ").join(parts)
