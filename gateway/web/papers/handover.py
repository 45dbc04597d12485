"""The sheet by which the desk is handed over to the next shift (交接班单, C09): what is open, what
is out, and room for cash and keys; the incoming person ticks item by item and signs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.translations import _
from gateway.web import clock
from gateway.web.formats import on_paper
from gateway.web.papers.money import place_of
from gateway.web.papers.paper import Blanks, Block, Facts, Head, Lines, Paper, Said, Signatures
from gateway.web.places import within
from gateway.words import worded

LETTERS = 60
"""Of what an item is about, as many as a line of the sheet takes."""


@dataclass(frozen=True)
class HandedOver:
    """What one shift leaves to the next, the most urgent first."""

    by: str
    items: Sequence[Any]
    """Lines of the desk's queue (`gateway.web.desk.worklist.Item`)."""
    loans: Sequence[Mapping[str, Any]]
    """Equipment that was taken away and is not back."""
    calls: Sequence[Mapping[str, Any]]
    """Calls that were promised and are to be made, the first one first (C04)."""
    untaken: Sequence[Mapping[str, Any]]
    """Cases that a department should have taken over, the first one first (C14)."""
    left_out: bool
    """Whether there is more than what is on the sheet, or a service was away."""


def handover(left: HandedOver, head: Head) -> Paper:
    """交接班单."""
    blocks: list[Block] = [
        Facts([
            (_("Handed over by"), left.by),
            (_("Handed over at"), on_paper(clock.now())),
            (_("Open items"), str(len(left.items))),
            (_("Equipment out"), str(len(left.loans))),
            (_("Calls promised"), str(len(left.calls))),
            (_("Not taken over"), str(len(left.untaken))),
        ]),
    ]  # fmt: skip
    if left.calls:
        blocks += [Said("", title=_("Calls promised")), promised(left)]
    if left.untaken:
        blocks += [Said("", title=_("Not taken over")), not_taken_over(left)]
    if left.items:
        blocks += [Said("", title=_("What is open, by the time that is left")), open_items(left)]
    if left.loans:
        blocks += [Said("", title=_("Equipment out")), out(left)]
    if left.left_out:
        blocks.append(Said(_("This is not all: see the queue.")))
    return Paper(
        head, _("Handover of the desk"), "",
        [
            *blocks,
            Blanks([_("Cash in hand:"), _("Keys handed over:"), _("Said besides:")]),
            Signatures([_("Handed over by (signature and time)"),
                        _("Taken over by (signature and time)")]),
        ],
    )  # fmt: skip


def open_items(left: HandedOver) -> Lines:
    """Cases and repairs, each to be ticked by who takes it over."""
    rows = [
        [
            item.number, within(item.about_what, item.place), short(f"{item.about}: {item.text}"),
            worded(item.status), on_paper(item.due), item.who or "", "□",
        ]
        for item in left.items
    ]  # fmt: skip
    headings = [
        _("Number"), _("Where"), _("What"), _("State"), _("To be done by"), _("In whose hands"),
        _("Taken over"),
    ]  # fmt: skip
    return Lines(_("Open items"), headings, rows)


def promised(left: HandedOver) -> Lines:
    """Who is to be called, by when and what to say."""
    rows = [
        [
            on_paper(one["due_at"]), within(one, one["contact_name"]), one["number"],
            short(one["about"] or ""), one["promised_by"], "□",
        ]
        for one in left.calls
    ]  # fmt: skip
    headings = [
        _("Call by"), _("Whom"), _("Case"), _("What they are to be told then"),
        _("Call promised by"), _("Taken over"),
    ]  # fmt: skip
    return Lines(_("Calls promised"), headings, rows)


def not_taken_over(left: HandedOver) -> Lines:
    """Which departments are to be reminded of what."""
    rows = [
        [
            one["number"], within(one, one["place"] or place_of(one)),
            short(f"{one['category_name']}: {one['description']}"),
            " ".join(filter(None, (one["department_name"], one["handler"]))),
            on_paper(one["take_over_by"]), one["first_responsible"] or "", "□",
        ]
        for one in left.untaken
    ]  # fmt: skip
    headings = [
        _("Number"), _("Where"), _("What"), _("Department"), _("To be taken over by"),
        _("First responsible"), _("Taken over"),
    ]  # fmt: skip
    return Lines(_("Not taken over"), headings, rows)


def out(left: HandedOver) -> Lines:
    """What was taken away for repair, and what was lent for it."""
    rows = [
        [
            one["item"], within(one, one["public_place"] or place_of(one)), one["repair_number"],
            on_paper(one["taken_at"]), one["taken_by"], one["lent_item"] or "", "□",
        ]
        for one in left.loans
    ]  # fmt: skip
    headings = [
        _("What"), _("Where"), _("Repair"), _("Taken away"), _("Taken away by"), _("Lent for it"),
        _("Taken over"),
    ]  # fmt: skip
    return Lines(_("Equipment out"), headings, rows)


def short(text: str) -> str:
    """The beginning of a long text."""
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…"
