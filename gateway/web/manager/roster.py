"""The duty roster (值班表) by week: who is on duty, when nobody is, people put in (C09, D05)."""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from flask import Response, request
from wtforms import Field, StringField
from wtforms.validators import Optional

from contracts.directory import methods
from foundation.clock import at_local
from gateway.translations import _, _l, ngettext
from gateway.web import clock, formats, tables, visitor
from gateway.web.calls import call, call_as, submitted
from gateway.web.forms import PageForm, given, put
from gateway.web.manager.group import WAITING, pages
from gateway.web.pages import done
from gateway.web.tables import Table, sheets
from gateway.words import worded

A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)
OFF = "off"
"""Where somebody is put who is taken off the roster."""
BETWEEN = "|"


class Picked(NamedTuple):
    """What was picked: a person, or a shift that is somebody's."""

    person_id: str
    shift_id: str | None = None
    version: str | None = None


class Roster(PageForm):
    """Who was picked, a person or a shift, and the turn that was pressed."""

    pick = StringField(_l("Person"), [Optional()])
    to = StringField(_l("Turn"), [Optional()])
    from_time = StringField(_l("From"), [Optional()], render_kw={"type": "time"})
    until_time = StringField(_l("To"), [Optional()], render_kw={"type": "time"})

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether somebody was picked and a turn pressed."""
        if not super().validate():
            return False
        for field, said in self.missing():
            put(field, [said])
        return not self.errors

    def missing(self) -> Iterator[tuple[Field, str]]:
        """What cannot be understood, and what is said of it."""
        picked = self.picked()
        if picked is None:
            yield self.pick, _("Pick a person first.")
        elif self.to.data == OFF and picked.shift_id is None:
            yield self.pick, _("Pick a shift of the roster to take it off.")
        if self.to.data != OFF and self.turn() is None:
            yield self.to, _("Press a turn to put somebody in.")

    def picked(self) -> Picked | None:
        """Who was picked."""
        parts = (self.pick.data or "").split(BETWEEN)
        return Picked(*parts) if parts[0] and len(parts) in (1, 3) else None

    def turn(self) -> dict[str, str] | None:
        """Duty and hours of the turn that was pressed, or the hours that were given for it."""
        try:
            duty, starts, ends = (self.to.data or "").split(BETWEEN)
            first, last = clock.read(starts), clock.read(ends)
            day = first.date()
            if self.from_time.data:
                first = at_local(day, time.fromisoformat(self.from_time.data))
            if self.until_time.data:
                last = at_local(day, time.fromisoformat(self.until_time.data))
                last = last if last > first else last + A_DAY
        except ValueError:
            return None
        return {"duty": duty, "starts_at": first.isoformat(), "ends_at": last.isoformat()}


class CopyWeek(PageForm):
    """A button."""


@pages.get("/roster")
def roster(form: PageForm | None = None) -> str | Response:
    """A week, from Monday on."""
    week = call(methods.ROSTER_WEEK, day=asked_day())
    begins = date.fromisoformat(week["begins_on"])
    several = len(visitor.communities()) > 1 and visitor.chosen_community() is None
    gaps = [gap for turn in week["turns"] for gap in turn["gaps"] if is_ahead(gap)]
    return sheets(
        "manager/roster.html",
        "roster",
        [gaps_table(gaps), shifts_table(week["shifts"])],
        waiting=WAITING,
        form=given(form, Roster),
        copy=given(form, CopyWeek),
        headings=headings_of(week["turns"]),
        days=days_of(week),
        people=week["people"],
        gaps=gaps,
        makes=not several,
        begins=begins,
        ends=begins + 6 * A_DAY,
        before=begins - A_WEEK,
        after=begins + A_WEEK,
        today=clock.now().date(),
        picked=request.form.get("pick") or request.args.get("pick", ""),
        hours=hours_of,
    )


def asked_day() -> str | None:
    """The day whose week is wanted; None: today. A day that is none is as none."""
    try:
        return date.fromisoformat(request.args.get("day", "")).isoformat()
    except ValueError:
        return None


def is_ahead(span: dict[str, Any]) -> bool:
    """Whether it is not over."""
    return clock.read(span["ends_at"]) > clock.now()


def headings_of(turns: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """The turns of a day: what for, and from when to when."""
    first = next((found for _day, found in in_columns(turns)), [])
    return [(worded(one["duty"]), hours_of(one)) for one in first]


def in_columns(turns: Iterable[dict[str, Any]]) -> list[tuple[date, list[dict[str, Any]]]]:
    """The turns by day, those of a duty beside each other."""

    def day_of(turn: dict[str, Any]) -> date:
        return clock.read(turn["starts_at"]).date()

    duties = list(dict.fromkeys(one["duty"] for one in turns))
    by_day = groupby(sorted(turns, key=day_of), day_of)
    return [
        (day, sorted(found, key=lambda one: (duties.index(one["duty"]), one["starts_at"])))
        for day, found in by_day
    ]


def days_of(week: dict[str, Any]) -> list[tuple[date, list[dict[str, Any]]]]:
    """The days with their turns, each with the shifts that have a part in it."""
    return [
        (day, [turn_of(one, week["shifts"]) for one in turns])
        for day, turns in in_columns(week["turns"])
    ]


def turn_of(turn: dict[str, Any], shifts: list[dict[str, Any]]) -> dict[str, Any]:
    """A turn as a cell: who has it, whether somebody can be put in, and what its button says."""
    inside = [
        one
        for one in shifts
        if one["duty"] == turn["duty"]
        and clock.read(one["starts_at"]) < clock.read(turn["ends_at"])
        and clock.read(one["ends_at"]) > clock.read(turn["starts_at"])
    ]
    name = f"{worded(turn['duty'])}, {formats.full_moment(turn['starts_at'])}"
    return turn | {
        "shifts": [one | {"value": value_of(one), "odd": differs(one, turn)} for one in inside],
        "open": is_ahead(turn),
        "value": BETWEEN.join((turn["duty"], turn["starts_at"], turn["ends_at"])),
        "name": name,
        "column": f"{worded(turn['duty'])} {hours_of(turn)}",
    }


def value_of(shift: dict[str, Any]) -> str:
    """A shift as it is picked; nothing where it is over."""
    if not is_ahead(shift):
        return ""
    return BETWEEN.join((shift["person_id"], shift["id"], str(shift["version"])))


def differs(shift: dict[str, Any], turn: dict[str, Any]) -> bool:
    """Whether a shift has other hours than the turn."""
    return any(shift[end] != turn[end] for end in ("starts_at", "ends_at"))


def hours_of(span: dict[str, Any]) -> str:
    """From which time of day to which."""
    return f"{clock.read(span['starts_at']):%H:%M}–{clock.read(span['ends_at']):%H:%M}"


@pages.post("/roster", Roster, otherwise=roster)
def change_roster(form: Roster) -> Response:
    """Put in who was picked, move the shift, or take it off."""
    picked, turn = form.picked(), form.turn()
    assert picked, "it is validated"
    if turn is None:
        made = sent(form, methods.CANCEL_SHIFT, picked, shift_id=picked.shift_id)
        said = _("It is off the roster.")
    else:
        named = {"shift_id": picked.shift_id} if picked.shift_id else {}
        made = sent(form, methods.PUT_SHIFT, picked, person_id=picked.person_id, **turn, **named)
        said = _("%(name)s: %(duty)s, %(when)s", **told(made))
    day = clock.read(made["starts_at"]).date()
    again = None if picked.shift_id else picked.person_id
    return done(said, roster, day=asked_day(), pick=again, _anchor=f"d{day}")


def told(shift: dict[str, Any]) -> dict[str, str]:
    """Whose a shift is, what for and when."""
    return {
        "name": shift["person_name"],
        "duty": worded(shift["duty"]),
        "when": f"{formats.full_moment(shift['starts_at'])}–{clock.read(shift['ends_at']):%H:%M}",
    }


def sent(form: Roster, method: Any, picked: Picked, **arguments: Any) -> Any:
    """Ask for a change of the roster, of a shift as it was when it was picked."""
    actor = submitted(visitor.visitor(), form.once.data, picked.version)
    return call_as(actor, method, arguments)


@pages.post("/roster/copy", CopyWeek, otherwise=roster, begins=methods.COPY_ROSTER_WEEK)
def copy_week(form: CopyWeek) -> Response:
    """The week before once more."""
    day = asked_day() or clock.now().date().isoformat()
    found = form.call(methods.COPY_ROSTER_WEEK, day=day)
    count = found["copied"]
    said = ngettext("%(num)d shift is entered.", "%(num)d shifts are entered.", count)
    return done(" ".join([said, *map(left_out, found["left_out"])]), roster, day=day)


def left_out(row: dict[str, Any]) -> str:
    """A shift that has no copy, and why."""
    return _(
        "Not entered: %(name)s, %(when)s (%(why)s).",
        name=row["person_name"],
        when=formats.full_moment(row["starts_at"]),
        why=worded(row["reason"]),
    )


def gaps_table(rows: list[dict[str, Any]]) -> Table:
    """When nobody is on duty."""
    cells = [
        [
            tables.coded(row["duty"]),
            tables.moment(row["starts_at"]),
            tables.moment(row["ends_at"]),
        ]
        for row in rows
    ]
    headings = [_("Duty"), _("From"), _("To")]
    return Table(_("Nobody on duty"), headings, cells, _("Every duty has somebody"))


def shifts_table(rows: list[dict[str, Any]]) -> Table:
    """Who is on duty."""
    cells = [
        [
            tables.coded(row["duty"]),
            tables.text(row["person_name"]),
            tables.moment(row["starts_at"]),
            tables.moment(row["ends_at"]),
        ]
        for row in rows
    ]
    headings = [_("Duty"), _("Person"), _("From"), _("To")]
    return Table(_("Who is on duty"), headings, cells, _("The roster is empty"))
