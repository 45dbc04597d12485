"""Key households: whom to call, and one with its calls (D04); stewards see their own."""

from typing import Any

from flask import Response, request

from contracts.directory import methods
from contracts.directory.key_households import CallsDue, KeyKind
from foundation.errors import NotFound
from gateway.translations import _
from gateway.web.calls import call, call_all
from gateway.web.desk.group import pages
from gateway.web.desk.key_household_forms import (
    WHO,
    Care,
    ChangeKeyHousehold,
    MarkKeyHousehold,
    RecordKeyCall,
)
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.visitor import visitor
from gateway.words import choices

PAGE = 50
MOST = 200


@pages.get("/key-households")
def key_households() -> str:
    """Whom to call, the earliest first."""
    due = request.args.get("due", CallsDue.DUE)
    due = due if due in list(CallsDue) else CallsDue.DUE.value
    kind = request.args.get("kind", "")
    kind = kind if kind in list(KeyKind) else ""
    found = call(
        methods.LIST_KEY_HOUSEHOLDS, due=due, limit=PAGE, cursor=request.args.get("cursor"),
        **({"kind": kind} if kind else {}),
    )  # fmt: skip
    return page(
        "desk/key_households.html",
        found=found,
        due=due,
        kind=kind,
        dues=choices(CallsDue),
        kinds=choices(KeyKind),
        outside=is_outside(),
    )


@pages.get("/households/<household_id>/key")
def key_household(household_id: str, form: PageForm | None = None) -> str:
    """One household: why it is a key household, its calls, and what may be done."""
    of = {"household_id": household_id}
    home, listed = call_all(
        (methods.GET_HOUSEHOLD, of),
        (methods.LIST_KEY_HOUSEHOLDS, of | {"due": CallsDue.ALL, "limit": 1}),
    )
    key = next(iter(listed["items"]), None)
    cursor = request.args.get("cursor")
    calls = None
    if key:
        asked = {"key_household_id": key["id"], "limit": 20, "cursor": cursor}
        calls = call(methods.LIST_KEY_CALLS, **asked)
    return page(
        "desk/key_household.html",
        home=home,
        key=key,
        calls=calls,
        forms=fitting(key, form),
        refused=form,
        outside=is_outside(),
    )


def fitting(key: dict[str, Any] | None, form: PageForm | None) -> list[Any]:
    """What may be done now: mark it, or call, change and end."""
    if key is None:
        return [with_carers(given(form, MarkKeyHousehold))]
    change = given(form, ChangeKeyHousehold)
    if change is not form:
        change.fill(key)
    return [given(form, RecordKeyCall), with_carers(change)]


def with_carers(form: Care) -> Care:
    """The form with who may call, here."""
    people = call(methods.FIND_PEOPLE, limit=MOST)["items"]
    named = [(one["id"], one["name"]) for one in people if set(one["roles"]) & methods.CARERS]
    form.responsible_id.choices = [("", WHO), *named]
    return form


def is_outside() -> bool:
    """Whether the visitor is out, with a phone in the hand."""
    return not visitor().has(*methods.OVERSEERS)


@pages.post("/households/<household_id>/key/mark", MarkKeyHousehold, otherwise=key_household)
def mark(form: MarkKeyHousehold, household_id: str) -> Response:
    """Mark it."""
    form.call(form.method, household_id=household_id, **form.arguments())
    return done(str(form.said), key_household, household_id=household_id)


@pages.post("/households/<household_id>/key/change", ChangeKeyHousehold, otherwise=key_household)
def change(form: ChangeKeyHousehold, household_id: str) -> Response:
    """Change or end it."""
    form.call(form.method, key_household_id=key_of(household_id), **form.arguments())
    return done(str(form.said), key_household, household_id=household_id)


@pages.post("/households/<household_id>/key/call", RecordKeyCall, otherwise=key_household)
def record_call(form: RecordKeyCall, household_id: str) -> Response:
    """Record a call; who needs something stays on the page, where it can be taken up."""
    made = form.call(form.method, key_household_id=key_of(household_id), **form.arguments())
    if form.values("needs"):
        said = _("The call is recorded. What they need can be taken up here.")
        return done(said, key_household, household_id=household_id)
    place = f"{made['building']} {made['unit']}"
    return done(_("Recorded: %(place)s.", place=place), key_households)


def key_of(household_id: str) -> str:
    """The mark of a household; raise `NotFound` where there is none."""
    asked = {"household_id": household_id, "due": CallsDue.ALL, "limit": 1}
    for one in call(methods.LIST_KEY_HOUSEHOLDS, **asked)["items"]:
        return str(one["id"])
    raise NotFound
