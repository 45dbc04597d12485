"""Receipts and bills as papers (P10, B07)."""

from collections.abc import Mapping
from typing import Any

from contracts.billing.bills import BillKind, Component
from contracts.papers import PaperKind
from foundation.formatting import home_in_full
from gateway.translations import _
from gateway.web import clock
from gateway.web.formats import capitals, is_chinese, is_zero, money, on_paper
from gateway.web.papers.paper import Block, Facts, Head, Lines, Paper, Said, Signatures, Total
from gateway.web.papers.sources import check, ways_to_pay
from gateway.words import worded

Found = Mapping[str, Any]
NONE = "–"


def receipt(found: Found, head: Head) -> Paper:
    """收据."""
    paid_on = clock.read(found["taken_at"]).date().isoformat()
    rows = [
        [item_of(each), on_paper(each["period"] or NONE), each["bill_number"],
         money(each["amount"])]
        for each in found["items"]
    ]  # fmt: skip
    if not is_zero(found["credit"]):
        rows.append([_("Credit for the next bill"), NONE, NONE, money(found["credit"])])
    by = _("Paid online") if found["online"] else found["taken_by"]
    return Paper(
        head, _("Receipt"), found["receipt_number"], mark=_("Void") if found["voided"] else "",
        blocks=[
            Facts([
                (_("Received for"), head.issuer),
                (_("Paid by"), found["payer"]),
                (_("Unit"), place_of(found)),
                (_("Received on"), on_paper(found["taken_at"])),
                (_("Paid with"), worded(found["method"])),
                (_("Handled by"), by),
                (_("Remark"), found["remark"]),
            ]),
            Lines(
                _("Fee items paid"),
                [_("Fee item"), _("For the period"), _("Bill number"), _("Amount")],
                rows, figures=(3,),
            ),
            total(_("Received in all"), found["amount"]),
            Signatures([
                _("Stamp of the company"),
                _("Handled by") + (_(": paid online") if found["online"] else ""),
                _("Signature of the payer"),
            ], sealed=not found["voided"]),
            Said(
                _("This receipt proves the payment and is no invoice. For an invoice please bring "
                  "it to the service centre."), small=True,
            ),
            check(PaperKind.RECEIPT, found["receipt_number"], found["amount"], paid_on),
        ],
    )  # fmt: skip


def bill(found: Found, home: Found, head: Head) -> Paper:
    """账单, with how each line was worked out and the ways to pay."""
    of_period = found["kind"] == BillKind.PERIOD
    title = (
        _("Bill for %(period)s", period=on_paper(found["period"]))
        if of_period
        else worded(found["kind"])
    )
    own = found["period"] if of_period else NONE
    rows = [
        [item_of(line), on_paper(line["for_period"] or own), explained(line),
         money(line["amount"])]
        for line in found["lines"]
    ]  # fmt: skip
    return Paper(
        head, title, found["number"], mark=_("Cancelled") if found["cancelled"] else "",
        blocks=[
            *cancelled(found),
            Facts([
                (_("Unit"), place_of(home)),
                (_("Who owes it"), found["debtor_name"]),
                (_("Issued"), on_paper(found["issued_on"])),
                (_("To be paid by"), _("%(day)s inclusive", day=on_paper(found["due_date"]))),
            ]),
            Lines(
                _("Fee items"),
                [_("Fee item"), _("For the period"), _("How it was worked out"), _("Amount")],
                rows, figures=(3,),
            ),
            total(_("Total"), found["amount"]),
            *owed(found, head),
            Said(_("Printed on %(moment)s", moment=on_paper(clock.now())), small=True),
            check(PaperKind.BILL, found["number"], found["issued_amount"], found["issued_on"]),
        ],
    )  # fmt: skip


def cancelled(found: Found) -> list[Block]:
    """That nothing is asked for any more."""
    if not found["cancelled"]:
        return []
    return [Said(no_need_to_pay(found))]


def no_need_to_pay(found: Found) -> str:
    """Of a cancelled bill."""
    return _(
        "This bill was cancelled on %(day)s. There is no need to pay it; what was paid on it is "
        "credit or has settled other bills.",
        day=on_paper(found["cancelled"]["at"]),
    )


def owed(found: Found, head: Head) -> list[Block]:
    """What is still to be paid, and how."""
    blocks: list[Block] = []
    if found["outstanding"] != found["amount"]:
        blocks.append(total(_("Still owed"), found["outstanding"]))
    if not is_zero(found["outstanding"]) and not found["cancelled"]:
        blocks += [Said("", title=_("How to pay")), Facts(ways_to_pay(head))]
    return blocks


def total(label: str, amount: str) -> Total:
    """A sum with its capitals; nothing below zero has any."""
    words = capitals(amount)
    return Total(label, money(amount), _("In capitals: %(words)s", words=words) if words else "")


def item_of(line: Found) -> str:
    """A fee item, and what of it, where it is not the fee itself."""
    name = line["item"] if is_chinese() else line["item_en"]
    if line["component"] == Component.PRINCIPAL:
        return str(name)
    return f"{name} ({worded(line['component'])})"


def explained(line: Found) -> str:
    """How a line was worked out."""
    return str(line["explanation"] if is_chinese() else line["explanation_en"])


def place_of(home: Found) -> str:
    """A home as papers have it: 1栋1单元201室; in English by building and unit."""
    building, unit = home["building"] or "", home["unit"] or ""
    return home_in_full(building, unit) if is_chinese() and unit else f"{building} {unit}".strip()
