"""The forms of what members have: vehicles, keys and cards, pets (D06)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms import BooleanField, RadioField, SelectField, StringField

from contracts.directory import methods
from gateway.translations import _l
from gateway.web.desk.change_forms import UNAIDED, Identified


class Entry(Identified):
    """Something more is a member's."""

    member_id = SelectField(_l("Holder"))

    def arguments(self) -> dict[str, Any]:
        """What was filled in, and the identity check."""
        names = [one.short_name for one in self if one.short_name not in OF_ALL]
        return self.checked() | self.values(*names)


class Correction(Identified):
    """What is known of something; an empty field takes away what need not be known."""

    cleared: ClassVar[frozenset[str]] = frozenset()

    def fill(self, thing: Mapping[str, Any]) -> None:
        """With what is known."""
        self.version.data = str(thing["version"])
        for one in self:
            if one.short_name in thing and one.short_name not in OF_ALL:
                one.data = thing[one.short_name]

    def arguments(self) -> dict[str, Any]:
        """What the form says now, and the identity check."""
        names = [one.short_name for one in self if one.short_name not in OF_ALL]
        return self.checked() | dict.fromkeys(self.cleared) | self.values(*names)


class AddVehicle(Entry):
    """A vehicle."""

    method, title = methods.ADD_VEHICLE, _l("Enter a vehicle")
    said = _l("The vehicle is entered.")
    plate = StringField(_l("Number plate"), render_kw={**UNAIDED, "autocapitalize": "characters"})
    foreign = BooleanField(_l("Not a plate of mainland China"))
    colour = StringField(_l("Colour"), render_kw=UNAIDED)
    parking_space = StringField(_l("Parking space"), render_kw=UNAIDED)


class IssueCard(Entry):
    """A key or card is handed over."""

    method, title = methods.ISSUE_CARD, _l("Issue a key or card")
    said = _l("It is noted who has it.")
    kind = SelectField(_l("What it is"))
    number = StringField(_l("Number on it"), render_kw=UNAIDED)
    issued_on = StringField(_l("Issued on"), description=_l("Empty: today."))


class AddPet(Entry):
    """A pet."""

    method, title, said = methods.ADD_PET, _l("Enter a pet"), _l("The pet is entered.")
    kind = SelectField(_l("What it is"))
    breed = StringField(_l("Breed"), render_kw=UNAIDED)
    registration = StringField(_l("Licence number"), render_kw=UNAIDED)


class ChangeVehicle(Correction):
    """Put a vehicle right, or end it."""

    method, title = methods.CHANGE_VEHICLE, _l("Change the vehicle")
    said = _l("The file is changed. Before and after stand in the history.")
    cleared = frozenset({"colour", "parking_space"})
    needed = frozenset({"plate"})
    plate = StringField(_l("Number plate"), render_kw=UNAIDED)
    foreign = BooleanField(_l("Not a plate of mainland China"))
    colour = StringField(_l("Colour"), render_kw=UNAIDED)
    parking_space = StringField(_l("Parking space"), render_kw=UNAIDED)
    ended = BooleanField(_l("It is no longer here"))

    def fill(self, thing: Mapping[str, Any]) -> None:
        """With what is known, and whether the plate is a foreign one."""
        super().fill(thing)
        self.foreign.data = thing["plate_kind"] == "other"


class ChangePet(Correction):
    """Put a pet right, or end it."""

    method, title = methods.CHANGE_PET, _l("Change the pet")
    said = _l("The file is changed. Before and after stand in the history.")
    cleared = frozenset({"breed", "registration"})
    breed = StringField(_l("Breed"), render_kw=UNAIDED)
    registration = StringField(_l("Licence number"), render_kw=UNAIDED)
    ended = BooleanField(_l("It lives here no more"))


class ChangeCard(Correction):
    """Where a key or card is now."""

    method, title = methods.CHANGE_CARD, _l("Returned, lost or found")
    said = _l("It is noted where it is.")
    status = RadioField(_l("Where it is"))


ENTRIES: tuple[type[Entry], ...] = (AddVehicle, IssueCard, AddPet)
OF_ALL = frozenset({"csrf_token", "once", "version", "identity_check"})
"""Fields that are no argument of what is entered."""
