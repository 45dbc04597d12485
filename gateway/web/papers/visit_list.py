"""A steward's list of door visits (上门催缴清单), to take along: by building and floor (B04)."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from gateway.translations import _, ngettext
from gateway.web.formats import money, on_paper
from gateway.web.papers.money import place_of
from gateway.web.papers.paper import Block, Facts, Head, Lines, Paper, Said, Signatures

Found = Mapping[str, Any]


def visit_lists(visits: Sequence[Found], day: str, head: Head) -> list[Paper]:
    """The lists of one community's visits, which come in the order of the route; one for each
    steward."""
    by_steward: dict[str, list[Found]] = {}
    for one in visits:
        by_steward.setdefault(one["steward_id"], []).append(one)
    return [visit_list(theirs, day, head) for theirs in by_steward.values()]


def visit_list(visits: Sequence[Found], day: str, head: Head) -> Paper:
    """One steward's list of a day."""
    first = visits[0]
    blocks: list[Block] = [
        Facts([
            (_("Steward"), first["steward_name"]),
            (_("Day"), on_paper(day)),
            (_("Doors"), ngettext("%(num)d door", "%(num)d doors", len(visits))),
            (_("Call between"), first["hours"]),
        ]),
    ]  # fmt: skip
    for building, group in groupby(visits, key=lambda one: str(one["building"])):
        blocks += [Said("", title=building), doors(building, list(group))]
    return Paper(
        head, _("List of door visits"), "",
        [
            *blocks,
            Said(_("What is owed was read when this list was made. Wear your badge, take no cash "
                   "without a receipt, and record each outcome on the same day."), small=True),
            Signatures([_("Signature of the steward and date"),
                        _("Seen by the supervisor, and date")]),
        ],
    )  # fmt: skip


def doors(building: str, visits: Sequence[Found]) -> Lines:
    """The doors of a building, floor by floor, with room for what came of it."""
    rows = [
        [
            str(one["floor"]), place_of(one), one["owner_name"], money(one["outstanding"]),
            on_paper(one["visit_by"]), remarks(one), "",
        ]
        for one in visits
    ]  # fmt: skip
    headings = [
        _("Floor"), _("Unit"), _("Owner"), _("Owed now"), _("To visit by"), _("Remark"),
        _("Outcome of the visit"),
    ]  # fmt: skip
    return Lines(building, headings, rows, figures=(3,), to_write=(6,))


def remarks(visit: Found) -> str:
    """What to know before ringing."""
    said = [_("visit no. %(number)s", number=visit["attempt"])] if visit["attempt"] > 1 else []
    said += [_("Two persons")] if visit["two_persons"] else []
    said += [_("Late visit")] if visit["late"] else []
    return "\n".join(said)
