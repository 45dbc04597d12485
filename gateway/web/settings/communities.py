"""Communities (项目): what they are called, where they are, and their houses (P01)."""

from typing import Any

from flask import Response, url_for
from wtforms import StringField, TextAreaField

from contracts.complaints import methods as complaints
from contracts.directory import methods
from contracts.hours import hours_around
from foundation.errors import ServiceError
from gateway.community_closing import require_nothing_open
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.audit_entries import history
from gateway.web.calls import call, call_all
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.settings.group import pages, sections
from gateway.web.tables import Table
from gateway.web.visitor import visitor

DESK_HOURS = "desk_opening", "desk_closing", "desk_breaks"


class Community(PageForm):
    """What both forms have."""

    calls = (methods.CHANGE_COMMUNITY,)
    needed = frozenset({"name", "code"})

    name = StringField(_l("Name of the community"))
    name_en = StringField(_l("Name in English"))
    code = StringField(_l("Short code"), render_kw={"autocomplete": "off"})
    address = StringField(_l("Address"))
    service_phone = StringField(_l("Service telephone"), render_kw={"type": "tel"})
    hours = StringField(_l("Opening hours"), render_kw={"placeholder": "08:00–12:00, 13:30–20:00"})
    buildings = TextAreaField(_l("Houses"), render_kw={"rows": 6})

    def arguments(self) -> dict[str, Any]:
        """The fields as the methods take them; one building a line."""
        lines = (self.buildings.data or "").replace("、", "\n").replace(",", "\n").splitlines()
        typed = {name: value for name, value in self.typed().items() if name != "buildings"}
        return typed | {"buildings": [line.strip() for line in lines if line.strip()]}


class NewCommunity(Community):
    """A community more."""

    calls = (methods.CREATE_COMMUNITY,)
    needed = frozenset()


class CloseCommunity(PageForm):
    """The company does not look after it any more."""

    calls = (methods.CLOSE_COMMUNITY,)

    reason = TextAreaField(_l("Why it is closed"), render_kw={"rows": 2})


class ReopenCommunity(PageForm):
    """It does again."""

    calls = (methods.REOPEN_COMMUNITY,)


@pages.get("/communities")
def communities(form: PageForm | None = None) -> str:
    """All of them, and a new one."""
    found = call(methods.LIST_COMMUNITIES)
    return page(
        "settings/communities.html",
        table=table_of(found["items"]),
        form=given(form, NewCommunity),
        makes=found["can_create"],
        sections=sections(),
    )


@pages.post("/communities", NewCommunity, otherwise=communities)
def create_community(form: NewCommunity) -> Response:
    """Enter it."""
    made = form.call(methods.CREATE_COMMUNITY, **form.arguments())
    said = _("The community %(name)s was added.", name=made["name"])
    if not made["buildings"]:
        said += _(" It has no buildings yet: enter them here, or import its households.")
    return done(said, community, community_id=made["id"])


def hours_in_force(community_id: str) -> str:
    """The hours by which deadlines count in a community (X05); empty where the visitor may not see
    them, or nobody can say now."""
    asked = complaints.GET_POLICY
    if not visitor().has(*asked.roles):
        return ""
    values = [(asked, {"name": one, "community": community_id}) for one in DESK_HOURS]
    try:
        return hours_around(*(one["in_force"] for one in call_all(*values)))
    except ServiceError:
        return ""


@pages.get("/communities/<community_id>")
def community(community_id: str, form: PageForm | None = None) -> str:
    """One of them, to be changed by who may."""
    found = call(methods.GET_COMMUNITY, community_id=community_id)
    shown = given(form, Community)
    if shown is not form:
        for name in Community.known():
            shown[name].data = found[name]
        shown.buildings.data = "\n".join(found["buildings"])
        shown.version.data = found["version"]
    return page(
        "settings/community.html",
        community=found,
        history_of=history(methods.HISTORY, "community", community_id),
        form=shown,
        in_force=hours_in_force(community_id),
        changes=visitor().has(*methods.CHANGE_COMMUNITY.roles),
        closing=closing_form(form, found),
        sections=sections(),
    )


def closing_form(form: PageForm | None, found: dict[str, Any]) -> PageForm | None:
    """The form by which a community is closed, or reopened, for who administers all of them."""
    if not call(methods.LIST_COMMUNITIES)["can_create"]:
        return None
    shown: PageForm = given(form, ReopenCommunity if found["closed_at"] else CloseCommunity)
    return shown.filled_with({"version": found["version"]})


@pages.post("/communities/<community_id>/close", CloseCommunity, otherwise=community)
def close_community(form: CloseCommunity, community_id: str) -> Response:
    """Close it, once nothing is open there in any service."""
    require_nothing_open(visitor(), community_id)
    about = {"community_id": community_id, **form.values("reason")}
    closed = form.call(methods.CLOSE_COMMUNITY, **about)
    said = _("%(name)s is closed: it can be read, and takes nothing new.", name=closed["name"])
    return done(said, community, community_id=community_id)


@pages.post("/communities/<community_id>/reopen", ReopenCommunity, otherwise=community)
def reopen_community(form: ReopenCommunity, community_id: str) -> Response:
    """Look after it again."""
    opened = form.call(methods.REOPEN_COMMUNITY, community_id=community_id)
    said = _("%(name)s is open again.", name=opened["name"])
    return done(said, community, community_id=community_id)


@pages.post("/communities/<community_id>", Community, otherwise=community)
def change_community(form: Community, community_id: str) -> Response:
    """Change it."""
    made = form.call(methods.CHANGE_COMMUNITY, community_id=community_id, **form.arguments())
    return done(_("%(name)s is changed.", name=made["name"]), communities)


def table_of(rows: list[dict[str, Any]]) -> Table:
    """The list."""
    cells = [
        [
            tables.text(
                row["name"] or _("not named yet"),
                url_for("settings.community", community_id=row["id"]),
            ),
            tables.text(row["code"]),
            tables.text(_("closed down") if row["closed_at"] else _("looked after")),
            tables.text(row["service_phone"] or _("the company's")),
            tables.text(row["hours"] or _("the company's")),
            tables.text(row["address"]),
        ]
        for row in rows
    ]
    headings = [
        _("Community"), _("Short code"), _("State"), _("Service telephone"),
        _("Opening hours"), _("Address"),
    ]  # fmt: skip
    return Table(_("Communities"), headings, cells, _("No community"))
