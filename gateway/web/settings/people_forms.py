"""The forms of staff: who somebody is, what they may do, which buildings they serve."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import Optional

from contracts.directory import methods
from contracts.directory.people import ASSIGNABLE
from contracts.repairs.requests import RepairCategory
from contracts.roles import Role
from foundation.scope import ALL
from gateway.translations import _, _l
from gateway.web import departments
from gateway.web.forms import PageForm, Ticks
from gateway.web.visitor import visitor
from gateway.words import in_words

COMPANY = "*"
"""Stands for the whole company where a place is named."""
ROLES = tuple(role for role in Role if role in ASSIGNABLE and role != Role.RESIDENT)
SKILLS = tuple(RepairCategory)


class Place(NamedTuple):
    """Where a role may be held."""

    code: str
    name: str


def places(communities: Sequence[Mapping[str, Any]]) -> list[Place]:
    """Where the visitor gives roles; one place, without a name, where there is but one."""
    whole = visitor().where(*methods.CREATE_PERSON.roles) == ALL
    if len(communities) <= 1:
        return [Place("", "")]
    found = [Place(one["code"], one["name"] or _("not named yet")) for one in communities]
    return [Place(COMPANY, _("Whole company")), *found] if whole else found


class Person(PageForm):
    """Who somebody is."""

    calls = (methods.CHANGE_PERSON,)
    needed = frozenset({"name"})

    name = StringField(_l("Name"), render_kw={"autocomplete": "off"})
    phone = StringField(_l("Phone"), render_kw={"autocomplete": "off"})
    email = StringField(_l("E-mail"), render_kw={"autocomplete": "off"})
    department = SelectField(_l("Department"), choices=[])
    skills = Ticks(_l("Skills"), choices=lambda: [(one, in_words(one.word)) for one in SKILLS])

    def offer(self, kept: str | None = None) -> "Person":
        """The departments to choose from (C14), with the one that somebody is in."""
        self.department.choices = departments.options(_("none"), kept)
        return self

    def told(self) -> dict[str, Any]:
        """What the form says; an empty phone stays as it is, since the page does not show it."""
        typed = {name: (self[name].data or "").strip() or None for name in ("email", "department")}
        return typed | self.values("name", "phone") | {"skills": self.skills.data or []}


class NewPerson(Person):
    """Somebody who joins."""

    calls = (methods.CREATE_PERSON,)
    needed = frozenset()

    held = Ticks(_l("Roles"), [Optional()], choices=[])

    def joined(self) -> dict[str, Any]:
        """What the method takes."""
        held = self.held.data or []
        return self.told() | asked(held, by_place=any("@" in one for one in held))


class Held(PageForm):
    """Which roles somebody holds where."""

    calls = (methods.CHANGE_PERSON,)

    held = Ticks(_l("Roles"), [Optional()], choices=[])
    by_place = HiddenField()
    """Whether the boxes say where."""


class Buildings(PageForm):
    """Which buildings somebody serves in a community."""

    calls = (methods.CHANGE_PERSON,)

    community_code = HiddenField()
    buildings = Ticks(_l("Buildings"), choices=[])


class OneClick(PageForm):
    """What needs no words."""

    calls = (
        methods.INVITE, methods.RESET_PASSWORD, methods.CLOSE_PERSON, methods.CHANGE_PERSON,
        methods.END_PERSON_SESSION, methods.RESET_SECOND_FACTOR,
    )  # fmt: skip


class Reset(PageForm):
    """A link for a new password."""

    calls = (methods.RESET_PASSWORD,)

    at_once = BooleanField(_l("Log out everywhere now; the old password opens nothing any more"))
    """Where somebody else may have it."""


def held_of(grants: Iterable[Mapping[str, Any]], where: Sequence[Place]) -> set[str]:
    """The boxes that are ticked: `steward@NY`, and `steward` where there is one place."""
    if len(where) == 1:
        return {str(one["role"]) for one in grants}
    return {
        f"{one['role']}@{COMPANY if one['community'] is None else one['community']}"
        for one in grants
    }


def asked(held: Sequence[str], *, by_place: bool) -> dict[str, Any]:
    """Ticked boxes as the methods take them."""
    if not by_place:
        return {"roles": list(held)}
    named = [one.partition("@")[::2] for one in held]
    return {
        "grants": [
            {"role": role, "community": None if code == COMPANY else code} for role, code in named
        ]
    }
