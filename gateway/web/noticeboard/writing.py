"""Drafting a notice and changing a draft (N01)."""

from typing import Any

from flask import Response

from contracts.directory import methods as directory
from contracts.notices import methods
from gateway.web import moments
from gateway.web.asking import ask
from gateway.web.forms import PageForm, given
from gateway.web.noticeboard.forms import BUILDINGS, EVERYONE, IN_ARREARS, Write
from gateway.web.noticeboard.group import pages
from gateway.web.noticeboard.lists import notice
from gateway.web.pages import done, page
from gateway.web.translations import _

AUDIENCES = (EVERYONE, BUILDINGS, IN_ARREARS)


@pages.get("/new")
def new_notice(form: PageForm | None = None) -> str:
    """An empty form."""
    return page("noticeboard/write.html", form=with_buildings(given(form, Write)), notice=None)


@pages.post("/new", Write, otherwise=new_notice)
def draft(form: Write) -> Response:
    """Keep it as a draft."""
    made = form.ask(methods.DRAFT, kind=form.kind.data, **form.notice())
    said = _("The draft is kept as %(number)s.", number=made["number"])
    return done(said, notice, notice_id=made["id"])


@pages.get("/<notice_id>/edit")
def edit_notice(notice_id: str, form: PageForm | None = None) -> str:
    """The form with what is written so far."""
    found = ask(methods.GET, notice_id=notice_id)
    shown = with_buildings(given(form, Write))
    if not shown.is_submitted():
        shown.filled_with(as_written(found))
        shown.version.data = str(found["version"])
    return page("noticeboard/write.html", form=shown, notice=found)


@pages.post("/<notice_id>/edit", Write, otherwise=edit_notice)
def edit(form: Write, notice_id: str) -> Response:
    """Change the draft; an approval of the old text falls."""
    form.ask(methods.EDIT, notice_id=notice_id, **form.notice())
    return done(_("The draft is changed."), notice, notice_id=notice_id)


def with_buildings(form: Write) -> Write:
    """The form with the community's buildings to choose from."""
    found = ask(directory.LIST_BUILDINGS)["items"]
    form.buildings.choices = [(each["building"], each["building"]) for each in found]
    return form


def as_written(found: dict[str, Any]) -> dict[str, Any]:
    """A notice as the form has it."""
    audience = found["audience"]
    times = {
        name: f"{moments.read(found[name]):%Y-%m-%dT%H:%M}" if found[name] else None
        for name in ("publish_at", "expires_at")
    }
    return times | {
        "kind": found["kind"],
        "title": found["title"],
        "body": found["body"],
        "audience": next((name for name in AUDIENCES if audience[name]), EVERYONE),
        "buildings": audience["buildings"],
        "channels": found["channels"],
        "must_acknowledge": found["must_acknowledge"],
    }
