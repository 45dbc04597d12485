"""Staff (人员): who works here, found by name, role and place; who joins (D05, P03)."""

from typing import Any

from flask import Response, request, url_for

from contracts.directory import methods
from contracts.roles import Role
from gateway.translations import _
from gateway.web import departments, tables
from gateway.web.calls import call_all
from gateway.web.forms import PageForm, building_choices, given
from gateway.web.pages import done, page
from gateway.web.settings.group import pages, sections
from gateway.web.settings.people_forms import ROLES, NewPerson, Place, places
from gateway.web.tables import Cell, Table
from gateway.web.visitor import visitor
from gateway.words import in_words, worded

ASKED = ("q", "role", "community", "building", "cursor")


@pages.get("/people")
def people(form: PageForm | None = None) -> str:
    """The staff, and who joins."""
    typed = {name: value for name in ASKED if (value := request.args.get(name, "").strip())}
    if "community" in request.args and request.args["community"] == "-":
        typed["community"] = ""
    closed = bool(request.args.get("closed"))
    found, communities, buildings = call_all(
        (methods.FIND_PEOPLE, {**typed, "include_inactive": closed, "limit": tables.PAGE}),
        (methods.LIST_COMMUNITIES, {}),
        (methods.LIST_BUILDINGS, {}),
    )
    where = places(communities["items"])
    closed_down = {one["code"] for one in communities["items"] if one["closed_at"]}
    hires = visitor().has(*methods.CREATE_PERSON.roles)
    return page(
        "settings/people.html",
        table=table_of(found["items"], communities["items"]),
        cursor=found["next_cursor"],
        communities=[(one["code"] or "-", one["name"]) for one in communities["items"]],
        roles=[(role.value, in_words(role.word)) for role in ROLES],
        buildings=building_choices(buildings["items"]),
        form=given(form, NewPerson).offer() if hires else None,
        **roles_by_place(
            [one for one in where if one.code not in closed_down],
            set((form and form["held"].data) or ()),
        ),
        sections=sections(),
    )


@pages.post("/people", NewPerson, otherwise=people)
def create_person(form: NewPerson) -> Response:
    """Enter somebody."""
    made = form.call(methods.CREATE_PERSON, **form.joined())
    said = _("%(name)s now works here.", name=made["name"])
    if made["requested_roles"]:
        said += _(" A second person must agree to the roles.")
    return done(said, "settings.person", person_id=made["id"])


def roles_by_place(where: list[Place], ticked: set[str]) -> dict[str, Any]:
    """What the boxes of roles are drawn by."""
    return {"places": where, "role_rows": ROLES, "ticked": ticked}


def table_of(rows: list[dict[str, Any]], communities: list[dict[str, Any]]) -> Table:
    """The list; where there are several communities, with where somebody works."""
    several = len(communities) > 1
    names = {one["code"]: one["name"] for one in communities}
    headings = [_("Name"), _("Roles"), *([_("Where")] if several else [])]
    headings += [_("Department"), _("Buildings"), _("User name"), _("State")]
    return Table(
        _("Staff"),
        headings,
        [row_of(row, names if several else None) for row in rows],
        _("Nobody is found"),
    )


def row_of(row: dict[str, Any], names: dict[str, str] | None) -> list[Cell]:
    """One person in the list."""
    cells = [
        tables.text(row["name"], url_for("settings.person", person_id=row["id"])),
        tables.text(_(", ").join(worded(Role(role)) for role in row["roles"])),
    ]
    if names is not None:
        held = dict.fromkeys(one["community"] for one in row["grants"])
        where = (_("Whole company") if code is None else names.get(code, code) for code in held)
        cells.append(tables.text(_(", ").join(where)))
    return [
        *cells,
        tables.text(departments.name_of(row["department"])),
        tables.text(_(", ").join(row["buildings"])),
        tables.text(row["username"]),
        tables.text(_("works here") if row["active"] else _("closed")),
    ]
