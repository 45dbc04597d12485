"""What is brought to the doors of a building: a list to sign on, and the copies (N04)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.translations import _, ngettext
from gateway.web import clock
from gateway.web.formats import on_paper
from gateway.web.papers.money import place_of
from gateway.web.papers.paper import Block, Facts, Head, Lines, Paper, Said, Signatures

Papers = Sequence[Mapping[str, Any]]
Doors = Sequence[tuple[Mapping[str, Any], Papers]]
"""The papers of each door, in walking order."""


def deliveries(building: str, doors: Doors, copies: Papers, head: Head) -> list[Paper]:
    """The list to sign on, and what is to be handed over."""
    return [delivery_list(building, doors, copies, head), *(copy(each, head) for each in copies)]


def delivery_list(building: str, doors: Doors, copies: Papers, head: Head) -> Paper:
    """The list, with a place to sign for each home."""
    rows = [
        [place_of(home), home["owner_name"], _(", ").join(one["title"] for one in papers), ""]
        for home, papers in doors
    ]
    headings = [_("Unit"), _("Owner"), _("Papers"), _("Signature and date")]
    several = [
        (one["title"], ngettext("%(num)d copy", "%(num)d copies", one["copies"]))
        for one in copies if one["copies"] > 1
    ]  # fmt: skip
    return Paper(
        head, _("Deliveries of %(building)s", building=building), "",
        [
            Facts([(_("Building"), building), (_("Day"), on_paper(clock.now().date())), *several]),
            Lines(_("Papers"), headings, rows, to_write=(3,)),
            Signatures([_("Delivered by (signature and date)")]),
        ],
    )  # fmt: skip


def copy(paper: Mapping[str, Any], head: Head) -> Paper:
    """A notice, once for all who get it, or a letter with the home that it is for."""
    where: list[Block] = [Facts([(_("Unit"), paper["door"])])] if paper["door"] else []
    return Paper(head, paper["title"], "", [*where, Said(paper["text"])])
