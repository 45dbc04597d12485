"""The written answer to a complaint (投诉答复), from the record of its case (P10, X07).

It is Chinese whatever language the reader has chosen. What the record does not have is left out.
"""

from collections.abc import Mapping
from typing import Any

from flask import Response

from contracts.complaints import methods
from contracts.complaints.cases import Kind, Validity
from contracts.papers import PaperKind
from foundation.errors import NotFound
from gateway.translations import _, _l
from gateway.web import clock
from gateway.web.calls import call
from gateway.web.formats import on_paper
from gateway.web.papers.money import place_of
from gateway.web.papers.paper import Block, Closing, Facts, Head, Paper, Said
from gateway.web.papers.showing import paper_page
from gateway.web.papers.sources import check
from gateway.web.visitor import visitor
from gateway.words import worded

Found = Mapping[str, Any]
REQUIRED: Mapping[str, Any] = {
    "findings": _l("What was found"),
    "grounds": _l("On what grounds"),
    "done_by": _l("To be done by"),
    "follow_up": _l("What follows"),
}
"""What whoever answers may record for it."""


def answer_page(complaint_id: str, back: str) -> str | Response:
    """The page of the latest answer to a case; there is none before one is given."""
    found = call(methods.GET, complaint_id=complaint_id)
    if not found["answers"]:
        raise NotFound
    last = found["answers"][-1]
    missing = [str(label) for name, label in REQUIRED.items() if not last[name]]
    return paper_page(
        "answer_letter.html",
        found["community_id"],
        lambda head: letter(found, last, head),
        always_chinese=True,
        case=found,
        back=back,
        missing=missing if visitor().is_staff else [],
    )


def letter(found: Found, last: Found, head: Head) -> Paper:
    """投诉答复."""
    accepted_on = clock.read(found["lodged_at"]).date().isoformat()
    is_complaint = found["kind"] == Kind.COMPLAINT
    place = found["place"] or place_of(found)
    blocks: list[Block] = [
        Said(_("To %(name)s:", name=found["contact_name"]), strong=True),
        Said(_("Greetings. Thank you for telling us. We have looked into it and answer:")),
        Facts([
            (_("Accepted under"), found["number"]),
            (_("Accepted on"), on_paper(accepted_on)),
            (_("Came by"), worded(found["channel"])),
            (_("Category"), found["category_name"]),
            (_("Where"), place),
        ]),
        *part(_("What you told us"), found["description"]),
        *part(_("What you asked for"), found["wish"]),
        *part(_("What was found"), last["findings"]),
        *part(_("What was done"), found["result"]),
        *part(_("Our answer"), last["text"]),
        *part(_("On what grounds"), last["grounds"] or found["ground"]),
        *part(_("To be done by"), last["done_by"] and on_paper(last["done_by"])),
        *part(_("What follows"), last["follow_up"]),
    ]  # fmt: skip
    if is_complaint and found["validity"] == Validity.VALID:
        blocks.append(Said(_("We are sorry for the trouble that this has caused you.")))
    return Paper(
        head,
        _("Answer to a complaint") if is_complaint else _("Written answer"),
        found["number"],
        [
            *blocks,
            *ending(last, head),
            check(PaperKind.ANSWER, found["number"], None, accepted_on),
        ],
    )


def part(title: str, text: str | None) -> list[Block]:
    """A part under its heading, if the record has it."""
    return [Said(text, title=title)] if text else []


def ending(last: Found, head: Head) -> list[Block]:
    """Whom to ask, where to go if one is not content, who signs."""
    telephone = head.telephone
    whom = _("For questions please ask %(name)s.", name=last["by"])
    if telephone:
        whom = _("For questions please ask %(name)s, telephone %(number)s.", name=last["by"],
                 number=telephone)  # fmt: skip
    centre = _("%(community)s property service centre", community=head.place)
    return [
        Said(whom),
        Said(_("If you are not content with this answer, tell us, and we look into it again. "
               "You may also turn to the residents' committee, the sub-district office, the "
               "authority for property management, or the hotline 12345.")),
        Closing([*filter(None, (head.company, centre)), on_paper(day_of(last["at"]))],
                sealed=True),
    ]  # fmt: skip


def day_of(moment: str) -> str:
    """The day of a moment."""
    return clock.read(moment).date().isoformat()
