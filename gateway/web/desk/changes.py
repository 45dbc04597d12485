"""The file of a household (住户档案): facts and members, their changes, before and after (D02)."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, request

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods
from contracts.directory.leavers import StillNeeded
from contracts.leavers import KeptFor
from contracts.repairs import methods as repairs
from foundation.errors import NotFound
from gateway.translations import _
from gateway.web import file_changes
from gateway.web.action_forms import register
from gateway.web.calls import call, call_all
from gateway.web.desk.change_forms import (
    OF_HOUSEHOLD,
    OF_MEMBER,
    ChangeMember,
    EraseLeaver,
    RemoveMember,
    Verified,
)
from gateway.web.desk.group import pages
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.visitor import visitor
from gateway.words import worded

PAGE = 20


@pages.get("/households/<household_id>/file")
def archive(household_id: str, form: PageForm | None = None, member_id: str = "") -> str:
    """Facts and members, what may be changed of them, and every change so far."""
    home, history = call_all(
        (methods.GET_HOUSEHOLD, {"household_id": household_id}),
        (
            methods.HOUSEHOLD_HISTORY,
            {"household_id": household_id, "limit": PAGE, "cursor": request.args.get("cursor")},
        ),
    )
    forms = fitting(OF_HOUSEHOLD, home, form)
    fill(forms, home, form)
    return page(
        "desk/archive.html",
        home=home,
        forms=forms,
        refused=form,
        member_forms=fitting(OF_MEMBER, home, None),
        erasing=erasing_form(form),
        erased_one=member_id,
        changes=[file_changes.described(one) for one in history["items"]],
        cursor=history["next_cursor"],
    )


@pages.get("/households/<household_id>/members/<member_id>")
def member(household_id: str, member_id: str, form: PageForm | None = None) -> str:
    """One member, and what may be changed about him."""
    of = {"household_id": household_id}
    listed = (methods.LIST_VEHICLES, methods.LIST_CARDS, methods.LIST_PETS)
    known = [method for method in listed if visitor().has(*method.roles)]
    home, *lists = call_all((methods.GET_HOUSEHOLD, of), *((method, of) for method in known))
    found = next((one for one in home["members"] if one["id"] == member_id), None)
    if found is None:
        raise NotFound
    forms = fitting(OF_MEMBER, home, form)
    fill(forms, found, form)
    things = [one for of_kind in lists for one in of_kind["items"] if one["member_id"] == member_id]
    return page(
        "desk/member.html", home=home, member=found, things=things, forms=forms, refused=form
    )


def fitting(
    kinds: Iterable[type[Verified]], home: Mapping[str, Any], form: PageForm | None
) -> list[Verified]:
    """The forms that the visitor may use, with the fields that he may change."""
    editable = set(home["editable"])
    fitting: list[Verified] = []
    for kind in kinds:
        if visitor().has(*kind.method.roles) and kind.fits(editable):
            shown: Verified = given(form, kind)
            shown.keep(editable)
            shown.version.data = shown.version.data or str(home["version"])
            fitting.append(shown)
    return fitting


def fill(forms: Iterable[Verified], known: Mapping[str, Any], refused: PageForm | None) -> None:
    """Begin a change with what the file says; a refused one stays as it was sent."""
    for form in forms:
        if form is not refused:
            form.fill(known)


register(pages, OF_HOUSEHOLD, "/households/<household_id>/file", archive)
register(pages, (ChangeMember,), "/households/<household_id>/members/<member_id>", member)


@pages.post("/households/<household_id>/members/<member_id>/remove", RemoveMember, otherwise=member)
def member_remove_member(form: RemoveMember, household_id: str, member_id: str) -> Response:
    """Remove somebody; the page of the member is no more."""
    named = {"household_id": household_id, "member_id": member_id}
    home = form.call(methods.REMOVE_MEMBER, **named, **form.arguments())
    return done(f"{form.said}{to_come_back(home, member_id)}", archive, household_id=household_id)


def erasing_form(form: PageForm | None) -> EraseLeaver | None:
    """The form by which somebody who has left is erased, for who may."""
    shown: EraseLeaver = given(form, EraseLeaver)
    return shown if visitor().has(*methods.ERASE_LEAVER.roles) else None


@pages.post("/households/<household_id>/left/<member_id>/erase", EraseLeaver, otherwise=archive)
def erase_leaver(form: EraseLeaver, household_id: str, member_id: str) -> Response:
    """Erase somebody who has left and asks for it, once nothing is open in any service."""
    about = {"household_id": household_id, "member_id": member_id}
    known = call(methods.NEEDS_LEAVER, **about)
    about_person = about | {"person_id": known["person_id"]}
    others = (billing.NEEDS_LEAVER, repairs.NEEDS_LEAVER, complaints.NEEDS_LEAVER)
    answers = call_all(*((method, about_person) for method in others))
    open_ones = [one for answer in (known, *answers) for one in answer["reasons"]]
    if open_ones:
        raise StillNeeded(reasons=_(", ").join(worded(KeptFor(one)) for one in open_ones))
    form.call(methods.ERASE_LEAVER, **about, **form.values("reason"))
    said = _("Who that was is erased, here and in all services. Receipts and bills keep the name.")
    return done(said, archive, household_id=household_id)


def to_come_back(home: Mapping[str, Any], member_id: str) -> str:
    """What somebody who has just left still has, and which vehicles went with them."""
    left = next((one for one in home["former_members"] if one["id"] == member_id), None)
    if left is None:
        return ""
    said = []
    if cards := [f"{worded(one['kind'])} {one['number']}" for one in left["cards_out"]]:
        said.append(_("Still to come back: %(cards)s.", cards=_(", ").join(cards)))
    if left["plates"]:
        said.append(_("No longer here: %(plates)s.", plates=_(", ").join(left["plates"])))
    return " " + " ".join(said) if said else ""
