"""Complaints: mine, a new one, and one with its stage, who is responsible, by when and why."""

from flask import Response, request, url_for
from wtforms import RadioField, SelectField, StringField, TextAreaField

from contracts.complaints import methods
from contracts.complaints.cases import Channel, Kind, Status
from gateway.translations import _, _l
from gateway.web import attachments, categories, timelines
from gateway.web.action_forms import DANGER, ActionForm, offered, register
from gateway.web.calls import call
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.papers.answers import answer_page
from gateway.web.resident import own
from gateway.web.resident.group import pages
from gateway.web.visitor import visitor

STAGE = {
    Status.LODGED: 0, Status.ACCEPTED: 1, Status.HANDLING: 2, Status.HANDLED: 2,
    Status.ANSWERED: 3, Status.CLOSED: 5,
}  # fmt: skip
"""How many of the five steps of the page are done."""


class Complain(PageForm):
    """What happened, and what is wanted (C02)."""

    calls = (methods.LODGE,)

    kind = RadioField(_l("What is it?"), default=Kind.COMPLAINT)
    category = SelectField(_l("What is it about?"), choices=categories.options)
    household_id = SelectField(_l("Unit"), choices=[])
    description = TextAreaField(_l("What happened?"), render_kw={"rows": 5})
    wish = TextAreaField(_l("What do you want done?"), render_kw={"rows": 2})
    contact_name = StringField(_l("Whom to ask for"), render_kw={"autocomplete": "name"})
    contact_phone = StringField(_l("Phone"), render_kw={"autocomplete": "tel"})
    attachments = attachments.papers_field()


class Attach(PageForm):
    """Photos and papers (C13)."""

    calls = (methods.ADD_ATTACHMENT,)

    attachments = attachments.papers_field()


class Supplement(ActionForm):
    """What there is to add (C13)."""

    method, title = methods.SUPPLEMENT, _l("Add something")
    said = _l("Added. Whoever has your case is told.")
    text = TextAreaField(_l("What else should we know?"), render_kw={"rows": 3})


class Withdraw(ActionForm):
    """Nothing more is wanted (C13)."""

    method, title = methods.WITHDRAW, _l("Withdraw this case")
    said = _l("Your case is withdrawn.")
    style = DANGER
    reason = TextAreaField(
        _l("Why do you withdraw it?"),
        description=_l("We then do nothing more about it."),
        render_kw={"rows": 2},
    )


@pages.get("/complaints")
def complaints() -> str:
    """My cases, newest first."""
    found = call(methods.SEARCH, limit=20, cursor=request.args.get("cursor"))
    return page("resident/complaints.html", complaints=found)


@pages.get("/complaints/new", begins=methods.LODGE)
def new_complaint(form: PageForm | None = None) -> str:
    """The form."""
    homes = own.households()
    shown = given(form, Complain)
    shown.household_id.choices = own.home_choices(homes)
    if not shown.is_submitted():
        shown.filled_with({"contact_name": visitor().name})
    return page("resident/complaint_new.html", form=shown, phone=own.phone_on_file(homes))


@pages.post("/complaints/new", Complain, otherwise=new_complaint)
def send_complaint(form: Complain) -> Response:
    """Lodge it; the text itself is what is read back online (C03)."""
    home = own.chosen(form.household_id.data)
    made = form.call(
        methods.LODGE,
        channel=Channel.ONLINE,
        household_id=home,
        contact_phone=own.phone_to_call(form, home),
        **form.values("kind", "category", "description", "wish", "contact_name"),
    )
    attachments.add(form, methods.ADD_ATTACHMENT, form.attachments.data, complaint_id=made["id"])
    said = _("Your message %(number)s has reached us.", number=made["number"])
    return done(said, complaint, complaint_id=made["id"])


@pages.get("/complaints/<complaint_id>")
def complaint(complaint_id: str, form: PageForm | None = None) -> str:
    """One case: its stage, who is responsible, by when, and why then."""
    found = call(methods.GET, complaint_id=complaint_id)
    return page(
        "resident/complaint.html",
        case=found,
        stage=STAGE[found["status"]],
        timeline=timelines.of_complaint(found),
        add=next(iter(offered([Supplement], found["actions"], form)), None),
        withdraw=next(iter(offered([Withdraw], found["actions"], form)), None),
        attach=given(form, Attach) if methods.ADD_ATTACHMENT.name in found["actions"] else None,
    )


register(pages, (Supplement, Withdraw), "/complaints/<complaint_id>", complaint)


@pages.get("/complaints/<complaint_id>/attachments/<attachment_id>")
def complaint_attachment(complaint_id: str, attachment_id: str) -> Response:
    """An attachment's content."""
    named = {"complaint_id": complaint_id, "attachment_id": attachment_id}
    return attachments.shown(methods.GET_ATTACHMENT, **named)


@pages.post("/complaints/<complaint_id>/attachments", Attach, otherwise=complaint)
def attach(form: Attach, complaint_id: str) -> Response:
    """Attach photos and papers (C13)."""
    attachments.add(form, methods.ADD_ATTACHMENT, form.attachments.data, complaint_id=complaint_id)
    return done("", complaint, complaint_id=complaint_id)


@pages.get("/complaints/<complaint_id>/answer-letter")
def answer_letter(complaint_id: str) -> str | Response:
    """Our written answer, to keep (P10)."""
    back = url_for("resident.complaint", complaint_id=complaint_id)
    return answer_page(complaint_id, back)
