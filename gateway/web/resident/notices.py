"""Notices: unread first; reading and acknowledging."""

from flask import Response, request

from contracts.notices import methods
from gateway.translations import _
from gateway.web import attachments
from gateway.web.calls import call
from gateway.web.forms import PageForm
from gateway.web.notices import is_unread
from gateway.web.pages import done, page
from gateway.web.resident.group import pages


@pages.get("/notices")
def notices() -> str:
    """All that is addressed to me, unread first."""
    found = call(methods.SEARCH, limit=50, cursor=request.args.get("cursor"))
    found["items"].sort(key=lambda notice: not is_unread(notice))
    return page("resident/notices.html", notices=found, is_unread=is_unread)


@pages.get("/notices/<notice_id>")
def notice(notice_id: str, form: PageForm | None = None) -> str:
    """One notice; who opens it has read it."""
    found = call(methods.GET, notice_id=notice_id)
    if not found["read_at"]:
        found = call(methods.READ, notice_id=notice_id)
    return page("resident/notice.html", notice=found, form=form or PageForm(formdata=None))


@pages.get("/notices/<notice_id>/attachments/<attachment_id>")
def notice_attachment(notice_id: str, attachment_id: str) -> Response:
    """An attachment's content (P09)."""
    named = {"notice_id": notice_id, "attachment_id": attachment_id}
    return attachments.shown(methods.GET_ATTACHMENT, **named)


@pages.post("/notices/<notice_id>/acknowledge", PageForm, otherwise=notice)
def acknowledge(form: PageForm, notice_id: str) -> Response:
    """Confirm that it was taken note of (N04)."""
    form.call(methods.ACKNOWLEDGE, notice_id=notice_id)
    return done(_("Thank you, this has been noted."), notice, notice_id=notice_id)
