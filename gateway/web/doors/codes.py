"""Invitation papers (入户邀请单) of a building, a household on each, in walking order (P04)."""

from flask import Response
from wtforms import SelectField

from contracts.directory import methods
from gateway.addresses import with_addresses
from gateway.translations import _l
from gateway.web.calls import call
from gateway.web.doors.group import pages
from gateway.web.forms import PageForm, given
from gateway.web.pages import page
from gateway.web.papers import papers_page
from gateway.web.papers.invitations import household_invitations
from gateway.web.places import place_in


class Print(PageForm):
    """Of which building."""

    calls = (methods.PRINT_CODES,)

    building = SelectField(_l("Building"), choices=[])


@pages.get("/invitations", begins=methods.PRINT_CODES)
def invitations(form: PageForm | None = None) -> str:
    """Choose the building."""
    return page("doors/invitations.html", form=chosen(given(form, Print)))


def chosen(form: PageForm) -> PageForm:
    """The form with the buildings, each with its community where there are several."""
    found = call(methods.LIST_BUILDINGS)["items"]
    several = len({one["community"] for one in found}) > 1
    form["building"].choices = [
        (
            f"{one['community']}@{one['building']}" if several else one["building"],
            place_in(one),
        )
        for one in found
    ]
    return form


@pages.post("/invitations", Print, otherwise=invitations)
def print_invitations(form: Print) -> str | Response:
    """The papers, given this once: as a page, or as PDF."""
    code, several, building = (form.building.data or "").rpartition("@")
    where = {"community_code": code} if several else {}
    answer = with_addresses(form.call(methods.PRINT_CODES, building=building, **where))
    return papers_page(
        "doors/invitation_papers.html",
        {answer["community_id"]: lambda head: household_invitations(answer, head)},
        building=building,
    )
