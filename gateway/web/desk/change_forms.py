"""The forms of a household's file: each change after an identity check (D02)."""

from collections.abc import Collection
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField

from contracts.directory import methods
from contracts.directory.households import DATED, Relation
from contracts.directory.identity import IdentityMethod
from gateway.translations import _, _l
from gateway.web.action_forms import DANGER, ActionForm
from gateway.web.forms import PageForm, sources_of
from gateway.web.schema_fields import BlankSelect, arguments
from gateway.web.visitor import visitor
from gateway.words import choices

AT_THE_DESK = (
    IdentityMethod.ID_CARD, IdentityMethod.CERTIFICATE, IdentityMethod.IN_PERSON,
    IdentityMethod.CALL_BACK,
)  # fmt: skip
"""How the desk identifies somebody."""
UNAIDED = {"autocomplete": "off"}
"""What the browser knows is of whoever sits at the desk."""
CONFIDENTIAL = frozenset({"phone", "id_number"})
"""Shown masked, so that an empty field means: as it is."""
CLEARED = frozenset({"email", "billing_from"})
"""What there need not be; an empty field takes it away."""


def ways() -> list[tuple[str, str]]:
    """How identity was verified; nobody is taken at his word."""
    return choices(IdentityMethod, *AT_THE_DESK)


def yes_or_no() -> list[tuple[str, str]]:
    """The options of a plain question."""
    return [("yes", _("yes")), ("no", _("no"))]


class Identified(ActionForm):
    """An act that somebody asked for whose identity was verified, by whoever is logged in (D02)."""

    sources = {"identity_check": arguments(methods.CHANGE_HOUSEHOLD, "identity_check")["method"]}

    identity_check = BlankSelect(
        _l("How you verified who asks"), choices=lambda: ways(), blank=_l("Please choose")
    )

    def checked(self) -> dict[str, Any]:
        """How identity was verified, and by whom."""
        way = self.identity_check.data
        return {"identity_check": {"by": visitor().name} | ({"method": way} if way else {})}


class Verified(Identified):
    """A change of the file: its fields are those that the visitor may change."""

    @classmethod
    def fits(cls, editable: Collection[str]) -> bool:
        """Whether the visitor may fill in all that its method must have."""
        needed = {name for name, source in sources_of(cls).items() if source.required}
        return needed & FIELDS <= set(editable)

    def keep(self, editable: Collection[str]) -> None:
        """Take away what the visitor may not change."""
        for name in list(self._fields):
            if name in FIELDS and name not in editable:
                del self[name]

    def fill(self, known: Any) -> None:
        """With what is known, where something is to be changed."""

    def arguments(self) -> dict[str, Any]:
        """What the form has asked for, as it was filled in, and the identity check."""
        filled = {name: self[name].data for name in self._fields if name in FIELDS}
        return self.checked() | {
            name: meant(name, value.strip())
            for name, value in filled.items()
            if value is not None and (value.strip() or name not in CONFIDENTIAL)
        }


def meant(name: str, value: str) -> Any:
    """A value as the method takes it."""
    if name in ANSWERS:
        return value == "yes"
    return None if name in CLEARED and not value else value


class ChangeHousehold(Verified):
    """What is known of the household; name, phone and e-mail are the owner's."""

    method, title = methods.CHANGE_HOUSEHOLD, _l("Change the household")
    said = _l("The file is changed. Before and after stand in the history.")
    needed = frozenset({"owner_name", "floor", "area_m2"})
    owner_name = StringField(_l("Owner's name"), render_kw=UNAIDED)
    phone = StringField(_l("New phone number"), render_kw=UNAIDED)
    email = StringField(_l("E-mail"), render_kw=UNAIDED)
    floor = StringField(_l("Floor"), render_kw=UNAIDED)
    unit_type = SelectField(_l("Kind of unit"))
    area_m2 = StringField(_l("Area (m²)"))
    billing_from = StringField(_l("Billed from"))
    vacant = RadioField(_l("Vacant"), choices=lambda: yes_or_no())
    two_person_visit = RadioField(_l("Visited by two"), choices=lambda: yes_or_no())
    effective_from = StringField(
        _l("Type, area or vacancy count from"),
        description=_l("Empty: from today. A past day is made good on the next bill."),
    )

    def keep(self, editable: Collection[str]) -> None:
        """Without the day, where nothing that counts from one may be changed."""
        super().keep(editable)
        if not DATED & set(self._fields):
            del self["effective_from"]

    def arguments(self) -> dict[str, Any]:
        """With the day, if one is named."""
        day = self.effective_from.data if "effective_from" in self._fields else ""
        return super().arguments() | ({"effective_from": day} if day else {})

    def fill(self, home: Any) -> None:
        """With what is known; numbers stay masked."""
        for name in self._fields:
            if name in FIELDS and name not in CONFIDENTIAL:
                known = home[name]
                answer = ("yes" if known else "no") if name in ANSWERS else known
                self[name].data = "" if answer is None else str(answer)


class AddMember(Verified):
    """Somebody more belongs to the household."""

    method, title = methods.ADD_MEMBER, _l("Add a member")
    said = _l("The member is entered.")
    name = StringField(_l("Name"), render_kw=UNAIDED)
    relation = SelectField(_l("Relation"), default=Relation.FAMILY)
    phone = StringField(_l("Phone"), render_kw=UNAIDED)
    email = StringField(_l("E-mail"), render_kw=UNAIDED)
    id_number = StringField(_l("Identity number"), render_kw=UNAIDED)


class ChangeMember(Verified):
    """Somebody's name, relation or numbers."""

    method, title = methods.CHANGE_MEMBER, _l("Change the member")
    said = _l("The file is changed. Before and after stand in the history.")
    needed = frozenset({"name"})
    name = StringField(_l("Name"), render_kw=UNAIDED)
    relation = SelectField(_l("Relation"))
    phone = StringField(_l("New phone number"), render_kw=UNAIDED)
    email = StringField(_l("E-mail"), render_kw=UNAIDED)
    id_number = StringField(_l("New identity number"), render_kw=UNAIDED)

    def fill(self, member: Any) -> None:
        """With what is known; numbers stay masked."""
        for name in ("name", "relation", "email"):
            if name in self._fields:
                self[name].data = member[name] or ""


class RemoveMember(Verified):
    """Somebody has moved out."""

    method, title = methods.REMOVE_MEMBER, _l("Remove the member")
    said, style = _l("The member is removed. The history keeps who it was."), DANGER


class EraseLeaver(PageForm):
    """Somebody who has left asks to be erased before its time."""

    calls = (methods.ERASE_LEAVER,)

    reason = TextAreaField(_l("Why, and how it was asked for"), render_kw={"rows": 2})


OF_HOUSEHOLD: tuple[type[Verified], ...] = (ChangeHousehold, AddMember)
OF_MEMBER: tuple[type[Verified], ...] = (ChangeMember, RemoveMember)
ANSWERS = frozenset({"vacant", "two_person_visit"})
FIELDS = frozenset(
    {
        "owner_name", "phone", "email", "floor", "unit_type", "area_m2", "billing_from",
        "name", "relation", "id_number",
    }
) | ANSWERS  # fmt: skip
"""What the file says; the rest of a form is of the form."""
