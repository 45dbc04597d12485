"""Changes of a household's file in words: what was changed by whom, before and after (D02)."""

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.code import Code
from contracts.directory.access_cards import CardKind, CardStatus
from contracts.directory.changes import HouseholdField
from contracts.directory.households import Relation, UnitType
from contracts.directory.identity import IdentityMethod
from contracts.directory.pets import PetKind
from gateway.translations import _
from gateway.web import formats
from gateway.words import worded, worded_if_known

CODES: Mapping[str, type[Code]] = {
    "relation": Relation, "unit_type": UnitType, "card_kind": CardKind, "status": CardStatus,
    "pet_kind": PetKind,
}  # fmt: skip
THINGS = {
    "vehicle_id": ("plate",), "card_id": ("card_kind", "number"), "pet_id": ("pet_kind", "breed"),
}  # fmt: skip
"""What members have, and by which fields people know it."""

DAYS = ("billing_from", "effective_from")


def described(change: Mapping[str, Any]) -> dict[str, Any]:
    """A change as pages show it: whom it is about, and each field before and after."""
    return {
        "at": change["at"],
        "by": change["by"],
        "checked": checked(change),
        "about": about(change["before"], change["after"]),
        "fields": list(fields(change["before"], change["after"])),
    }


def checked(change: Mapping[str, Any]) -> str:
    """How identity was verified, and by whom; a way that nobody has words for is shown as it is."""
    said = worded_if_known(change["identity_method"], IdentityMethod)
    return _("%(way)s, by %(name)s", way=said, name=change["identity_by"])


def about(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Whose change it is, or of what, in a few words."""
    known = after or before
    if "member_id" in {**before, **after}:
        name = known["name"]
        if not before:
            return _("%(name)s was added", name=name)
        return str(name) if after else _("%(name)s was removed", name=name)
    called = next((names for key, names in THINGS.items() if key in known), None)
    if called is None:
        return _("Household")
    what = " ".join(shown(name, known[name]) for name in called if known.get(name))
    if not before:
        return _("%(what)s was entered", what=what)
    return what if after else _("%(what)s was ended", what=what)


def fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Name, before and after of each field; what only says who or what it is about is left out."""
    about_a_thing = "member_id" not in {**before, **after}
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        same = was == now and (name == "name" or about_a_thing)
        if name.endswith("_id") or same or was is now is None:
            continue
        yield worded(HouseholdField(name)), shown(name, was), shown(name, now)


def shown(name: str, value: Any) -> str:
    """A value in words."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in CODES:
        return worded(CODES[name](value))
    if name == "area_m2":
        return f"{formats.quantity(value)} m²"
    return formats.day(value) if name in DAYS else str(value)
