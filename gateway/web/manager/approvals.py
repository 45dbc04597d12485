"""What needs a second person, in one list.

Invalid verdicts, notices, refunds, voids of receipts, cancelled bills (X03, N01, B10, B07, B16).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, url_for

from contracts.billing import methods as billing
from contracts.billing.codes import CancelStatus, RefundStatus, VoidRequestStatus
from contracts.complaints import methods as complaints
from contracts.complaints.codes import Waiting
from contracts.directory import methods as directory
from contracts.directory.codes import RoleRequestStatus
from contracts.notices import methods as notices
from contracts.notices.codes import NoticeStatus
from gateway.translations import _
from gateway.web import formats, tables
from gateway.web.asking import Question, ask_each
from gateway.web.manager.cases import case_address
from gateway.web.manager.group import WAITING, pages
from gateway.web.tables import Cell, Table, sheets
from gateway.web.visitor import visitor
from gateway.words import worded

MOST = 200
Answer = Mapping[str, Any] | None


@pages.get("/approvals")
def approvals() -> str | Response:
    """One list, what has waited longest first."""
    mine, *asked = ask_each((complaints.ESCALATIONS, {"limit": MOST}), *questions())
    found = waiting(mine, asked)
    headings = [_("What"), _("About"), _("Asked by"), _("Since"), _("Why")]
    table = Table(
        _("Waits for your approval"), headings, found or [], _("Nothing waits for your approval"),
        _("Verdicts, notices, refunds and voids that somebody else has prepared come here."),
    )  # fmt: skip
    return sheets(
        "manager/approvals.html", "approvals", [table], away=found is None, waiting_pages=WAITING
    )


def questions() -> list[Question]:
    """What else the visitor may approve, and so is asked for."""
    person = visitor()
    wanted: list[Question] = []
    if person.has(*notices.APPROVE.who):
        wanted.append((notices.SEARCH, {"limit": MOST, "status": NoticeStatus.SUBMITTED}))
    if person.has(*billing.DECIDE_REFUND.who):
        wanted.append((billing.LIST_REFUNDS, {"limit": MOST, "status": RefundStatus.REQUESTED}))
    if person.has(*billing.DECIDE_VOID.who):
        voids = {"limit": MOST, "status": VoidRequestStatus.REQUESTED}
        wanted.append((billing.LIST_VOID_REQUESTS, voids))
    if person.has(*billing.DECIDE_CANCEL.who):
        cancels = {"limit": MOST, "status": CancelStatus.REQUESTED}
        wanted.append((billing.LIST_CANCEL_REQUESTS, cancels))
    if person.has(*directory.DECIDE_ROLE_REQUEST.who):
        roles = {"limit": MOST, "status": RoleRequestStatus.REQUESTED}
        wanted.append((directory.LIST_ROLE_REQUESTS, roles))
    return wanted


def waiting(mine: Answer, asked: Sequence[Answer]) -> list[list[Cell]] | None:
    """Rows of the list; None where a service is away, so that nobody thinks it were empty."""
    if mine is None or None in asked:
        return None
    rows = [*verdicts(mine["items"])]
    for (method, _arguments), found in zip(questions(), asked, strict=True):
        assert found is not None
        rows += [ROWS[method.key](item) for item in found["items"]]
    return sorted((row for row in rows if row), key=lambda row: str(row[3].value))


def verdicts(items: list[dict[str, Any]]) -> list[list[Cell]]:
    """Complaints that somebody else has found invalid."""
    return [
        [
            tables.text(_("Invalid verdict")),
            tables.text(f"{item['number']} {item['description']}", case_address(item["id"])),
            tables.text(item["handler"] or item["first_responsible"]),
            tables.moment(each["since"]),
            tables.text(each["detail"]),
        ]
        for item in items
        for each in item["waiting"]
        if each["waits_for"] == Waiting.CONFIRMATION
    ]


def notice(item: dict[str, Any]) -> list[Cell]:
    """A notice; who wrote it sees it here, too, but cannot approve it."""
    return [
        tables.text(_("Notice")),
        tables.text(
            f"{item['number']} {item['title']}", url_for("noticeboard.notice", notice_id=item["id"])
        ),
        tables.text(item["author_name"]),
        tables.moment(item["created_at"]),
        tables.coded(item["kind"], "notices.NoticeKind"),
    ]


def refund(item: dict[str, Any]) -> list[Cell]:
    """Credit to be paid out."""
    return [
        tables.text(_("Refund")),
        tables.text(formats.money(item["amount"]), url_for("finance.refund", refund_id=item["id"])),
        tables.text(item["requested_by"]),
        tables.moment(item["requested_at"]),
        tables.text(item["reason"]),
    ]


def void(item: dict[str, Any]) -> list[Cell]:
    """A receipt to be voided."""
    address = url_for("finance.void_request", void_request_id=item["id"])
    return [
        tables.text(_("Void")),
        tables.text(f"{item['receipt_number']} {formats.money(item['amount'])}", address),
        tables.text(item["requested_by"]),
        tables.moment(item["requested_at"]),
        tables.text(item["reason"]),
    ]


def cancel(item: dict[str, Any]) -> list[Cell]:
    """A bill, or a whole run, to be cancelled."""
    address = url_for("finance.cancel_request", cancel_request_id=item["id"])
    about = item["number"] or formats.period(item["period"])
    return [
        tables.text(_("Cancellation")),
        tables.text(f"{about} {formats.money(item['amount'])}", address),
        tables.text(item["requested_by"]),
        tables.moment(item["requested_at"]),
        tables.text(item["reason"]),
    ]


def role_request(item: dict[str, Any]) -> list[Cell]:
    """Roles that two persons give, or a new password of who holds them."""
    address = url_for("site.role_request", role_request_id=item["id"])
    return [
        tables.coded(item["kind"], "directory.RoleRequestKind"),
        tables.text(item["name"], address),
        tables.text(item["requested_by"]),
        tables.moment(item["requested_at"]),
        tables.text(_(", ").join(worded(role, "roles.Role") for role in item["roles"])),
    ]


ROWS = {
    notices.SEARCH.key: notice,
    billing.LIST_REFUNDS.key: refund,
    billing.LIST_VOID_REQUESTS.key: void,
    billing.LIST_CANCEL_REQUESTS.key: cancel,
    directory.LIST_ROLE_REQUESTS.key: role_request,
}
