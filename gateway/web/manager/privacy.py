"""Who looked at whole numbers, and what for: the three logs as one (D03)."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, request, url_for

from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.directory.privacy import Confidential, LookKind
from contracts.method import Method
from contracts.repairs import methods as repairs
from gateway.translations import _
from gateway.web import tables
from gateway.web.calls import call_all
from gateway.web.manager.cases import case_address
from gateway.web.manager.group import WAITING, pages
from gateway.web.tables import PAGE, Cell, Table, placed, sheets

About = Callable[[Mapping[str, Any]], list[Cell]]
Look = tuple[Method, dict[str, Any]]


@pages.get("/looks")
def looks() -> str | Response:
    """The newest first. Their ids tell the time, so that the three go side by side page by page."""
    if tables.downloading():
        found = [(log, one) for log in LOGS for one in tables.every(log)]
        shown, cursor = newest(found), None
    else:
        paging = {"limit": PAGE, "cursor": request.args.get("cursor") or None}
        answers = call_all(*((log, paging) for log in LOGS))
        by_log = zip(LOGS, answers, strict=True)
        every = newest([(log, one) for log, answer in by_log for one in answer["items"]])
        shown = every[:PAGE]
        more = len(every) > PAGE or any(answer["next_cursor"] for answer in answers)
        cursor = shown[-1][1]["id"] if more else None
    return sheets(
        "manager/looks.html", "looks", [table_of(shown)], cursor=cursor, waiting_pages=WAITING
    )


def newest(found: list[Look]) -> list[Look]:
    """By time, the last first."""
    return sorted(found, key=lambda look: str(look[1]["id"]), reverse=True)


def table_of(found: list[Look]) -> Table:
    """Each look with who, what and why."""
    rows = [
        placed(one, tables.moment(one["at"]), tables.text(one["by"]), *LOGS[log](one))
        for log, one in found
    ]
    headings = [_("When"), _("Seen by"), _("Seen"), _("Concerns"), _("What for"), _("Records")]
    nothing = _("Nobody has looked at a whole number")
    return Table(_("Looks at numbers"), headings, rows, nothing)


def of_household(one: Mapping[str, Any]) -> list[Cell]:
    """A look at a number of a household, a search by a number, or an export."""
    seen = tables.coded(one["kind"])
    if one["kind"] == LookKind.REVEAL:
        seen = tables.coded(one["what"])
    home = one["household_id"]
    place = url_for("desk.household", household_id=home) if home and one["place"] else ""
    return [
        seen,
        tables.text(one["place"], place),
        tables.text(one["purpose"]),
        tables.count(one["rows"]),
    ]


def of_contact(number: str, address: Callable[[Mapping[str, Any]], str]) -> About:
    """A look at the number of a contact."""
    return lambda one: [
        tables.coded(Confidential.PHONE),
        tables.text(one[number], address(one)),
        tables.text(one["reason"]),
        tables.count(1),
    ]


LOGS: Mapping[Method, About] = {
    directory.LIST_LOOKS: of_household,
    complaints.LIST_LOOKS: of_contact(
        "complaint_number", lambda one: case_address(one["complaint_id"])
    ),
    repairs.LIST_LOOKS: of_contact(
        "repair_number", lambda one: url_for("desk.repair", repair_id=one["repair_id"])
    ),
}
"""The logs, and how each tells what was seen, of whom, what for and how many."""
