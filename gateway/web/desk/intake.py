"""A new contact while talking: hear, ask, record, read back, follow (五清, C02, C03)."""

from dataclasses import replace
from typing import Any

from flask import Response, request
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

from contracts.complaints import methods as complaints
from contracts.complaints.cases import Channel, Kind
from contracts.directory import methods as directory
from contracts.directory.privacy import Confidential
from contracts.repairs import methods as repairs
from contracts.repairs.requests import OVER
from gateway.problems import ProblemDetails
from gateway.translations import _, _l
from gateway.web import attachments, categories, formats
from gateway.web.calls import call
from gateway.web.desk import cases, households
from gateway.web.desk import repairs as repair_pages
from gateway.web.desk.group import pages
from gateway.web.desk.worklist import REPAIR
from gateway.web.forms import PageForm
from gateway.web.pages import done, page
from gateway.web.schema_fields import BlankSelect, arguments
from gateway.words import choices

LONGEST = 1000
"""Letters of a description that another page begins."""
PURPOSE = "前台登记联系电话"
"""Why the number on file is looked at; it stands in the log of looks (D03)."""
TO_RECORD = "desk.contact"
AT_THE_DESK = (Channel.PHONE, Channel.VISIT, Channel.LETTER, Channel.PLATFORM, Channel.PATROL)


class Contact(PageForm):
    """One form for whatever it turns out to be."""

    calls = (complaints.LODGE, repairs.CREATE, complaints.ADD_ATTACHMENT, repairs.ADD_PHOTO)
    needed = frozenset({"restated"})
    sources = {"repair_category": arguments(repairs.CREATE)["category"]}

    kind = RadioField(
        _l("What is it?"),
        choices=lambda: [*choices(Kind), (REPAIR, _("Repair"))],
        default=Kind.COMPLAINT,
    )
    channel = RadioField(
        _l("How it came"),
        choices=lambda: choices(Channel, *AT_THE_DESK),
        default=Channel.PHONE,
    )
    contact_name = StringField(_l("Who"), render_kw={"autocomplete": "off"})
    contact_phone = StringField(_l("Phone"), render_kw={"autocomplete": "off"})
    place = StringField(_l("Public place"))
    description = TextAreaField(_l("What happened"), render_kw={"rows": 4})
    wish = TextAreaField(_l("What they want done"), render_kw={"rows": 2})
    category = SelectField(_l("Category"), choices=categories.options)
    gravity = SelectField(_l("Gravity"))
    urgency = BlankSelect(_l("Urgency"), blank=_l("By its category"))
    own_due_on = StringField(_l("To be done by"))
    own_due_days = StringField(_l("Or within so many days"))
    own_due_day_kind = SelectField(_l("Which days count"))
    repair_category = BlankSelect(_l("What is to be repaired"), blank=_l("Please choose"))
    priority = BlankSelect(_l("Priority"), blank=_l("By what it is"))
    preferred_slot = StringField(_l("When somebody is in"))
    restated = TextAreaField(_l("What you read back to the resident"), render_kw={"rows": 2})
    confirmed = BooleanField(_l("The resident has confirmed it"))
    attachments = attachments.papers_field()
    public = BooleanField(_l("The resident may see them"))

    blames = {"place_missing": "place"}

    def refuse(self, problem: ProblemDetails) -> None:
        """What is wrong with the category of a repair is said where that is chosen."""
        errors = dict(problem.errors)
        if self.kind.data == REPAIR and "category" in errors:
            errors["repair_category"] = errors.pop("category")
        super().refuse(replace(problem, errors=errors))

    def restatement(self) -> dict[str, Any]:
        """What was read back, if anything was (C03)."""
        text = (self.restated.data or "").strip()
        if not text and not self.confirmed.data:
            return {}
        return {"restated": {"text": text or None, "confirmed": self.confirmed.data}}


@pages.get("/contact", begins=complaints.LODGE)
def contact(form: PageForm | None = None) -> str:
    """First whose it is, then the form, with what is open for the household beside it."""
    household_id = request.args.get("household_id", "")
    if not household_id and "public" not in request.args:
        return households.results("desk/contact_find.html", TO_RECORD)
    home = call(directory.GET_HOUSEHOLD, household_id=household_id) if household_id else None
    shown = form if isinstance(form, Contact) else Contact(formdata=None)
    shown.in_one = home is None
    if form is None:
        shown.description.data = request.args.get("description", "")[:LONGEST]
    if home and form is None:
        shown.contact_name.data = home["owner_name"]
    opened = households.questions(household_id) if home else ()
    wanted = {name: question for name, question in opened if name in ("repairs", "complaints")}
    return page(
        "desk/contact.html",
        form=shown,
        home=home,
        repairs=still_open(wanted, "repairs", OVER),
        complaints=still_open(wanted, "complaints", {"closed"}),
    )


def still_open(wanted: dict[str, Any], name: str, over: Any) -> list[dict[str, Any]]:
    """What is open already, so that nothing is recorded twice."""
    if name not in wanted:
        return []
    method, arguments = wanted[name]
    return households.open_of(call(method, **arguments), over) or []


@pages.get("/contact/results")
def contact_results() -> str:
    """What was found, at every keystroke."""
    return households.results("desk/find_results.html", TO_RECORD)


class Typed(PageForm):
    """What is written of a contact so far."""

    calls = (complaints.FIND_ALIKE,)

    text = TextAreaField()
    place = StringField()
    category = StringField()


@pages.get("/contact/alike")
def alike_nothing(form: PageForm | None = None) -> str:
    """Nothing is like nothing."""
    return ""


@pages.post("/contact/alike", Typed, otherwise=alike_nothing)
def contact_alike(form: Typed) -> str:
    """Open cases and hot issues about the same, while it is being written (X16)."""
    said, home = form.values(), request.args.get("household_id")
    if "text" not in said:
        return ""
    where = {"household_id": home} if home else {}
    return page("desk/alike.html", found=form.call(complaints.FIND_ALIKE, **said, **where))


@pages.post("/contact", Contact, otherwise=contact, begins=complaints.LODGE)
def record(form: Contact) -> Response:
    """Make a case or a repair of it."""
    household_id = request.args.get("household_id") or None
    problem = form.values("contact_name") | {"contact_phone": phone_of(form, household_id)}
    if form.kind.data == REPAIR:
        return record_repair(form, household_id, problem)
    made = form.call(
        complaints.LODGE,
        household_id=household_id,
        **problem,
        **form.restatement(),
        **form.values("kind", "channel", "place", "description", "wish", "gravity", "urgency"),
        **form.values("own_due_on", "own_due_days", "own_due_day_kind"),
        category=form.category.data,
    )
    of_case = {"complaint_id": made["id"], "public": form.public.data}
    attachments.add(form, complaints.ADD_ATTACHMENT, form.attachments.data, **of_case)
    due = formats.moment(made["due_at"])
    said = _("Recorded as %(number)s; answer by %(moment)s.", number=made["number"], moment=due)
    return done(said, cases.case, complaint_id=made["id"])


def record_repair(form: Contact, household_id: str | None, problem: dict[str, Any]) -> Response:
    """A request for the household, or for a public place."""
    place = form.values("place").get("place")
    where = {"public_place": place} if place else {"household_id": household_id}
    made = form.call(
        repairs.CREATE,
        **({"category": form.repair_category.data} if form.repair_category.data else {}),
        **where,
        **problem,
        **form.values("description", "priority", "preferred_slot"),
    )
    attachments.add(form, repairs.ADD_PHOTO, form.attachments.data, repair_id=made["id"])
    due = formats.moment(made["respond_by"])
    said = _("Recorded as %(number)s; sets out by %(moment)s.", number=made["number"], moment=due)
    return done(said, repair_pages.repair, repair_id=made["id"])


def phone_of(form: Contact, household_id: str | None) -> str:
    """The number that was typed, or of the household's member of that name, or of its owner."""
    if typed := form.values("contact_phone").get("contact_phone"):
        return str(typed)
    if household_id is None:
        return ""
    home = call(directory.GET_HOUSEHOLD, household_id=household_id)
    name = form.values("contact_name").get("contact_name")
    member = next((one["id"] for one in home["members"] if one["name"] == name), None)
    looked = call(
        directory.REVEAL,
        household_id=household_id,
        member_id=member,
        what=Confidential.PHONE,
        purpose=PURPOSE,
    )
    return str(looked["value"] or "")
