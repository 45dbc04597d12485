"""The closing statement (结账单) of a former owner, with a slip for the post (B19)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from contracts.papers import PaperKind
from foundation.formatting import in_chinese
from gateway.translations import _
from gateway.web.formats import capitals, money
from gateway.web.papers.paper import Blanks, Closing, Facts, Head, Lines, Paper, Said, Total
from gateway.web.papers.sources import check


def closing(found: Mapping[str, Any], head: Head) -> Paper:
    """What was owed when others came, what is left, and the final balance."""
    rows = [
        [
            one["number"], in_chinese(one["period"]), day(one["due_date"]),
            money(one["issued_amount"]), money(one["owed_then"]), money(one["owed_now"]),
        ]
        for one in found["bills"]
    ]  # fmt: skip
    refund = found["balance_then"].startswith("-")
    return Paper(
        head,
        _("Closing statement"),
        found["number"],
        [
            Facts([
                (_("Former owner"), found["name"]),
                (_("Unit"), f"{found['building']} {found['unit']}"),
                (_("Owner until"), day(found["owner_until"])),
                (_("Stated on"), day(found["on"])),
            ]),
            Lines(
                _("Bills"),
                [
                    _("Bill"), _("Period"), _("Due on"), _("Amount"), _("Owed then"),
                    _("Still owed now"),
                ],
                rows, figures=(3, 4, 5),
            ),
            Facts([
                (_("Owed then"), money(found["owed_then"])),
                (_("Credit then"), money(found["credit_then"])),
                (_("To be paid out then") if refund else _("Final balance then"),
                 money(found["balance_then"].removeprefix("-"))),
            ]),
            Total(_("Still owed now"), money(found["owed_now"]), capitals(found["owed_now"])),
            Said(_("What is owed is owed by who owned the home; the present owners are not asked "
                   "for it. Deposits are settled on their own papers.")),
            Closing([head.issuer, day(found["on"])], sealed=True),
            check(PaperKind.CLOSING, found["number"], None, found["owner_until"]),
            Blanks([_("Address for the post:"), _("Sent on, number of the post:")]),
        ],
    )  # fmt: skip


def day(written: str) -> str:
    """A day in full."""
    return str(in_chinese(date.fromisoformat(written)))
