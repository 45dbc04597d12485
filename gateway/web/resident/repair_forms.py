"""Forms of a resident's repairs."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from contracts.repairs import methods
from gateway.translations import _, _l
from gateway.web import attachments, clock, formats
from gateway.web.forms import PageForm, given

DAYS_AHEAD = 7
PARTS = ("09:00–12:00", "12:00–15:00", "15:00–18:00", "18:00–20:00")
STARS = ((5, _l("very satisfied")), (4, _l("satisfied")), (3, _l("fair")),
         (2, _l("dissatisfied")), (1, _l("very dissatisfied")))  # fmt: skip


class NewRepair(PageForm):
    """What is wrong, where, and when somebody is in."""

    calls = (methods.CREATE,)

    category = HiddenField()
    household_id = SelectField(_l("Unit"), choices=[])
    public_place = StringField(_l("Public place, if it is not in your home"))
    description = TextAreaField(_l("What is wrong?"), render_kw={"rows": 4})
    photos = attachments.papers_field()
    slot_day = SelectField(_l("Day"), choices=lambda: days_ahead())
    slot_part = SelectField(_l("Time of day"), choices=lambda: parts())
    contact_name = StringField(_l("Whom to ask for"), render_kw={"autocomplete": "name"})
    contact_phone = StringField(_l("Phone"), render_kw={"autocomplete": "tel"})


def days_ahead() -> list[tuple[str, str]]:
    """The next days, or any day."""
    today = clock.now().date()
    days = [today + timedelta(days=number) for number in range(DAYS_AHEAD + 1)]
    shown = [(day.isoformat(), formats.in_skeleton("MMMEd", day)) for day in days]
    return [("", _("Any day")), *shown]


def parts() -> list[tuple[str, str]]:
    """Parts of a day, or any of them."""
    return [("", _("Any time")), *((part, part) for part in PARTS)]


class AcceptQuote(PageForm):
    """Agree to pay what was quoted."""

    calls = (methods.ACCEPT_QUOTE,)


class RejectQuote(PageForm):
    """Do not agree, and why."""

    calls = (methods.REJECT_QUOTE,)

    reason = TextAreaField(_l("Why not?"), render_kw={"rows": 2})


class Rate(PageForm):
    """Whether it is solved, and how content one is."""

    calls = (methods.FOLLOW_UP,)

    solved = RadioField(
        _l("Is it solved?"),
        choices=lambda: [("yes", _("Yes, it is solved")), ("no", _("No, it is not"))],
    )
    rating = RadioField(
        _l("How satisfied are you?"),
        choices=lambda: [(str(number), f"{number} · {words}") for number, words in STARS],
    )
    remark = TextAreaField(_l("Remark"), render_kw={"rows": 3})


class Cancel(PageForm):
    """Withdraw the request."""

    calls = (methods.CANCEL,)

    reason = TextAreaField(_l("Why is it not needed any more?"), render_kw={"rows": 2})


class MorePhotos(PageForm):
    """Photos of what is wrong, and papers about it."""

    calls = (methods.ADD_PHOTO,)

    photos = attachments.papers_field()


FORMS: Mapping[str, type[PageForm]] = {
    "accept": AcceptQuote, "reject": RejectQuote, "rate": Rate, "cancel": Cancel,
}  # fmt: skip
"""By the names that the page has for them."""


def forms_of(found: dict[str, Any], form: PageForm | None) -> dict[str, Any]:
    """The forms of what may be done now, a refused one with what was typed."""
    fitting = {name: kind for name, kind in FORMS.items() if kind.calls[0].name in found["actions"]}
    if not found["status"].is_over:
        fitting["photos"] = MorePhotos
    return {name: given(form, kind) for name, kind in fitting.items()}
