"""Notes on a household, for the staff: the important ones first (D06)."""

from typing import Any

from flask import Response, request
from wtforms import BooleanField, HiddenField, TextAreaField

from contracts.directory import methods
from gateway.translations import _, _l
from gateway.web.action_forms import ActionForm, register
from gateway.web.calls import call_all
from gateway.web.desk.group import pages
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.visitor import visitor

PAGE = 50
ACTS: dict[str, dict[str, Any]] = {
    "important": {"important": True},
    "plain": {"important": False},
    "end": {"ended": True},
    "again": {"ended": False},
}
"""What the buttons of a note do."""


class AddNote(ActionForm):
    """Something that whoever deals with the household should know."""

    method, title, said = methods.ADD_NOTE, _l("Write a note"), _l("The note is written.")
    text = TextAreaField(_l("Note"), render_kw={"rows": 3})
    important = BooleanField(_l("Important: to be seen before anything else"))


class MarkNote(PageForm):
    """Mark a note, or end it."""

    calls = (methods.CHANGE_NOTE,)

    note_id = HiddenField()
    act = HiddenField()


@pages.get("/households/<household_id>/notes")
def notes(household_id: str, form: PageForm | None = None) -> str:
    """The notes that hold, or those that hold no more."""
    ended, cursor = "ended" in request.args, request.args.get("cursor")
    asked = {"household_id": household_id, "ended": ended, "cursor": cursor, "limit": PAGE}
    home, found = call_all(
        (methods.GET_HOUSEHOLD, {"household_id": household_id}), (methods.LIST_NOTES, asked)
    )
    may = visitor().has
    return page(
        "desk/notes.html",
        home=home,
        notes=found,
        ended=ended,
        forms=[given(form, AddNote)] if may(*methods.ADD_NOTE.roles) else [],
        mark=MarkNote(formdata=None) if may(*methods.CHANGE_NOTE.roles) else None,
        refused=form,
    )


register(pages, (AddNote,), "/households/<household_id>/notes", notes)


@pages.post("/households/<household_id>/notes/mark", MarkNote, otherwise=notes)
def mark_note(form: MarkNote, household_id: str) -> Response:
    """Carry out what a note's button says."""
    changes = ACTS.get(form.act.data or "", {})
    form.call(
        methods.CHANGE_NOTE, household_id=household_id, note_id=form.note_id.data or "", **changes
    )
    return done(_("The note is marked."), notes, household_id=household_id)
