"""Repairs: my requests, a new one, and one with its timeline."""

from flask import Response, request

from contracts.repairs import methods
from contracts.repairs.requests import RepairCategory, RepairStatus
from gateway.translations import _
from gateway.web import attachments, timelines
from gateway.web.calls import call
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.resident import own
from gateway.web.resident.group import pages
from gateway.web.resident.repair_forms import NewRepair, forms_of
from gateway.web.visitor import visitor

STAGE = {
    RepairStatus.REQUESTED: 1, RepairStatus.VERIFIED: 2, RepairStatus.DISPATCHED: 2,
    RepairStatus.REOPENED: 2, RepairStatus.ACCEPTED: 2, RepairStatus.ON_THE_WAY: 3,
    RepairStatus.ARRIVED: 3, RepairStatus.COMPLETED: 4, RepairStatus.CLOSED: 5,
}  # fmt: skip
"""How many of the five steps of the page are done; none of what was never worked on."""
ICONS = {
    "plumbing": "droplet", "electricity": "plug", "gas": "fire", "heating": "thermometer-half",
    "door_window": "door-closed", "lift": "arrow-down-up", "public_lighting": "lightbulb",
    "drainage": "water", "access_control": "key", "structure": "bricks", "other": "three-dots",
}  # fmt: skip


@pages.get("/repairs")
def repairs() -> str:
    """My requests, newest first."""
    found = call(methods.SEARCH, limit=20, cursor=request.args.get("cursor"))
    return page("resident/repairs.html", repairs=found)


@pages.get("/repairs/new", begins=methods.CREATE)
def new_repair(form: PageForm | None = None) -> str:
    """First what it is about; then the first check's questions (R01) and the form."""
    category = request.form.get("category") or request.args.get("category", "")
    if category not in list(RepairCategory):
        return page("resident/repair_categories.html", categories=list(RepairCategory), icons=ICONS)
    homes = own.households()
    shown = given(form, NewRepair)
    shown.household_id.choices = own.home_choices(homes)
    if not shown.is_submitted():
        shown.filled_with({"category": category, "contact_name": visitor().name})
    return page(
        "resident/repair_new.html",
        form=shown,
        category=RepairCategory(category),
        questions=call(methods.FIRST_CHECK, category=category)["questions"],
        phone=own.phone_on_file(homes),
    )


@pages.post("/repairs/new", NewRepair, otherwise=new_repair)
def send_repair(form: NewRepair) -> Response:
    """Make the request, then add its photos."""
    home = own.chosen(form.household_id.data)
    wanted = form.values("category", "description", "public_place", "contact_name")
    if "public_place" not in wanted:
        wanted["household_id"] = home
    made = form.call(
        methods.CREATE,
        **wanted,
        contact_phone=own.phone_to_call(form, home),
        first_check=answers(),
        preferred_slot=" ".join(filter(None, (form.slot_day.data, form.slot_part.data))) or None,
    )
    attachments.add(form, methods.ADD_PHOTO, form.photos.data, repair_id=made["id"])
    said = _("Your request %(number)s has reached us.", number=made["number"])
    return done(said, repair, repair_id=made["id"])


def answers() -> list[dict[str, str]]:
    """What was answered to the questions of the first check."""
    prefix = "check-"
    return [
        {"question": name.removeprefix(prefix), "answer": value.strip()}
        for name, value in request.form.items()
        if name.startswith(prefix) and value.strip()
    ]


@pages.get("/repairs/<repair_id>")
def repair(repair_id: str, form: PageForm | None = None) -> str:
    """One request: how far it is, who comes, and all that has happened."""
    found = call(methods.GET, repair_id=repair_id)
    return page(
        "resident/repair.html",
        repair=found,
        stage=STAGE.get(found["status"]),
        timeline=timelines.of_repair(found),
        forms=forms_of(found, form),
        quote=next((q for q in found["quotes"] if q["status"].is_offered), None),
    )


@pages.get("/repairs/<repair_id>/photos/<photo_id>")
def repair_photo(repair_id: str, photo_id: str) -> Response:
    """A photo's content."""
    return attachments.shown(methods.GET_PHOTO, repair_id=repair_id, photo_id=photo_id)
