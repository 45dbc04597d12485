"""One person (人员): who they are, what they may do where, and how they log in (P03)."""

from typing import Any

from flask import Response

from contracts.directory import methods
from contracts.directory.links import LinkKind
from contracts.directory.role_requests import RoleRequestStatus
from contracts.method import Method
from contracts.repairs.requests import RepairCategory
from contracts.roles import Role
from foundation.errors import Forbidden
from gateway.addresses import with_address
from gateway.translations import _
from gateway.web import departments
from gateway.web.audit_entries import history
from gateway.web.calls import call, call_all
from gateway.web.forms import PageForm, building_choices, given
from gateway.web.pages import done, page
from gateway.web.papers import paper_page
from gateway.web.papers.invitations import staff_invitation
from gateway.web.settings.group import pages, sections
from gateway.web.settings.people import roles_by_place
from gateway.web.settings.people_forms import (
    Buildings,
    Held,
    OneClick,
    Person,
    Reset,
    asked,
    held_of,
    places,
)
from gateway.web.site.devices import device
from gateway.web.visitor import visitor

MOST = 100


@pages.get("/people/<person_id>")
def person(
    person_id: str,
    form: PageForm | None = None,
    session_id: str = "",
    identity_id: str = "",
) -> str:
    """Who it is, with what the visitor may change."""
    found, communities = call_all(
        (methods.GET_PERSON, {"person_id": person_id}), (methods.LIST_COMMUNITIES, {})
    )
    where = places(communities["items"])
    staff = set(found["roles"]) != {Role.RESIDENT}
    may = allowed(found, staff=staff)
    return page(
        "settings/person.html",
        person=found,
        history_of=history(methods.HISTORY, "person", person_id),
        staff=staff,
        may=may,
        sections=sections(),
        communities={one["code"]: one["name"] for one in communities["items"]},
        several=len(communities["items"]) > 1,
        profile=profile_of(form, found),
        department=departments.name_of(found["department"]),
        held=held_form(form, found, by_place=len(where) > 1),
        click=given(form, OneClick),
        resetting=given(form, Reset),
        served=served(form, found, communities["items"]) if "serve" in may else [],
        **roles_by_place(where, held_of(found["grants"], where)),
        **more_of(person_id, found),
    )


def allowed(found: dict[str, Any], *, staff: bool) -> set[str]:
    """What the visitor may do to this person, as the directory lets them."""
    who = visitor()
    if found["erased"]:
        return set()
    own, hires = who.id == found["id"], who.has(*methods.CHANGE_PERSON.roles)
    above = Role.ADMIN in found["roles"] and not who.has(Role.ADMIN)
    may = set()
    if hires and staff:
        may |= {"change", "serve"}
        if not own and not above:
            may |= {"grant", "close" if found["active"] else "reopen"}
    if who.has(*methods.INVITE.roles) and found["active"]:
        may.add("reset" if found["username"] else "invite")
    if who.has(*methods.PERSON_SESSIONS.roles):
        may.add("sessions")
    if who.has(*methods.RESET_SECOND_FACTOR.roles) and not own:
        may.add("factor")
    return may


def held_form(form: PageForm | None, found: dict[str, Any], *, by_place: bool) -> Any:
    """The form of roles, about the version that is shown."""
    shown = given(form, Held)
    shown.by_place.data = "1" if by_place else ""
    if type(form) is not Held:
        shown.version.data = found["version"]
    return shown


def profile_of(form: PageForm | None, found: dict[str, Any]) -> Any:
    """The form of who somebody is, filled in."""
    shown = given(form, Person).offer(found["department"])
    known = {one.value for one in RepairCategory}
    shown.skills.choices = [
        *shown.skills.choices, *((one, one) for one in found["skills"] if one not in known)
    ]  # fmt: skip
    if type(form) is not Person:
        for name in ("name", "email", "skills"):
            shown[name].data = found[name]
        shown.department.data = departments.code_of(found["department"])
        shown.version.data = found["version"]
    return shown


def served(
    form: PageForm | None, found: dict[str, Any], communities: list[dict[str, Any]]
) -> list[Any]:
    """For each community in which somebody is a steward, the form of the buildings served there."""
    held = {one["community"] for one in found["grants"] if one["role"] == Role.STEWARD}
    here = [one for one in communities if one["code"] in held or None in held]
    if not here:
        return []
    there = call(methods.LIST_BUILDINGS)["items"]
    forms = []
    for one in here:
        fields = given(form, Buildings) if len(here) == 1 else Buildings(formdata=None)
        fields.buildings.choices = building_choices(
            each for each in there if each["community"] == one["code"]
        )
        fields.buildings.data = [*found["buildings"]]
        fields.community_code.data = one["code"]
        fields.version.data = found["version"]
        forms.append((one["name"], fields))
    return forms


def more_of(person_id: str, found: dict[str, Any]) -> dict[str, Any]:
    """How somebody logs in, what waits, and the shifts ahead, as far as the visitor sees it."""
    who, about = visitor(), {"person_id": person_id}
    shown: dict[str, Any] = {"waiting": [], "shifts": []}
    if who.has(*methods.GET_ACCESS.roles):
        waiting = {**about, "status": RoleRequestStatus.REQUESTED, "limit": MOST}
        shown["waiting"] = call(methods.LIST_ROLE_REQUESTS, **waiting)["items"]
    if not found["active"]:
        shown["shifts"] = call(methods.LIST_SHIFTS, **about, limit=MOST)["items"]
    return shown | logins_of(person_id)


def logins_of(person_id: str) -> dict[str, Any]:
    """How somebody logs in and where; nothing of who works elsewhere than the visitor (P01)."""
    who, about = visitor(), {"person_id": person_id}
    shown: dict[str, Any] = {"access": None, "logins": [], "company_logins": []}
    try:
        if who.has(*methods.GET_ACCESS.roles):
            shown["access"] = call(methods.GET_ACCESS, **about)
        if who.has(*methods.PERSON_SESSIONS.roles):
            open_ones = call(methods.PERSON_SESSIONS, **about, limit=MOST)["items"]
            shown["company_logins"] = call(methods.COMPANY_IDENTITIES, **about)["items"]
            shown["logins"] = [one | {"device": device(one["user_agent"])} for one in open_ones]
    except Forbidden:
        return shown
    return shown


@pages.post("/people/<person_id>", Person, otherwise=person)
def change_person(form: Person, person_id: str) -> Response:
    """Change who somebody is."""
    made = form.call(methods.CHANGE_PERSON, person_id=person_id, **form.told())
    return done(_("%(name)s is changed.", name=made["name"]), person, person_id=person_id)


@pages.post("/people/<person_id>/roles", Held, otherwise=person)
def change_roles(form: Held, person_id: str) -> Response:
    """Change what somebody may do."""
    wanted = asked(form.held.data or [], by_place=bool(form.by_place.data))
    made = form.call(methods.CHANGE_PERSON, person_id=person_id, **wanted)
    said = _("The roles of %(name)s are changed, from this moment on.", name=made["name"])
    if made["requested_roles"]:
        said = _("A second person must agree to the roles; until then they stay as they are.")
    return done(said, person, person_id=person_id)


@pages.post("/people/<person_id>/buildings", Buildings, otherwise=person)
def change_buildings(form: Buildings, person_id: str) -> Response:
    """Change which buildings somebody serves."""
    made = form.call(
        methods.CHANGE_PERSON,
        person_id=person_id,
        community_code=form.community_code.data or "",
        buildings=form.buildings.data or [],
    )
    return done(_("%(name)s is changed.", name=made["name"]), person, person_id=person_id)


def link_page(form: PageForm, method: Method, person_id: str, **how: bool) -> str | Response:
    """The page that shows a new link, this once, as a paper to print; or its PDF."""
    answer = with_address(form.call(method, person_id=person_id, **how))
    title = _("Invitation for %(name)s", name=answer["name"])
    if answer["kind"] != LinkKind.INVITATION:
        title = _("New password for %(name)s", name=answer["name"])
    return paper_page(
        "settings/link.html",
        None,
        lambda head: staff_invitation(answer, title, head),
        given=answer,
        title=title,
    )


@pages.post("/people/<person_id>/invitation", OneClick, otherwise=person, begins=methods.INVITE)
def invite(form: OneClick, person_id: str) -> str | Response:
    """A link by which somebody opens an account."""
    return link_page(form, methods.INVITE, person_id)


@pages.post("/people/<person_id>/reset", Reset, otherwise=person)
def reset(form: Reset, person_id: str) -> str | Response:
    """A link by which somebody sets a new password."""
    return link_page(form, methods.RESET_PASSWORD, person_id, at_once=form.at_once.data)


@pages.post("/people/<person_id>/close", OneClick, otherwise=person)
def close_person(form: OneClick, person_id: str) -> Response:
    """Somebody leaves."""
    left = form.call(methods.CLOSE_PERSON, person_id=person_id)
    said = _("%(name)s is closed and logged out everywhere.", name=left["name"])
    if left["shifts"]:
        count = len(left["shifts"])
        said += _(" Shifts ahead that need somebody else: %(count)s.", count=count)
    return done(said, person, person_id=person_id)


@pages.post("/people/<person_id>/reopen", OneClick, otherwise=person)
def reopen_person(form: OneClick, person_id: str) -> Response:
    """Somebody is back."""
    back = form.call(methods.CHANGE_PERSON, person_id=person_id, active=True)
    said = _("%(name)s works here again.", name=back["name"])
    if back["requested_roles"]:
        said += _(" A second person must agree to the roles.")
    return done(said, person, person_id=person_id)


@pages.post("/people/<person_id>/second-factor", OneClick, otherwise=person)
def reset_factor(form: OneClick, person_id: str) -> Response:
    """Remove the second factor of who has lost the telephone."""
    answer = form.call(methods.RESET_SECOND_FACTOR, person_id=person_id)
    said = _("The second factor is removed, and all is logged out.")
    if answer["waits"]:
        said = _("A second person must agree first; until then it stays.")
    return done(said, person, person_id=person_id)


@pages.post("/people/<person_id>/company-logins/<identity_id>/unlink", OneClick, otherwise=person)
def unlink_company_login(form: OneClick, person_id: str, identity_id: str) -> Response:
    """A company account is this person's no more."""
    about = {"person_id": person_id, "identity_id": identity_id}
    form.call(methods.UNLINK_COMPANY_IDENTITY, **about)
    said = _("The company account is unlinked, and what it had opened has ended.")
    return done(said, person, person_id=person_id)


@pages.post("/people/<person_id>/sessions/<session_id>/end", OneClick, otherwise=person)
def end_session(form: OneClick, person_id: str, session_id: str) -> Response:
    """Log somebody out somewhere."""
    form.call(methods.END_PERSON_SESSION, person_id=person_id, session_id=session_id)
    return done(_("That login has ended."), person, person_id=person_id)
