"""What looks like a concealed complaint: the list, an item with its evidence, the verdict (X12)."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request, url_for
from wtforms import RadioField, TextAreaField

from contracts.complaints import methods
from contracts.complaints.concealment import (
    VERDICTS,
    ConcealmentRule,
    ReviewState,
    SeenAt,
)
from gateway.translations import _, _l
from gateway.web import tables
from gateway.web.calls import call
from gateway.web.forms import PageForm, given
from gateway.web.manager.cases import case_address, place_of
from gateway.web.manager.group import WAITING, pages
from gateway.web.manager.period import named
from gateway.web.pages import done, page
from gateway.web.tables import Cell, Table, placed, sheets
from gateway.words import choices, worded, worded_if_known

MOST = 200
"""Items without a verdict that stand on top."""


class Decide(PageForm):
    """The verdict."""

    calls = (methods.DECIDE_REVIEW,)
    verdict = RadioField(
        _l("Was a complaint concealed?"),
        choices=lambda: [(str(one), worded(one)) for one in VERDICTS],
    )
    reason = TextAreaField(_l("Why so"), render_kw={"rows": 3})
    consequence = TextAreaField(
        _l("What follows for whom"),
        description=_l("Needed where it is confirmed, and only there."),
        render_kw={"rows": 2},
    )


@pages.get("/concealment")
def reviews() -> str | Response:
    """Those without a verdict on top, then the others, by rule and month; or those of a state."""
    wanted = named("rule", "month")
    state = request.args.get("state")
    first: list[dict[str, Any]] = []
    if not state and not request.args.get("cursor"):
        waiting = call(methods.LIST_REVIEWS, **wanted, state=ReviewState.OPEN, limit=MOST)
        first = waiting["items"]
    only = {"state": state} if state else {"decided": True}
    found = tables.listed(methods.LIST_REVIEWS, **wanted, **only)
    return sheets(
        "manager/reviews.html",
        "concealment",
        [table_of([*first, *found["items"]])],
        cursor=found["next_cursor"],
        options={"state": choices(ReviewState), "rule": choices(ConcealmentRule)},
        waiting_pages=WAITING,
    )


@pages.get("/concealment/<review_id>")
def review(review_id: str, form: PageForm | None = None) -> str:
    """An item, with the form for who may decide."""
    found = call(methods.GET_REVIEW, review_id=review_id)
    return page(
        "manager/review.html",
        review=found,
        address=address_of(found),
        where=place_of(found),
        cases=cases_since(found["cases"]),
        form=given(form, Decide) if found["decides"] else None,
    )


@pages.post("/concealment/<review_id>", Decide, otherwise=review)
def decide_review(form: PageForm, review_id: str) -> Response:
    """Record the verdict."""
    form.call(methods.DECIDE_REVIEW, review_id=review_id, **form.values())
    return done(_("The review is recorded."), review, review_id=review_id)


def table_of(items: list[dict[str, Any]]) -> Table:
    """Items as a list."""
    rows = [
        placed(
            item,
            tables.text(item["number"], url_for("manager.review", review_id=item["id"])),
            tables.coded(item["state"]),
            tables.coded(item["rule"]),
            tables.coded(item["about"]),
            tables.text(place_of(item)),
            tables.text(item["concerned"]),
            tables.moment(item["seen_at"]),
            tables.moment(item["found_at"]),
            tables.text(item["decided_by"]),
            tables.moment(item["decided_at"]),
        )
        for item in items
    ]
    headings = [
        _("Number"), _("State"), _("By what"), _("Kind"), _("Where"), _("Person concerned"),
        _("Happened"), _("Noted"), _("Verdict by"), _("Verdict of"),
    ]  # fmt: skip
    filtered = any(request.args.get(name) for name in ("state", "rule", "month"))
    nothing = _("No item is like that") if filtered else _("Nothing looks like a concealment")
    return Table(_("Suspected concealment"), headings, rows, nothing)


def cases_since(cases: list[dict[str, Any]]) -> Table:
    """Cases of the same home or place, then and since."""
    rows = [
        [
            tables.text(case["number"], case_address(case["id"])),
            tables.coded(case["kind"]),
            tables.coded(case["status"]),
            tables.moment(case["lodged_at"]),
        ]
        for case in cases
    ]
    headings = [_("Number"), _("Kind"), _("State"), _("Lodged")]
    return Table(
        _("Cases of the same home or place"),
        headings,
        rows,
        _("No case was recorded then or since"),
    )


def address_of(item: Mapping[str, Any]) -> str:
    """Where that stands which an item is about; of a visit, its household."""
    if item["about"] == SeenAt.CASE:
        return case_address(item["about_id"])
    if item["about"] == SeenAt.REPAIR:
        return url_for("desk.repair", repair_id=item["about_id"])
    return url_for("desk.household", household_id=item["household_id"])


def figures_table(month: str, rows: list[dict[str, Any]]) -> Table:
    """What a month's items came to, by rule."""

    def number(row: dict[str, Any], name: str, state: str | None = None) -> Cell:
        there = url_for("manager.reviews", month=month, rule=row["key"], state=state)
        return tables.count(row[name], there)

    cells = [
        [
            tables.text(worded_if_known(row["key"], ConcealmentRule)),
            number(row, "found"),
            number(row, "confirmed", ReviewState.CONFIRMED),
            number(row, "dismissed", ReviewState.DISMISSED),
        ]
        for row in rows
    ]
    headings = [
        _("By what"), _("Items found"), worded(ReviewState.CONFIRMED),
        worded(ReviewState.DISMISSED),
    ]  # fmt: skip
    return Table(_("Suspected concealment"), headings, cells, _("Nothing looks like a concealment"))
