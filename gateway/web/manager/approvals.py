"""What needs a second person, in one list.

Invalid verdicts, notices, answers to hot issues, refunds, voids of receipts, cancelled bills (X03,
N01, X16, B10, B07, B16).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from flask import Response, url_for

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.complaints.hot_issues import HotIssueState
from contracts.complaints.worklist import Waiting
from contracts.directory import methods as directory
from contracts.method import Method
from contracts.notices import methods as notices
from contracts.notices.workflow import NoticeStatus
from foundation.second_person import REQUESTED
from gateway.translations import _
from gateway.web import formats, tables
from gateway.web.calls import Call, call_each
from gateway.web.manager.cases import case_address
from gateway.web.manager.group import WAITING, pages
from gateway.web.tables import Cell, Table, placed, sheets
from gateway.web.visitor import visitor
from gateway.words import worded

MOST = 200
Answer = Mapping[str, Any] | None


@pages.get("/approvals")
def approvals() -> str | Response:
    """One list, what has waited longest first."""
    mine, *requests = call_each((complaints.ESCALATIONS, {"limit": MOST}), *questions())
    found = waiting(mine, requests)
    headings = [_("What"), _("About"), _("Asked by"), _("Since"), _("Why")]
    table = Table(
        _("Waits for your approval"), headings, found or [], _("Nothing waits for your approval"),
        _("Verdicts, notices, refunds and voids that somebody else has prepared come here."),
    )  # fmt: skip
    return sheets(
        "manager/approvals.html", "approvals", [table], away=found is None, waiting_pages=WAITING
    )


def questions() -> list[Call]:
    """What else the visitor may approve, and so is asked for."""
    return [(kind.listed, {"limit": MOST, kind.by: kind.waits}) for kind in KINDS if kind.is_mine()]


def waiting(mine: Answer, requests: Sequence[Answer]) -> list[list[Cell]] | None:
    """Rows of the list; None where a service is away, so that nobody thinks it were empty."""
    if mine is None or None in requests:
        return None
    rows = [*verdicts(mine["items"])]
    for kind, found in zip(filter(Kind.is_mine, KINDS), requests, strict=True):
        assert found is not None
        rows += [kind.row(item) for item in found["items"]]
    return sorted((row for row in rows if row), key=lambda row: str(row[3].value))


def verdicts(items: list[dict[str, Any]]) -> list[list[Cell]]:
    """Complaints that somebody else has found invalid."""
    return [
        placed(
            item,
            tables.text(_("Invalid verdict")),
            tables.text(f"{item['number']} {item['description']}", case_address(item["id"])),
            tables.text(item["handler"] or item["first_responsible"]),
            tables.moment(each["since"]),
            tables.text(each["detail"]),
        )
        for item in items
        for each in item["waiting"]
        if each["waits_for"] == Waiting.CONFIRMATION
    ]


def notice(item: dict[str, Any]) -> list[Cell]:
    """A notice; who wrote it sees it here, too, but cannot approve it."""
    return placed(
        item,
        tables.text(_("Notice")),
        tables.text(
            f"{item['number']} {item['title']}", url_for("noticeboard.notice", notice_id=item["id"])
        ),
        tables.text(item["author_name"]),
        tables.moment(item["created_at"]),
        tables.coded(item["kind"]),
    )


def row(what: Cell, item: dict[str, Any], about: str, address: str, why: Cell) -> list[Cell]:
    """What somebody has asked for."""
    return placed(
        item,
        what,
        tables.text(about, address),
        tables.text(item["requested_by"]),
        tables.moment(item["requested_at"]),
        why,
    )


def refund(item: dict[str, Any]) -> list[Cell]:
    """Credit to be paid out."""
    about, address = formats.money(item["amount"]), url_for("finance.refund", refund_id=item["id"])
    return row(tables.text(_("Refund")), item, about, address, tables.text(item["reason"]))


def void(item: dict[str, Any]) -> list[Cell]:
    """A receipt to be voided."""
    about = f"{item['receipt_number']} {formats.money(item['amount'])}"
    address = url_for("finance.void_request", void_request_id=item["id"])
    return row(tables.text(_("Void")), item, about, address, tables.text(item["reason"]))


def cancel(item: dict[str, Any]) -> list[Cell]:
    """A bill, or a whole run, to be cancelled."""
    number = item["number"] or formats.period(item["period"])
    about = f"{number} {formats.money(item['amount'])}"
    address = url_for("finance.cancel_request", cancel_request_id=item["id"])
    return row(tables.text(_("Cancellation")), item, about, address, tables.text(item["reason"]))


def hot_issue(item: dict[str, Any]) -> list[Cell]:
    """An answer to all cases of a hot issue."""
    address = url_for("desk.hot_issue", hot_issue_id=item["id"])
    asked = {"requested_by": item["drafted_by"], "requested_at": item["drafted_at"]}
    why = tables.text(_("%(count)s cases", count=item["members"]))
    return row(tables.text(_("Answer to all")), item | asked, item["title"], address, why)


def role_request(item: dict[str, Any]) -> list[Cell]:
    """Roles that two persons give, or a new password of who holds them."""
    address = url_for("site.role_request", role_request_id=item["id"])
    roles = tables.text(_(", ").join(worded(role) for role in item["roles"]))
    kind = tables.coded(item["kind"])
    return row(kind, item, item["name"], address, roles)


class Kind(NamedTuple):
    """A kind of what waits for a second person."""

    decide: Method
    """By which it is decided: it is listed to whom this is for."""
    listed: Method
    waits: str
    """The state in which it waits."""
    row: Callable[[dict[str, Any]], list[Cell]]
    by: str = "status"
    """The filter of the list that takes that state."""

    def is_mine(self) -> bool:
        """Whether the visitor may be the second person."""
        return visitor().has(*self.decide.roles)


KINDS = (
    Kind(notices.APPROVE, notices.SEARCH, NoticeStatus.SUBMITTED, notice),
    Kind(
        complaints.DECIDE_HOT_ISSUE_ANSWER,
        complaints.LIST_HOT_ISSUES,
        HotIssueState.SUBMITTED,
        hot_issue,
        "state",
    ),
    Kind(billing.DECIDE_REFUND, billing.LIST_REFUNDS, REQUESTED, refund),
    Kind(billing.DECIDE_VOID, billing.LIST_VOID_REQUESTS, REQUESTED, void),
    Kind(billing.DECIDE_CANCEL, billing.LIST_CANCEL_REQUESTS, REQUESTED, cancel),
    Kind(directory.DECIDE_ROLE_REQUEST, directory.LIST_ROLE_REQUESTS, REQUESTED, role_request),
)
