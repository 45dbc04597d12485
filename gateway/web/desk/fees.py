"""What a household has of its own to pay for, such as parking spaces: from when, to when (B01)."""

from typing import Any

from flask import Response, request
from wtforms import HiddenField, StringField

from contracts.billing import methods
from contracts.directory import methods as directory
from gateway.translations import _, _l
from gateway.web import clock
from gateway.web.calls import call, call_all
from gateway.web.desk.group import pages
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.visitor import visitor


class Assign(PageForm):
    """The household has something from a day on."""

    calls = (methods.ASSIGN_FEE,)
    needed = frozenset({"quantity"})

    name = StringField(_l("Fee item"), render_kw={"list": "assignable"})
    quantity = StringField(
        _l("How many"), default="1", render_kw={"inputmode": "numeric", "autocomplete": "off"}
    )
    starts_on = StringField(_l("First day"))
    ends_on = StringField(_l("Last day"))


class End(PageForm):
    """The household has it no longer after a day, or has it on."""

    calls = (methods.ASSIGN_FEE,)

    name = HiddenField()
    quantity = HiddenField()
    starts_on = HiddenField()
    ends_on = StringField(_l("Last day"))


@pages.get("/households/<household_id>/assignments")
def assignments(household_id: str, form: PageForm | None = None) -> str:
    """What it has and had, and the forms."""
    visitor().require(*methods.ASSIGN_FEE.roles)
    home, found = call_all(
        (directory.GET_HOUSEHOLD, {"household_id": household_id}),
        (methods.LIST_ASSIGNMENTS, {
            "household_id": household_id, "limit": 100, "cursor": request.args.get("cursor"),
        }),
    )  # fmt: skip
    new = given(form, Assign)
    if new is not form:
        new.starts_on.data = f"{clock.now():%F}"
    items = sorted(found["items"], key=lambda one: (one["name"], one["starts_on"]))
    return page(
        "desk/assignments.html",
        home=home,
        rows=[(one, end_of(one, number, form)) for number, one in enumerate(items)],
        cursor=found["next_cursor"],
        names=assignable(home["unit_type"]),
        form=new,
    )


def assignable(unit_type: str) -> list[str]:
    """Names of the fee items that can be assigned, for who may see the schedule."""
    if not visitor().has(*methods.LIST_FEE_ITEMS.roles):
        return []
    items = call(methods.LIST_FEE_ITEMS, unit_type=unit_type, limit=200)
    return sorted({one["name"] for one in items["items"] if one["assigned_only"]})


def end_of(one: dict[str, Any], number: int, form: PageForm | None) -> End:
    """The form that ends an assignment; the refused one as it was sent."""
    key = (one["name"], one["starts_on"])
    mine = isinstance(form, End) and (form.name.data, form.starts_on.data) == key
    shown = form if isinstance(form, End) and mine else End(formdata=None)
    if not mine:
        shown.name.data, shown.starts_on.data = key
        shown.quantity.data, shown.ends_on.data = str(one["quantity"]), one["ends_on"] or ""
    shown.ends_on.id = f"ends-{number}"
    return shown


@pages.post("/households/<household_id>/assignments", Assign, otherwise=assignments)
def assign(form: Assign, household_id: str) -> Response:
    """Enter it; days that were billed already are made good on the next bill (B16)."""
    form.call(methods.ASSIGN_FEE, household_id=household_id, **form.values())
    said = _("Entered. What concerns days that were billed is made good on the next bill.")
    return done(said, assignments, household_id=household_id)


@pages.post("/households/<household_id>/assignments/end", End, otherwise=assignments)
def end_assignment(form: End, household_id: str) -> Response:
    """Set the last day, or take it away."""
    kept = form.values("name", "quantity", "starts_on")
    ends_on = form.values("ends_on").get("ends_on")
    form.call(methods.ASSIGN_FEE, household_id=household_id, **kept, ends_on=ends_on)
    said = _("Entered. What concerns days that were billed is made good on the next bill.")
    return done(said, assignments, household_id=household_id)
