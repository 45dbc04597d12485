"""Drafting a notice and changing a draft (N01)."""

from typing import Any

from flask import Response

from contracts.directory import methods as directory
from contracts.notices import methods
from contracts.notices.channels import Channel
from contracts.notices.notices import NoticeKind
from gateway.translations import _
from gateway.web import attachments, clock
from gateway.web.calls import call
from gateway.web.formats import to_the_end
from gateway.web.forms import PageForm, building_choices, given
from gateway.web.noticeboard.forms import (
    BUILDINGS,
    EVERYONE,
    IN_ARREARS,
    Attach,
    Outage,
    Write,
    instant,
)
from gateway.web.noticeboard.group import pages
from gateway.web.noticeboard.notices import notice
from gateway.web.pages import done, page

AUDIENCES = (EVERYONE, BUILDINGS, IN_ARREARS)


@pages.get("/new", begins=methods.DRAFT)
def new_notice(form: PageForm | None = None) -> str:
    """An empty form."""
    return page("noticeboard/write.html", form=with_buildings(given(form, Write)), notice=None)


@pages.post("/new", Write, otherwise=new_notice, begins=methods.DRAFT)
def draft(form: Write) -> Response:
    """Keep it as a draft."""
    made = form.call(methods.DRAFT, kind=form.kind.data, **form.notice())
    said = _("The draft is kept as %(number)s.", number=made["number"])
    return done(said, notice, notice_id=made["id"])


@pages.get("/new/outage", begins=methods.DRAFT)
def new_outage(form: PageForm | None = None) -> str:
    """What a notice of an outage must say, asked one by one."""
    return page("noticeboard/outage.html", form=with_buildings(given(form, Outage)))


@pages.post("/new/outage", Outage, otherwise=new_outage, begins=methods.DRAFT)
def draft_outage(form: Outage) -> Response:
    """Have the text made, and keep it as a draft for those buildings, or for everybody."""
    text = form.call(
        methods.COMPOSE_OUTAGE,
        supply=form.supply.data,
        reason=form.reason.data,
        begins_at=instant(form.begins_at),
        ends_at=instant(form.ends_at),
        places=form.places.data,
    )
    buildings = form.buildings.data or []
    made = form.call(
        methods.DRAFT,
        kind=NoticeKind.OUTAGE,
        title=text["title"],
        body=text["body"],
        audience={"everyone": not buildings, "buildings": buildings},
        channels=[Channel.PORTAL],
        expires_at=instant(form.ends_at),
        urgent=bool(form.urgent.data),
    )
    said = _("The draft is kept as %(number)s. Please read it before it goes out.")
    return done(said % {"number": made["number"]}, notice, notice_id=made["id"])


@pages.get("/<notice_id>/edit")
def edit_notice(notice_id: str, form: PageForm | None = None) -> str:
    """The form with what is written so far."""
    found = call(methods.GET, notice_id=notice_id)
    shown = with_buildings(given(form, Write))
    shown.in_one = False  # the notice is where it was written
    if not shown.is_submitted():
        shown.filled_with(as_written(found))
        shown.version.data = str(found["version"])
    return page("noticeboard/write.html", form=shown, notice=found)


@pages.post("/<notice_id>/edit", Write, otherwise=edit_notice)
def edit(form: Write, notice_id: str) -> Response:
    """Change the draft; an approval of the old text falls."""
    form.call(methods.EDIT, notice_id=notice_id, **form.notice())
    return done(_("The draft is changed."), notice, notice_id=notice_id)


@pages.post("/<notice_id>/attachments", Attach, otherwise=notice)
def attach(form: Attach, notice_id: str) -> Response:
    """Attach photos and papers (P09)."""
    attachments.add(form, methods.ADD_ATTACHMENT, form.attachments.data, notice_id=notice_id)
    return done("", notice, notice_id=notice_id)


@pages.post("/<notice_id>/attachments/<attachment_id>/remove", PageForm, otherwise=notice)
def detach(form: PageForm, notice_id: str, attachment_id: str) -> Response:
    """Take an attachment away."""
    form.call(methods.REMOVE_ATTACHMENT, notice_id=notice_id, attachment_id=attachment_id)
    return done(_("The attachment is removed."), notice, notice_id=notice_id)


def with_buildings(form: Any) -> Any:
    """The form with the community's buildings to choose from."""
    found = call(directory.LIST_BUILDINGS)["items"]
    form.buildings.choices = building_choices(found)
    return form


def as_written(found: dict[str, Any]) -> dict[str, Any]:
    """A notice as the form has it."""
    audience = found["audience"]
    begins, ends = found["publish_at"], found["expires_at"]
    times = {
        "publish_at": f"{clock.read(begins):%Y-%m-%dT%H:%M}" if begins else None,
        "expires_at": f"{clock.read(ends):%Y-%m-%d}" if ends else None,
        "expires_time": f"{clock.read(ends):%H:%M}" if ends and not to_the_end(ends) else None,
    }
    return times | {
        "kind": found["kind"],
        "title": found["title"],
        "body": found["body"],
        "audience": next((name for name in AUDIENCES if audience[name]), EVERYONE),
        "buildings": audience["buildings"],
        "channels": found["channels"],
        "must_acknowledge": found["must_acknowledge"],
        "urgent": found["urgent"],
    }
