"""A work order to take along (P10)."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from contracts.papers import PaperKind
from contracts.repairs import methods as repairs
from foundation.errors import NotFound
from gateway.translations import _
from gateway.web import clock
from gateway.web.calls import call
from gateway.web.formats import money, on_paper, quantity
from gateway.web.papers.money import place_of, total
from gateway.web.papers.paper import Block, Facts, Head, Lines, Paper, Said, Signatures, Space
from gateway.web.papers.showing import paper_page
from gateway.web.papers.sources import check
from gateway.words import worded

EMPTY_ROWS = 3
"""To write in, where nothing is quoted yet."""


def work_order_page(repair_id: str, back: str) -> str | Response:
    """The page of a work order; there is none before an engineer is asked to go."""
    found = call(repairs.GET, repair_id=repair_id)
    if not found["work_order_number"]:
        raise NotFound
    return paper_page(
        "work_order.html",
        found["community_id"],
        lambda head: work_order(found, head),
        order=found,
        back=back,
    )


def work_order(found: Mapping[str, Any], head: Head) -> Paper:
    """派工单."""
    last, number = found["rounds"][-1], found["work_order_number"]
    requested_on = clock.read(found["requested_at"]).date().isoformat()
    place = found["public_place"] or place_of(found)
    return Paper(
        head, _("Work order"), number,
        blocks=[
            Facts([
                (_("Where"), place),
                (_("Repair"), found["number"]),
                (_("Category"), worded(found["category"])),
                (_("Priority"), worded(found["priority"])),
                (_("Contact"), f"{found['contact_name']} {found['contact_phone']}"),
                (_("When it suits"), found["preferred_slot"]),
                (_("Requested"), on_paper(found["requested_at"])),
                (_("To set out by"), on_paper(found["respond_by"])),
                (_("Engineer"), found["engineer_name"]),
                (_("Set out"), on_paper(found["set_out_at"])),
                (_("Arrived"), on_paper(last["arrived_at"])),
                (_("Finished at"), on_paper(last["completed_at"])),
            ]),
            Said(found["description"], title=_("What is wrong")),
            Said(last["result"], title=_("What was done")) if last["result"]
            else Space(_("What was done")),
            *materials(found),
            Signatures([_("Signature of the engineer and date"),
                        _("Signature of the resident and date")]),
            Said(_("Printed on %(moment)s", moment=on_paper(clock.now())), small=True),
            check(PaperKind.WORK_ORDER, number, None, requested_on),
        ],
    )  # fmt: skip


def materials(found: Mapping[str, Any]) -> list[Block]:
    """What was quoted last, or room to write it down."""
    quote = next(reversed(found["quotes"]), None)
    title = _("Materials and labour")
    state = f" · {worded(quote['status'])}" if quote else ""
    rows = [
        [line["item"], quantity(line["quantity"]), money(line["unit_price"]),
         money(line["amount"])]
        for line in (quote["lines"] if quote else ())
    ] or [["", "", "", ""] for _row in range(EMPTY_ROWS)]  # fmt: skip
    headings = [_("Item"), _("Quantity"), _("Price"), _("Amount")]
    blocks: list[Block] = [
        Said("", title=title + state),
        Lines(title, headings, rows, figures=(1, 2, 3)),
    ]
    if quote:
        blocks.append(total(_("Total"), quote["amount"]))
    elif not found["chargeable"]:
        free = _("Free of charge. Anything chargeable is quoted first, and begun only when the "
                 "resident agrees.")  # fmt: skip
        blocks.append(Said(free, small=True))
    return blocks
