"""What belongs to the resident who looks: households, and the number to be called at."""

from typing import Any

from contracts.directory import methods
from contracts.directory.privacy import Confidential
from gateway.translations import _
from gateway.web.calls import call, call_all
from gateway.web.forms import PageForm
from gateway.web.visitor import visitor

PURPOSE = "本人报修、投诉的联系电话"
"""Why the number on file is looked at; it stands in the log of looks (D03)."""


def households() -> list[dict[str, Any]]:
    """The visitor's households."""
    mine = sorted(visitor().household_ids)
    return call_all(*((methods.GET_HOUSEHOLD, {"household_id": each}) for each in mine))


def named(household: dict[str, Any]) -> str:
    """A household as people call it."""
    return f"{household['building']} {household['unit']}"


def home_choices(homes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The visitor's households as options of a select field; of several, one is to be chosen."""
    options = [(home["id"], named(home)) for home in homes]
    return [("", _("Please choose")), *options] if len(options) > 1 else options


def chosen(household_id: str | None) -> str | None:
    """The household that was chosen, or the only one there is; nobody guesses among several."""
    mine = visitor().household_ids
    return household_id or (next(iter(mine)) if len(mine) == 1 else None)


def member_of(home: dict[str, Any]) -> dict[str, Any] | None:
    """The visitor as a member of a household."""
    me = visitor().id
    return next((member for member in home["members"] if member["person_id"] == me), None)


def phone_on_file(homes: list[dict[str, Any]]) -> str:
    """The visitor's own number, masked; empty where there is none."""
    members = (member_of(home) for home in homes)
    return next((str(one["phone_masked"]) for one in members if one and one["phone_masked"]), "")


def phone_to_call(form: PageForm, household_id: str | None) -> str:
    """The number that was typed, or the visitor's own on file, whichever household has it."""
    if typed := form.values("contact_phone").get("contact_phone"):
        return str(typed)
    household_id = household_id or min(visitor().household_ids, default=None)
    if household_id is None:
        return ""
    home = call(methods.GET_HOUSEHOLD, household_id=household_id)
    member = member_of(home)
    if member is None or not member["phone_masked"]:
        return ""
    found = call(
        methods.REVEAL,
        household_id=household_id,
        member_id=member["id"],
        what=Confidential.PHONE,
        purpose=PURPOSE,
    )
    return str(found["value"] or "")
