"""The file of a household (住户档案): facts and members, their changes, before and after (D02)."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, request

from contracts.directory import methods
from foundation.errors import NotFound
from gateway.web import file_changes
from gateway.web.action_forms import register
from gateway.web.calls import call, call_all
from gateway.web.desk.change_forms import (
    OF_HOUSEHOLD,
    OF_MEMBER,
    ChangeMember,
    RemoveMember,
    Verified,
)
from gateway.web.desk.group import pages
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.visitor import visitor

PAGE = 20


@pages.get("/households/<household_id>/file")
def archive(household_id: str, form: PageForm | None = None) -> str:
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
        changes=[file_changes.described(one) for one in history["items"]],
        cursor=history["next_cursor"],
    )


@pages.get("/households/<household_id>/members/<member_id>")
def member(household_id: str, member_id: str, form: PageForm | None = None) -> str:
    """One member, and what may be changed about him."""
    home = call(methods.GET_HOUSEHOLD, household_id=household_id)
    found = next((one for one in home["members"] if one["id"] == member_id), None)
    if found is None:
        raise NotFound
    forms = fitting(OF_MEMBER, home, form)
    fill(forms, found, form)
    return page("desk/member.html", home=home, member=found, forms=forms, refused=form)


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
    form.call(methods.REMOVE_MEMBER, **named, **form.arguments())
    return done(str(form.said), archive, household_id=household_id)
