"""The queue: what waits for the desk, the most urgent first."""

from typing import Any

from flask import request

from contracts.directory import methods as directory
from gateway.web import formats
from gateway.web.calls import call_each
from gateway.web.desk.group import pages
from gateway.web.desk.worklist import (
    KINDS,
    MOST,
    Item,
    is_cut,
    items,
    kinds,
    questions,
    spoken,
)
from gateway.web.forms import building_choices
from gateway.web.pages import page

NEVER = "9999"


def of_what(item: Item) -> str:
    """The enum of its state: those of cases come before those of repairs."""
    return f"{type(item.status).__module__}.{type(item.status).__name__}"


def pressing(item: Item) -> tuple[bool, bool, str, str]:
    """What is late, then where words of the resident wait (C13), then by the time that is left."""
    late = item.due is not None and formats.urgency(item.due) == "bad"
    return not late, not item.unread, item.due or NEVER, item.since


ORDERS = {
    "due": pressing,
    "since": lambda item: item.since,
    "place": lambda item: (item.place, item.due or NEVER),
    "status": lambda item: (of_what(item), item.status, item.due or NEVER),
}


@pages.get("/")
def queue() -> str:
    """Cases and repairs together; filtered and sorted by the address."""
    wanted = wishes()
    calls = questions(wanted)
    buildings, *answers = call_each((directory.LIST_BUILDINGS, {}), *calls)
    cut = is_cut(answers)
    if cut and not wanted["late"]:  # what is oldest is missing, and it may be late
        late = questions(wanted | {"late": True}) + spoken(wanted)
        answers += call_each(*late)
        calls += late
    found = sorted(items(calls, answers), key=ORDERS[wanted["sort"]])
    return page(
        "desk/queue.html",
        items=found,
        wanted=wanted,
        kinds=kinds(),
        buildings=building_choices(buildings["items"]) if buildings else [],
        counts=counts(found),
        away=any(answer is None for answer in answers),
        cut=cut,
        most=MOST,
    )


def wishes() -> dict[str, Any]:
    """What the address asks for; what it asks wrongly is left out."""
    kind, sort = request.args.get("kind", ""), request.args.get("sort", "")
    return {
        "kind": kind if kind in KINDS else "",
        "building": request.args.get("building", "").strip()[:30],
        "mine": "mine" in request.args,
        "late": "late" in request.args,
        "sort": sort if sort in ORDERS else "due",
    }


def counts(found: list[Item]) -> dict[str, int]:
    """How many are late, and how many soon will be."""
    tones = [formats.urgency(item.due) for item in found if item.due]
    return {"late": tones.count("bad"), "soon": tones.count("waiting")}
