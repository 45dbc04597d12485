"""Repairs at the desk: the list, and one with its clock, its history and what can be done."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request, url_for

from contracts.repairs import methods
from contracts.repairs.follow_up import FollowUpState
from contracts.repairs.priority import Priority
from contracts.repairs.requests import RepairCategory, RepairStatus
from gateway.translations import _, ngettext
from gateway.web import attachments, quick_replies, timelines
from gateway.web.action_forms import offered, register
from gateway.web.calls import call
from gateway.web.desk.group import pages
from gateway.web.desk.privacy import RevealContact
from gateway.web.desk.repair_forms import FORMS, Attach, Dispatch, Verify
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.papers.work_order import work_order_page
from gateway.words import choices, worded

STAGE = {
    "requested": 1, "verified": 2, "reopened": 2, "dispatched": 2, "accepted": 3,
    "on_the_way": 3, "arrived": 4, "completed": 5, "closed": 6,
}  # fmt: skip
"""How many of the six steps of the page are done."""
FILTERS = (
    ("status", RepairStatus), ("follow_up", FollowUpState), ("category", RepairCategory),
    ("priority", Priority),
)  # fmt: skip


@pages.get("/repairs")
def repairs() -> str:
    """All repairs, newest first, filtered by the address."""
    chosen = {name: request.args.get(name, "") for name, _codes in FILTERS}
    wanted = {name: chosen[name] for name, codes in FILTERS if chosen[name] in list(codes)}
    late = "late" in request.args
    household_id = request.args.get("household_id") or None
    found = call(
        methods.SEARCH,
        limit=50,
        cursor=request.args.get("cursor"),
        household_id=household_id,
        overdue=late,
        **wanted,
    )
    return page(
        "desk/repairs.html",
        repairs=found,
        wanted=wanted,
        late=late,
        household_id=household_id,
        options={name: choices(codes) for name, codes in FILTERS},
    )


@pages.get("/repairs/<repair_id>")
def repair(repair_id: str, form: PageForm | None = None, number: str | None = None) -> str:
    """One repair."""
    found = call(methods.GET, repair_id=repair_id)
    forms = offered(FORMS, found["actions"], form)
    for shown in forms:
        if isinstance(shown, Verify) and shown is not form:
            shown.priority.data = found["priority"]
        if isinstance(shown, Dispatch):
            offer_engineers(shown, found)
    quick_replies.offer(
        forms,
        name=found["contact_name"],
        number=named(found),
        place=found["public_place"] or " ".join(filter(None, (found["building"], found["unit"]))),
        category=worded(found["category"]),
    )
    return page(
        "desk/repair.html",
        repair=found,
        stage=STAGE.get(found["status"]),
        timeline=timelines.of_repair(found),
        forms=forms,
        refused=form,
        questions=questions(found),
        quote=next((one for one in reversed(found["quotes"])), None),
        number=number,
        look=look_at(found, form),
        attach=None if found["status"].is_over else given(form, Attach),
    )


def look_at(found: Mapping[str, Any], form: PageForm | None) -> PageForm:
    """The form that shows the contact's number; its purpose is the order, unless told (D03)."""
    look: PageForm = given(form, RevealContact)
    if look is not form:
        look["reason"].data = _("Work on %(number)s", number=named(found))
    return look


def named(found: Mapping[str, Any]) -> str:
    """The number by which people speak of a repair: that of its order, once there is one."""
    return str(found["work_order_number"] or found["number"])


@pages.post("/repairs/<repair_id>/number", RevealContact, otherwise=repair)
def reveal_repair_contact(form: RevealContact, repair_id: str) -> str:
    """Show the contact's number, once: the look is logged (D03)."""
    looked = form.call(methods.REVEAL_CONTACT, repair_id=repair_id, **form.values("reason"))
    return repair(repair_id=repair_id, number=looked["contact_phone"])


@pages.post("/repairs/<repair_id>/attachments", Attach, otherwise=repair)
def attach_to_repair(form: Attach, repair_id: str) -> Response:
    """Add photos and papers; the household sees them as well."""
    attachments.add(form, methods.ADD_PHOTO, form.attachments.data, repair_id=repair_id)
    return done("", repair, repair_id=repair_id)


@pages.get("/repairs/<repair_id>/paper")
def repair_paper(repair_id: str) -> str | Response:
    """Its work order, made to be printed."""
    return work_order_page(repair_id, url_for("desk.repair", repair_id=repair_id))


def questions(found: Mapping[str, Any]) -> list[dict[str, str]]:
    """What the first check asks (R01)."""
    if methods.VERIFY.name not in found["actions"]:
        return []
    questions: list[dict[str, str]] = call(methods.FIRST_CHECK, category=found["category"])[
        "questions"
    ]
    return questions


def offer_engineers(form: Dispatch, found: Mapping[str, Any]) -> None:
    """Who could go, the fittest first, and why (R08)."""
    if not found["status"].has_offer:
        del form.replace
    fittest = call(methods.SUGGEST_ENGINEER, repair_id=found["id"])["engineers"]
    form.engineer_id.choices = [
        ("", _("Whoever fits best")),
        *((one["engineer_id"], described(one)) for one in fittest),
    ]
    form.engineer_id.data = form.engineer_id.data or ""


def described(engineer: Mapping[str, Any]) -> str:
    """An engineer with what speaks for him."""
    reasons = [
        _("has the skill") if engineer["skilled"] else _("without the skill"),
        _("serves the building") if engineer["serves_building"] else "",
        _("on duty") if engineer["on_duty"] else _("off duty"),
        ngettext("%(num)d open order", "%(num)d open orders", engineer["open_orders"]),
    ]
    return f"{engineer['name']} · {_(', ').join(filter(None, reasons))}"


@pages.get("/repairs/<repair_id>/photos/<photo_id>")
def repair_photo(repair_id: str, photo_id: str) -> Response:
    """A photo's content."""
    return attachments.shown(methods.GET_PHOTO, repair_id=repair_id, photo_id=photo_id)


register(pages, FORMS, "/repairs/<repair_id>", repair)
