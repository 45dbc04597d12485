"""The queue: what waits for the desk, the most urgent first."""

from typing import Any

from flask import Response, request
from wtforms import StringField

from contracts.complaints import methods as complaints
from contracts.complaints.desk_waits import WaitEnd, WaitState
from contracts.directory import methods as directory
from gateway.translations import _, _l
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
from gateway.web.forms import PageForm, building_choices
from gateway.web.pages import done, page
from gateway.web.visitor import visitor

NEVER = "9999"
AT_THE_DESK = complaints.LIST_WAITS, {"open": True, "limit": MOST}
"""Who waits there; who came first stands last."""


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


class NoteWait(PageForm):
    """Somebody has come to the desk, and must wait."""

    calls = (complaints.NOTE_WAIT,)

    note = StringField(_l("Who waits"), render_kw={"autocomplete": "off"})


class EndWait(PageForm):
    """Somebody waits no more; which button was pressed says how that came."""

    calls = (complaints.END_WAIT,)


@pages.get("/")
def queue(form: PageForm | None = None, wait_id: str | None = None) -> str:
    """Cases and repairs together, filtered and sorted by the address; above them who waits at the
    desk (C06)."""
    wanted = wishes()
    calls = questions(wanted)
    desk = [AT_THE_DESK] if visitor().has(*complaints.LIST_WAITS.roles) else []
    first, *answers = call_each(*desk, (directory.LIST_BUILDINGS, {}), *calls)
    buildings, waits = (answers.pop(0), first) if desk else (first, None)
    cut = is_cut(answers)
    if cut and not wanted["late"]:  # what is oldest is missing, and it may be late
        late = questions(wanted | {"late": True}) + spoken(wanted)
        answers += call_each(*late)
        calls += late
    found = sorted(items(calls, answers), key=ORDERS[wanted["sort"]])
    waiting = list(reversed(waits["items"])) if waits else []
    return page(
        "desk/queue.html",
        items=found,
        waits=waiting,
        has_desk=bool(desk),
        forms={one["id"]: EndWait(formdata=None) for one in waiting},
        refused=form,
        note=form if isinstance(form, NoteWait) else NoteWait(formdata=None),
        calling=calling(found, waiting),
        wanted=wanted,
        kinds=kinds(),
        buildings=building_choices(buildings["items"]) if buildings else [],
        counts=counts(found),
        away=any(answer is None for answer in answers),
        cut=cut,
        most=MOST,
    )


def calling(found: list[Item], waiting: list[dict[str, Any]]) -> int:
    """How many call for somebody at once: the page's title counts them (C06)."""
    long = len([one for one in waiting if one["state"] == WaitState.LONG])
    return long + len([one for one in found if one.calls])


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


@pages.post("/waits", NoteWait, otherwise=queue)
def note_wait(form: NoteWait) -> Response:
    """Note that somebody waits."""
    form.call(complaints.NOTE_WAIT, **form.values("note"))
    return done(_("Noted: somebody waits at the desk."), queue)


@pages.post("/waits/<wait_id>/end", EndWait, otherwise=queue)
def end_wait(form: EndWait, wait_id: str) -> Response:
    """They are attended to, or have left."""
    outcome = request.form.get("outcome", WaitEnd.SERVED)
    form.call(complaints.END_WAIT, wait_id=wait_id, outcome=outcome)
    return done(_("They wait no more."), queue)
