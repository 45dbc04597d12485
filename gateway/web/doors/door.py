"""What is to be brought to which door; handed over at the door, or printed before (B02, N04)."""

from functools import partial
from itertools import groupby
from typing import Any

from flask import Response
from wtforms import BooleanField, HiddenField, StringField

from contracts.notices import methods
from foundation.errors import NotFound
from foundation.natural_sort import natural_key
from gateway.translations import _, _l
from gateway.web.calls import call
from gateway.web.doors.group import pages
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.papers import papers_page
from gateway.web.papers.deliveries import deliveries
from gateway.web.papers.money import place_of
from gateway.web.papers.paper import Head, Paper
from gateway.web.places import place_in

PAGE, MOST = 200, 2000
Papers = list[dict[str, Any]]


class HandOver(PageForm):
    """Who took the papers at the door."""

    calls = (methods.HAND_OVER_HOME,)

    papers = HiddenField()
    received_by = StringField(_l("Who took them?"))
    signed = BooleanField(_l("They signed for them"))


@pages.get("/")
def buildings() -> str:
    """The buildings where paper waits."""
    found = call(methods.DOOR_BUILDINGS)["items"]
    return page("doors/buildings.html", buildings=found, called=place_in)


@pages.get("/buildings/<building>")
def building(building: str) -> str:
    """The doors of a building in walking order."""
    return page("doors/building.html", building=building, homes=by_home(waiting(building=building)))


@pages.get("/buildings/<building>/print")
def sheet(building: str) -> str | Response:
    """A list to sign on, and the papers themselves, to be printed; by community, where buildings of
    several are called so."""
    papers = waiting(building=building)
    return papers_page(
        "doors/sheet.html",
        {place: partial(lists, building, papers, place) for place in communities_of(papers)},
        building=building,
    )


def communities_of(papers: Papers) -> list[str | None]:
    """The communities of papers, each once."""
    return list(dict.fromkeys(paper["community_id"] for paper in papers))


def lists(building: str, papers: Papers, community_id: str | None, head: Head) -> list[Paper]:
    """What is to be printed for one community."""
    homes = by_home([paper for paper in papers if paper["community_id"] == community_id])
    return deliveries(building, homes, copies(homes), head)


@pages.get("/homes/<household_id>")
def home(household_id: str, form: PageForm | None = None) -> str:
    """What is to be handed over at one door."""
    papers = waiting(household_id=household_id)
    if not papers:
        raise NotFound
    shown = given(form, HandOver)
    shown.papers.data = " ".join(paper["id"] for paper in papers)
    return page("doors/home.html", home=papers[0], papers=papers, form=shown)


@pages.post("/homes/<household_id>", HandOver, otherwise=home)
def hand_over(form: HandOver, household_id: str) -> Response:
    """What was shown was taken; what came meanwhile waits for the next time."""
    made = form.call(
        methods.HAND_OVER_HOME,
        household_id=household_id,
        message_ids=form.papers.data.split() if form.papers.data else [],
        received_by=form.received_by.data,
        signed=bool(form.signed.data),
    )
    where = made["building"]
    said = _("Handed over: %(place)s.", place=f"{where} {made['unit']}")
    return done(said, building, building=where)


def waiting(**which: str) -> Papers:
    """All papers of a building or of a home that are still to be handed over."""
    found: Papers = []
    cursor = None
    while len(found) < MOST:
        answer = call(methods.DOOR_DELIVERIES, limit=PAGE, cursor=cursor, **which)
        found += answer["items"]
        cursor = answer["next_cursor"]
        if cursor is None:
            break
    return found


def by_home(papers: Papers) -> list[tuple[dict[str, Any], Papers]]:
    """The papers of each door, in walking order: by floor and unit."""
    ordered = sorted(papers, key=lambda one: (one["floor"], natural_key(one["unit"]), one["id"]))
    groups = groupby(ordered, key=lambda one: one["household_id"])
    listed = [list(group) for _home, group in groups]
    return [(group[0], group) for group in listed]


def copies(homes: list[tuple[dict[str, Any], Papers]]) -> list[dict[str, Any]]:
    """What is to be printed: a notice once with how many copies, a letter for each home."""
    notices: dict[str, dict[str, Any]] = {}
    letters = []
    for door, papers in homes:
        for paper in papers:
            if paper["notice_id"] is None:
                letters.append(paper | {"copies": 1, "door": place_of(door)})
            else:
                sheet = paper | {"copies": 0, "door": ""}
                notices.setdefault(f"{paper['notice_id']}:{paper['text']}", sheet)["copies"] += 1
    return [*notices.values(), *letters]
