"""A case: what it is, until when and why, all that has happened, and what can be done now."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from flask import Response, url_for

from contracts.code import Code
from contracts.complaints import methods
from contracts.complaints.cases import Channel, Final, Status, Validity
from contracts.complaints.return_visits import Party
from contracts.directory import methods as directory
from contracts.roles import CASE_WORKERS, MANAGERS, STAFF
from foundation.service_language import check
from gateway.translations import _
from gateway.web import attachments, departments, quick_replies, timelines
from gateway.web.action_forms import offered, register
from gateway.web.calls import call, call_in
from gateway.web.desk import hot_issues
from gateway.web.desk.case_forms import (
    FORMS,
    AddNote,
    Answer,
    Attach,
    Classify,
    Correct,
    Reply,
    ReturnVisit,
    TakeOver,
    Transfer,
    Triage,
)
from gateway.web.desk.group import pages
from gateway.web.desk.privacy import RevealContact
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.papers.answers import answer_page
from gateway.web.visitor import visitor
from gateway.words import choices

STAGE = {
    Status.LODGED: 0, Status.ACCEPTED: 1, Status.HANDLING: 2, Status.HANDLED: 3,
    Status.ANSWERED: 4, Status.CLOSED: 6,
}  # fmt: skip
"""How many of the six steps of the page are done."""
WRITTEN = frozenset({Channel.ONLINE, Channel.PLATFORM})
OWN_WORDS = ("description", "wish", "household_id")
"""What the desk took down of no case that came in writing, and does not correct (C13)."""


@pages.get("/cases/<complaint_id>")
def case(
    complaint_id: str,
    form: PageForm | None = None,
    number: str | None = None,
    hot_issue_id: str | None = None,
) -> str:
    """One case."""
    found = call(methods.GET, complaint_id=complaint_id)
    forms = forms_of(found, form)
    similar = hot_issues.similar_to(found)
    return page(
        "desk/case.html",
        case=found,
        stage=STAGE[found["status"]],
        timeline=timelines.of_complaint(found),
        forms=forms,
        refused=form,
        number=number,
        look=given(form, RevealContact),
        similar=similar,
        merge=hot_issues.merging(found, similar, form),
        join=given(form, hot_issues.Join),
        attach=given(form, Attach) if methods.ADD_ATTACHMENT.name in found["actions"] else None,
    )


@pages.get("/cases/<complaint_id>/answer-letter")
def answer_letter(complaint_id: str) -> str | Response:
    """The written answer, made to be printed (P10)."""
    return answer_page(complaint_id, url_for("desk.case", complaint_id=complaint_id))


@pages.get("/cases/<complaint_id>/attachments/<attachment_id>")
def case_attachment(complaint_id: str, attachment_id: str) -> Response:
    """An attachment's content."""
    named = {"complaint_id": complaint_id, "attachment_id": attachment_id}
    return attachments.shown(methods.GET_ATTACHMENT, **named)


@pages.post("/cases/<complaint_id>/attachments", Attach, otherwise=case)
def attach(form: Attach, complaint_id: str) -> Response:
    """Attach photos and papers (C13)."""
    named = {"complaint_id": complaint_id, "public": form.public.data}
    attachments.add(form, methods.ADD_ATTACHMENT, form.attachments.data, **named)
    return done("", case, complaint_id=complaint_id)


@pages.post("/cases/<complaint_id>/merge", hot_issues.Merge, otherwise=case)
def merge(form: hot_issues.Merge, complaint_id: str) -> Response:
    """Make a hot issue of the case and of those that were ticked (X16)."""
    chosen = [complaint_id, *(form.complaint_ids.data or [])]
    made = form.call(methods.MAKE_HOT_ISSUE, complaint_ids=chosen, **form.values("title"))
    said = _("The cases are merged.")
    return done(said, hot_issues.hot_issue, hot_issue_id=made["id"])


@pages.post("/cases/<complaint_id>/join/<hot_issue_id>", hot_issues.Join, otherwise=case)
def join_hot_issue(form: hot_issues.Join, complaint_id: str, hot_issue_id: str) -> Response:
    """Put the case into a hot issue that is there (X16)."""
    named = {"hot_issue_id": hot_issue_id, "complaint_ids": [complaint_id]}
    form.call(methods.ADD_HOT_ISSUE_MEMBERS, **named)
    return done(_("The cases are merged."), hot_issues.hot_issue, hot_issue_id=hot_issue_id)


@pages.post("/cases/<complaint_id>/number", RevealContact, otherwise=case)
def reveal_contact(form: RevealContact, complaint_id: str) -> str:
    """Show the contact's number, once: the look is logged (D03)."""
    looked = form.call(methods.REVEAL_CONTACT, complaint_id=complaint_id, **form.values("reason"))
    return case(complaint_id=complaint_id, number=looked["contact_phone"] or "")


def forms_of(found: Mapping[str, Any], form: PageForm | None) -> list[Any]:
    """The forms of what may be done now, filled with what is known."""
    allowed = set(found["actions"])
    if methods.RESTATE.name in allowed:
        allowed.discard(methods.TRIAGE.name)  # refused until it is read back (C03)
    judged = found["status"] != Status.LODGED
    asked = found["unread_since"] is not None
    order = sorted(FORMS, key=lambda kind: (asked and kind is not Reply, kind is Triage and judged))
    forms = offered(order, allowed, form)
    named = any(isinstance(one, Transfer | TakeOver | AddNote) for one in forms)
    people = list(colleagues(found["community_id"])) if named else []
    for shown in forms:
        if type(shown) in FILLED and shown is not form:
            FILLED[type(shown)](shown, found)
        if isinstance(shown, AddNote):
            shown.mentions.choices = [
                (one["id"], one["name"])
                for one in people
                if one["id"] != visitor().id and not STAFF.isdisjoint(one["roles"])
            ]
        if isinstance(shown, Correct) and found["channel"] in WRITTEN:
            for name in OWN_WORDS:
                del shown[name]
    offer_people([one for one in forms if isinstance(one, Transfer | TakeOver)], found, people)
    quick_replies.offer(
        forms,
        name=found["contact_name"],
        number=found["number"],
        place=found["place"] or " ".join(filter(None, (found["building"], found["unit"]))),
        category=found["category_name"],
    )
    return forms


def fill_triage(form: Any, found: Mapping[str, Any]) -> None:
    """What the case is thought to be so far."""
    for name in ("kind", "category", "gravity", "urgency", "ground"):
        form[name].data = found[name]
    if found["validity"] != Validity.UNDECIDED:
        form.valid.data = "yes" if found["validity"] == Validity.VALID else "no"


def fill_answer(form: Any, found: Mapping[str, Any]) -> None:
    """The channel that the contact came by."""
    form.channel.data = found["channel"]


def fill_classify(form: Any, found: Mapping[str, Any]) -> None:
    """The classification so far."""
    form.final.choices = only(Final, found["classifications"])
    form.final.data = found["final"] or Final.GENERAL


def fill_correct(form: Any, found: Mapping[str, Any]) -> None:
    """What was taken down; of the number no more than a mask is known."""
    for name in ("description", "wish", "contact_name", "place"):
        form[name].data = found[name]


def fill_visit(form: Any, found: Mapping[str, Any]) -> None:
    """Whom the reader may ask, and whom next: the department first, then the resident."""
    form.party.choices = only(Party, found["askable"])
    form.party.data = next(iter(found["askable"]), None)


def only(kind: type[Code], codes: Collection[str]) -> list[tuple[str, str]]:
    """The choices of a kind that the service names."""
    return [(code, word) for code, word in choices(kind) if code in codes]


def offer_people(
    forms: Sequence[Transfer | TakeOver],
    found: Mapping[str, Any],
    staff: Sequence[Mapping[str, Any]],
) -> None:
    """Departments of the case's community, and who of them works on cases there (C14). Only
    managers name who takes a case over."""
    naming = [one for one in forms if isinstance(one, Transfer) or visitor().has(*MANAGERS)]
    for form in forms:
        if form not in naming:
            del form.handler_id
    if not naming:
        return
    known = call_in(found["community_id"], methods.DEPARTMENTS, include_inactive=True)["items"]
    people = workers(staff, known)
    for form in naming:
        nobody = _("I take it myself")
        if isinstance(form, Transfer):
            form.department.choices = departments.options(_("Please choose"), there=known)
            nobody = _("Nobody in particular yet")
        form.handler_id.choices = [("", nobody), *people]


def workers(
    staff: Sequence[Mapping[str, Any]], known: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str]]:
    """Who of the departments works on cases, as choices by department."""
    people = [
        (departments.name_of(one["department"], known), one["name"], one["id"])
        for one in staff
        if one["department"] and not CASE_WORKERS.isdisjoint(one["roles"])
    ]
    return [(id_, f"{department} · {name}") for department, name, id_ in sorted(people)]


def colleagues(community_id: str) -> Iterator[Mapping[str, Any]]:
    """Everybody who works in a community, however many they are."""
    cursor = None
    while True:
        found = call_in(community_id, directory.FIND_PEOPLE, limit=200, cursor=cursor)
        yield from found["items"]
        cursor = found["next_cursor"]
        if cursor is None:
            return


FILLED: Mapping[type[PageForm], Callable[[Any, Mapping[str, Any]], None]] = {
    Triage: fill_triage,
    Answer: fill_answer,
    Classify: fill_classify,
    ReturnVisit: fill_visit,
    Correct: fill_correct,
}


register(pages, FORMS, "/cases/<complaint_id>", case)


class Draft(PageForm):
    """A text that is being written to a resident."""

    calls = (methods.ANSWER,)

    text = Answer.text


@pages.get("/language")
def language_of_nothing(form: Draft | None = None) -> str:
    """Nothing to say about nothing."""
    return ""


@pages.post("/language", Draft, otherwise=language_of_nothing)
def language(form: Draft) -> str:
    """What a text must not say, and how to say it instead, while it is being written (C08)."""
    return page("desk/findings.html", findings=check(form.text.data or ""))
