"""Vehicles, keys and cards, pets: what there is, whose, and what became of it (D06)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from contracts.directory import methods
from contracts.method import Method
from foundation.errors import NotFound
from gateway.translations import _l
from gateway.web.action_forms import register
from gateway.web.calls import call_all
from gateway.web.desk.group import pages
from gateway.web.desk.holding_forms import (
    ENTRIES,
    ChangeCard,
    ChangePet,
    ChangeVehicle,
    Correction,
    Entry,
)
from gateway.web.forms import PageForm, given
from gateway.web.pages import page
from gateway.web.visitor import visitor

MOST = 200


@dataclass(frozen=True)
class Kind:
    """A kind of things that members have."""

    name: str
    """Of one, as arguments have it."""
    title: Any
    listed: Method
    correction: type[Correction]


VEHICLE = Kind("vehicle", _l("Vehicles"), methods.LIST_VEHICLES, ChangeVehicle)
CARD = Kind("card", _l("Keys and cards"), methods.LIST_CARDS, ChangeCard)
PET = Kind("pet", _l("Pets"), methods.LIST_PETS, ChangePet)
KINDS = (VEHICLE, CARD, PET)


@pages.get("/households/<household_id>/holdings")
def holdings(household_id: str, form: PageForm | None = None) -> str:
    """What there is, or was, and the forms by which more is entered."""
    ended = "ended" in request.args
    home, *found = call_all(
        (methods.GET_HOUSEHOLD, {"household_id": household_id}),
        *((kind.listed, asked(household_id, ended=ended)) for kind in KINDS),
    )
    members = [(one["id"], one["name"]) for one in home["members"]]
    return page(
        "desk/holdings.html",
        home=home,
        kinds=list(zip(KINDS, (one["items"] for one in found), strict=True)),
        forms=[entry(kind, members, form) for kind in ENTRIES if visitor().has(*kind.method.roles)],
        refused=form,
        ended=ended,
    )


def asked(household_id: str, *, ended: bool) -> dict[str, Any]:
    """The arguments of a list."""
    return {"household_id": household_id, "ended": ended, "limit": MOST}


def entry(kind: type[Entry], members: list[tuple[str, str]], form: PageForm | None) -> Entry:
    """A form by which something is entered, for one of the members."""
    shown: Entry = given(form, kind)
    shown.member_id.choices = members
    return shown


def shown(kind: Kind) -> Callable[..., str]:
    """The page of one thing of a kind."""

    def view(household_id: str, form: PageForm | None = None, **named: str) -> str:
        home, found = call_all(
            (methods.GET_HOUSEHOLD, {"household_id": household_id}),
            (kind.listed, asked(household_id, ended=True)),
        )
        thing = one_of(found["items"], named[f"{kind.name}_id"])
        return page(
            "desk/holding.html",
            home=home,
            kind=kind,
            thing=thing,
            forms=corrections(kind, thing, form),
            refused=form,
        )

    view.__name__ = kind.name
    view.__doc__ = f"One {kind.name}, and what may be changed of it."
    return view


def one_of(things: list[Mapping[str, Any]], key: str) -> Mapping[str, Any]:
    """The one with this id; raise `NotFound`."""
    found = next((one for one in things if one["id"] == key), None)
    if found is None:
        raise NotFound
    return found


def corrections(kind: Kind, thing: Mapping[str, Any], form: PageForm | None) -> list[Correction]:
    """The form by which it is changed, for who may, while there is something to change."""
    over = thing.get("status") == "returned" if kind is CARD else thing["until"] is not None
    if over or not visitor().has(*kind.correction.method.roles):
        return []
    offered: Correction = given(form, kind.correction)
    if offered is not form:
        offered.fill(thing)
    return [offered]


register(pages, ENTRIES, "/households/<household_id>/holdings", holdings)
for each in KINDS:
    path = f"/households/<household_id>/{each.name}s/<{each.name}_id>"
    register(pages, (each.correction,), path, pages.get(path)(shown(each)))
