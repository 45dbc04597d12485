"""Changes of a household's file in words: what was changed by whom, before and after (D02)."""

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.code import Code
from contracts.directory.changes import HouseholdField
from contracts.directory.households import Relation, UnitType
from contracts.directory.identity import IdentityMethod
from gateway.translations import _
from gateway.web import formats
from gateway.words import worded, worded_if_known

CODES: Mapping[str, type[Code]] = {"relation": Relation, "unit_type": UnitType}

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
    """Whose change it is, in a few words."""
    if "member_id" not in {**before, **after}:
        return _("Household")
    name = (after or before)["name"]
    if not before:
        return _("%(name)s was added", name=name)
    return str(name) if after else _("%(name)s was removed", name=name)


def fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Name, before and after of each field; a name that only says who it is about is left out."""
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        if name == "member_id" or (name == "name" and was == now) or was is now is None:
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
