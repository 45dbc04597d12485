"""Door visits: the steward's list in walking order, and what each came to (B04)."""

from datetime import date
from functools import partial
from typing import Any

from flask import Response, request
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from contracts.billing import methods
from contracts.billing.visit_outcomes import VisitOutcome, too_early
from contracts.billing.visits import VisitStatus
from foundation.errors import NotFound
from gateway.translations import _, _l
from gateway.web import attachments, clock
from gateway.web.calls import call, call_in
from gateway.web.field.group import pages
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.papers import papers_page
from gateway.web.papers.visit_list import visit_lists
from gateway.web.places import place_in
from gateway.web.visitor import visitor
from gateway.words import choices

PAGE, MOST = 100, 1000


class Outcome(PageForm):
    """What was found at the door."""

    calls = (methods.RECORD_OUTCOME, methods.ADD_VISIT_ATTACHMENT)
    needed = frozenset({"promise_date", "promise_amount"})

    visit_id = HiddenField()
    outcome = RadioField(_l("What came of it?"))
    promise_date = StringField(_l("Promised by"))
    promise_amount = StringField(_l("Amount promised (yuan)"))
    remark = TextAreaField(_l("Remark"), render_kw={"rows": 3})
    attachments = attachments.papers_field()

    def arguments(self) -> dict[str, Any]:
        """Only a promise has a date and an amount."""
        promised = self.outcome.data == VisitOutcome.PROMISE
        more = ("promise_date", "promise_amount") if promised else ()
        return self.values("outcome", "remark", *more)


class Attach(PageForm):
    """Photos and papers of a visit."""

    calls = (methods.ADD_VISIT_ATTACHMENT,)

    attachments = attachments.papers_field()


class Giving(PageForm):
    """Whose visit it is."""

    calls = (methods.ASSIGN_VISIT,)

    visit_id = HiddenField()
    steward_id = SelectField(_l("Steward"), choices=[])


@pages.get("/visits")
def visits() -> str:
    """What is to be visited, by building; or what was, with `?done`."""
    status = VisitStatus.DONE if "done" in request.args else VisitStatus.ASSIGNED
    cursor = request.args.get("cursor")
    found = call(methods.LIST_VISITS, status=status, limit=PAGE, cursor=cursor)
    by_building: dict[str, list[Any]] = {}
    for one in found["items"]:
        by_building.setdefault(place_in(one), []).append(one)
    return page(
        "field/visits.html",
        buildings=list(by_building.items()),
        over=status is VisitStatus.DONE,
        visits=found,
        mine=makes_visits(),
    )


@pages.get("/visits-list")
def visit_list() -> str | Response:
    """What is to be visited on a day, to be printed: a list for each steward and community. A
    manager chooses one steward, or has all; a steward has the own."""
    day = day_asked()
    steward = (request.args.get("steward_id") or None) if oversees() else None
    found = [one for one in waiting(steward) if one["steward_id"] and one["visit_from"] <= day]
    by_community: dict[str | None, list[Any]] = {}
    for one in found:
        by_community.setdefault(one["community_id"], []).append(one)
    return papers_page(
        "field/visit_list.html",
        {place: partial(visit_lists, theirs, day) for place, theirs in by_community.items()},
        day=day,
        stewards=call(methods.LIST_STEWARDS)["items"] if oversees() else [],
        steward=steward,
    )


def oversees() -> bool:
    """Whether the visitor sees the visits of all stewards, and may choose one."""
    return visitor().has(*methods.LIST_STEWARDS.roles)


def day_asked() -> str:
    """The day that the address asks for, or today."""
    try:
        return date.fromisoformat(request.args.get("day", "")).isoformat()
    except ValueError:
        return clock.now().date().isoformat()


def waiting(steward_id: str | None) -> list[Any]:
    """Visits that are to be made, in the order of the route."""
    found: list[Any] = []
    cursor = None
    while len(found) < MOST:
        answer = call(methods.LIST_VISITS, steward_id=steward_id, limit=PAGE, cursor=cursor)
        found += answer["items"]
        cursor = answer["next_cursor"]
        if cursor is None:
            break
    return found


@pages.get("/visits/<household_id>")
def visit(household_id: str, form: PageForm | None = None) -> str:
    """The visit that is to be made to a household, with the form for its outcome."""
    found = call(methods.LIST_VISITS, household_id=household_id, limit=1)["items"]
    if not found:
        raise NotFound
    shown = given(form, Outcome)
    shown.visit_id.data = found[0]["id"]
    shown.outcome.choices = outcomes(found[0])
    bills = call(methods.LIST_BILLS, household_id=household_id, overdue=True, limit=PAGE)["items"]
    return page(
        "field/visit.html",
        visit=found[0],
        form=shown if makes_visits() and found[0]["steward_id"] == visitor().id else None,
        bills=bills,
        giving=giving(found[0]),
    )


def makes_visits() -> bool:
    """Whether the visitor is one of those who go to the doors."""
    return visitor().has(*methods.RECORD_OUTCOME.roles)


def outcomes(visit: dict[str, Any]) -> list[tuple[str, str]]:
    """What may be recorded today: that nobody was in, once a day."""
    visit_from, today = date.fromisoformat(visit["visit_from"]), clock.now().date()
    fitting = [
        one for one in VisitOutcome if not too_early(one, visit["attempt"], visit_from, today)
    ]
    return choices(VisitOutcome, *fitting)


def giving(visit: dict[str, Any]) -> PageForm | None:
    """The form by which a visit is given to a steward, for who may."""
    if not visitor().has(*methods.ASSIGN_VISIT.roles):
        return None
    form = Giving()
    known = call_in(visit["community_id"], methods.LIST_STEWARDS)["items"]
    form.steward_id.choices = [(one["person_id"], one["name"]) for one in known]
    form.visit_id.data = visit["id"]
    form.steward_id.data = visit["steward_id"]
    return form


@pages.post("/visits/<household_id>/steward", Giving, otherwise=visit)
def assign_visit(form: Giving, household_id: str) -> Response:
    """Give the visit to a steward."""
    form.call(methods.ASSIGN_VISIT, **form.values("visit_id", "steward_id"))
    return done(_("The visit is given to the steward."), visit, household_id=household_id)


@pages.post("/visits/<household_id>", Outcome, otherwise=visit)
def record_outcome(form: Outcome, household_id: str) -> Response:
    """Record it; what follows is said on the list."""
    made = form.call(methods.RECORD_OUTCOME, visit_id=form.visit_id.data, **form.arguments())
    attach_to(made["id"], form)
    place = f"{made['building']} {made['unit']}"
    return done(_("Recorded: %(place)s.", place=place), visits)


@pages.get("/visits/<household_id>/<visit_id>")
def one_visit(household_id: str, visit_id: str, form: PageForm | None = None) -> str:
    """A visit that was made, or will be: what it came to, with its photos and papers."""
    theirs = call(methods.LIST_VISITS, household_id=household_id, status=None, limit=PAGE)["items"]
    found = next((one for one in theirs if one["id"] == visit_id), None)
    if found is None:
        raise NotFound
    own = makes_visits() and found["steward_id"] == visitor().id
    return page("field/one_visit.html", visit=found, attach=given(form, Attach) if own else None)


@pages.get("/visits/<household_id>/<visit_id>/attachments/<attachment_id>")
def visit_attachment(household_id: str, visit_id: str, attachment_id: str) -> Response:
    """An attachment's content."""
    named = {"visit_id": visit_id, "attachment_id": attachment_id}
    return attachments.shown(methods.GET_VISIT_ATTACHMENT, **named)


@pages.post("/visits/<household_id>/<visit_id>/attachments", Attach, otherwise=one_visit)
def attach(form: Attach, household_id: str, visit_id: str) -> Response:
    """Attach photos and papers."""
    attach_to(visit_id, form)
    return done("", one_visit, household_id=household_id, visit_id=visit_id)


def attach_to(visit_id: str, form: Any) -> None:
    """File what a form brought."""
    sent = form.attachments.data
    attachments.add(form, methods.ADD_VISIT_ATTACHMENT, sent, visit_id=visit_id)
