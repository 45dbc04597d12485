"""Hot issues (热点问题, X16): similar cases on a case's page, merged, and answered by two."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request, url_for
from wtforms import StringField, TextAreaField

from contracts.complaints import methods
from contracts.complaints.cases import Status
from contracts.complaints.hot_issues import HotIssueAnswerStatus, HotIssueState
from gateway.translations import _, _l
from gateway.web import decisions, tables
from gateway.web.calls import call, call_all
from gateway.web.desk.group import pages
from gateway.web.forms import PageForm, Ticks, given
from gateway.web.pages import done, page
from gateway.web.tables import Cell, Table, placed, sheets
from gateway.words import choices

ALL = 200
"""Members, and answers, of a page: as many as a hot issue has."""

BEGINNING = 20
"""Letters of a case by which it is told apart from the others."""


class Merge(PageForm):
    """Make a hot issue of a case and of those that are similar."""

    calls = (methods.MAKE_HOT_ISSUE,)

    complaint_ids = Ticks(_l("Cases about the same"), choices=[])
    title = StringField(_l("What it is about"))


class Join(PageForm):
    """Put a case into a hot issue that fits."""

    calls = (methods.ADD_HOT_ISSUE_MEMBERS,)


class TakeOut(PageForm):
    """Take a case out of a hot issue."""

    calls = (methods.REMOVE_HOT_ISSUE_MEMBER,)


class DraftAnswer(PageForm):
    """The answer for all cases."""

    calls = (methods.DRAFT_HOT_ISSUE_ANSWER,)

    text = TextAreaField(_l("Answer"), render_kw={"rows": 6})


DecideAnswer = decisions.decision(
    methods.DECIDE_HOT_ISSUE_ANSWER,
    _l("Shall it go to every case?"),
    _l("Yes, send it"),
    _l("No, reject it"),
)


def similar_to(case: Mapping[str, Any]) -> dict[str, Any] | None:
    """What is similar to a case, for who may merge it; None for all others."""
    if methods.FIND_SIMILAR.name not in case["actions"]:
        return None
    found: dict[str, Any] = call(methods.FIND_SIMILAR, complaint_id=case["id"])
    return found


def merging(
    case: Mapping[str, Any], similar: Mapping[str, Any] | None, form: PageForm | None
) -> Any:
    """The form that merges a case with those that are free; None where there is nothing to."""
    if similar is None or similar["hot_issue_id"] or Status(case["status"]).is_answered:
        return None
    free = [one for one in similar["items"] if not one["hot_issue_id"]]
    shown = given(form, Merge)
    shown.complaint_ids.choices = [(one["id"], told_apart(one)) for one in free]
    if shown is not form:
        shown.complaint_ids.data = []
        where = case["place"] or case["building"] or ""
        shown.title.data = " ".join(filter(None, (where, case["category_name"])))
    return shown if free else None


def told_apart(case: Mapping[str, Any]) -> str:
    """A case by its number and the beginning of its words."""
    words = case["description"]
    return f"{case['number']} {words[:BEGINNING]}{'…' if len(words) > BEGINNING else ''}"


@pages.get("/hot-issues")
def hot_issues() -> str | Response:
    """All, newest first, or those of the state that the address names."""
    wanted = request.args.get("state")
    state = wanted if wanted in list(HotIssueState) else None
    found = tables.listed(methods.LIST_HOT_ISSUES, state=state)
    headings = [
        _("What it is about"), _("State"), _("Cases"), _("Still to be answered"), _("Merged by"),
        _("Merged on"), _("Answer written by"),
    ]  # fmt: skip
    rows = [placed(one, *row_of(one)) for one in found["items"]]
    nothing = _("No hot issue so far") if state is None else _("No hot issue fits")
    hint = _("Similar cases are merged on the page of a case.")
    return sheets(
        "desk/hot_issues.html",
        "hot-issues",
        [Table(_("Hot issues"), headings, rows, nothing, hint)],
        cursor=found["next_cursor"],
        options=choices(HotIssueState),
    )


def row_of(one: Mapping[str, Any]) -> list[Cell]:
    """A hot issue as a row."""
    return [
        tables.text(one["title"] or "—", url_for("desk.hot_issue", hot_issue_id=one["id"])),
        tables.coded(one["state"]),
        tables.count(one["members"]),
        tables.count(one["unanswered"]),
        tables.text(one["made_by"]),
        tables.moment(one["made_at"]),
        tables.text(one["drafted_by"]),
    ]


@pages.get("/hot-issues/<hot_issue_id>")
def hot_issue(
    hot_issue_id: str, form: PageForm | None = None, complaint_id: str | None = None
) -> str:
    """One, with its cases, and the answer from draft to what became of it."""
    named = {"hot_issue_id": hot_issue_id}
    issue, members, answers = call_all(
        (methods.GET_HOT_ISSUE, named),
        (methods.LIST_HOT_ISSUE_MEMBERS, named | {"limit": ALL}),
        (methods.LIST_HOT_ISSUE_ANSWERS, named),
    )
    waiting = next(
        (one for one in answers["items"] if one["status"] == HotIssueAnswerStatus.REQUESTED), None
    )
    drafts = waiting is None and issue["unanswered"]
    return page(
        "desk/hot_issue.html",
        issue=issue,
        members=[one for one in members["items"] if not one["left_at"]],
        gone=[one for one in members["items"] if one["left_at"]],
        waiting=waiting,
        answers=[one for one in answers["items"] if one is not waiting],
        draft=given(form, DraftAnswer) if drafts else None,
        decide=decisions.offered(form, DecideAnswer, waiting) if waiting else None,
        take_out=given(form, TakeOut),
        refused=form,
    )


@pages.post("/hot-issues/<hot_issue_id>/answer", DraftAnswer, otherwise=hot_issue)
def draft_hot_issue_answer(form: DraftAnswer, hot_issue_id: str) -> Response:
    """Keep the answer for the second person."""
    form.call(methods.DRAFT_HOT_ISSUE_ANSWER, hot_issue_id=hot_issue_id, **form.values("text"))
    said = _("The answer waits for a second person.")
    return done(said, hot_issue, hot_issue_id=hot_issue_id)


@pages.post("/hot-issues/<hot_issue_id>/decide", DecideAnswer, otherwise=hot_issue)
def decide_hot_issue_answer(form: PageForm, hot_issue_id: str) -> Response:
    """Send the answer, or reject it; never by who wrote it."""
    said = decisions.decide(form, hot_issue_id=hot_issue_id)
    return done(said, hot_issue, hot_issue_id=hot_issue_id)


@pages.post(
    "/hot-issues/<hot_issue_id>/members/<complaint_id>/remove", TakeOut, otherwise=hot_issue
)
def take_out(form: TakeOut, hot_issue_id: str, complaint_id: str) -> Response:
    """The case goes on by itself."""
    named = {"hot_issue_id": hot_issue_id, "complaint_id": complaint_id}
    form.call(methods.REMOVE_HOT_ISSUE_MEMBER, **named)
    return done(_("The case is taken out."), hot_issue, hot_issue_id=hot_issue_id)
