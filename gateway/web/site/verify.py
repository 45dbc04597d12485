"""Verifying a paper by number and code, without a login (P10); a QR code leads here filled in."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, request

from contracts.papers import PaperKind, PaperState
from foundation.errors import ServiceError
from gateway.identity import stranger
from gateway.paper_check import verified
from gateway.throttling import Attempts
from gateway.translations import _, _l
from gateway.web import error_pages
from gateway.web.formats import capitals, money, on_paper
from gateway.web.pages import page
from gateway.web.site.group import pages

KINDS: Mapping[str, Any] = {
    PaperKind.RECEIPT: _l("Receipt"),
    PaperKind.BILL: _l("Bill"),
    PaperKind.LETTER: _l("Demand for payment"),
    PaperKind.WORK_ORDER: _l("Work order"),
    PaperKind.ANSWER: _l("Answer to a complaint"),
    PaperKind.CLOSING: _l("Closing statement"),
}
STATES: Mapping[str, Any] = {
    PaperState.VALID: _l("Genuine and valid"),
    PaperState.VOIDED: _l("Genuine, but void"),
    PaperState.CANCELLED: _l("Genuine, but cancelled"),
}


@pages.get("/verify")
def verify() -> tuple[str, int] | str:
    """The form, and what the paper says that was asked for."""
    typed = {name: request.args.get(name, "").strip() for name in ("number", "code")}
    if not all(typed.values()):
        return page("site/verify.html", typed=typed)
    attempts: Attempts = current_app.extensions["guanjia.attempts"]
    try:
        facts = verified(attempts, stranger(request), **typed)
    except ServiceError as refusal:
        problem = error_pages.details_of(refusal)
        return page("site/verify.html", typed=typed, refusal=problem.detail), problem.status
    return page(
        "site/verify.html", typed=typed, facts=facts_of(facts), state=STATES[facts["state"]],
        holds=facts["state"] == PaperState.VALID,
    )  # fmt: skip


def facts_of(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What stands on the paper, to be held against it."""
    amount, owed = facts["amount"], facts["outstanding"]
    words = capitals(amount) if amount else ""
    closing = facts["kind"] == PaperKind.CLOSING
    return [
        (_("Issued by"), facts["company"]),
        (_("Community"), facts["community"]),
        (_("Kind of paper"), str(KINDS[facts["kind"]])),
        (_("Number"), facts["number"]),
        (_("Date"), on_paper(facts["on"])),
        (
            _("Final balance then") if closing else _("Amount when it was issued"),
            " · ".join(filter(None, (money(amount), words))),
        ),
        (_("Owed on it now"), money(owed)),
        (_("Name (masked)"), facts["name"]),
        (_("Void or cancelled since"), on_paper(facts["state_on"])),
    ]
