"""The forms of a case: one for each method that moves it on."""

from typing import Any, ClassVar

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from contracts.complaints import methods
from contracts.complaints.cases import Kind
from contracts.complaints.quick_replies import Use
from contracts.directory import methods as directory
from contracts.method import Method
from foundation.errors import InvalidInput
from gateway.translations import _, _l
from gateway.web import categories
from gateway.web.action_forms import DANGER, ActionForm
from gateway.web.attachments import papers_field
from gateway.web.calls import call
from gateway.web.forms import PageForm, Ticks
from gateway.web.schema_fields import BlankSelect

TWO_ROWS = {"rows": 2}
FOUR_ROWS = {"rows": 4}


class Acknowledge(ActionForm):
    """Take note of an escalation, by name (X09)."""

    method, title = methods.ACKNOWLEDGE, _l("Acknowledge the escalation")
    said = _l("You have taken note of it.")
    remark = TextAreaField(_l("Remark"), render_kw=TWO_ROWS)
    beyond_authority = BooleanField(_l("It is beyond my authority: tell the director now"))


class Restate(ActionForm):
    """Read back to the resident (C03)."""

    method, title = methods.RESTATE, _l("Read it back")
    said = _l("Noted what was read back.")
    restated = TextAreaField(
        _l("What you read back to the resident"),
        description=_l("Left empty: the resident's own words, as written above."),
        render_kw=FOUR_ROWS,
    )
    confirmed = BooleanField(_l("The resident has confirmed it"))

    def arguments(self) -> dict[str, Any]:
        """One argument of two parts; nothing written down means: in the resident's own words."""
        text = (self.restated.data or "").strip()
        return {"restated": {"text": text or None, "confirmed": self.confirmed.data}}


class ConfirmInvalid(ActionForm):
    """The second person's word (X03)."""

    method, title = methods.CONFIRM_INVALID, _l("Confirm the invalid verdict")
    said = _l("Your verdict is recorded.")
    agrees = RadioField(
        _l("Is it invalid?"),
        choices=lambda: [("yes", _("Yes, I agree")), ("no", _("No, it is valid"))],
    )
    remark = TextAreaField(_l("Remark"), render_kw=TWO_ROWS)

    def arguments(self) -> dict[str, Any]:
        """Whoever says nothing is asked again."""
        said = {"yes": True, "no": False}.get(self.agrees.data or "")
        return self.values("remark") | {"agrees": said}


class Triage(ActionForm):
    """What the case is (X02–X04)."""

    method, title = methods.TRIAGE, _l("Judge the case")
    said = _l("The case is judged.")
    needed = frozenset({"ground"})
    quick: ClassVar = {"ground": Use.DECLINE}
    kind = SelectField(_l("Kind"))
    valid = RadioField(
        _l("Covered by the contract or the regulations?"),
        choices=lambda: [("yes", _("Yes, it is valid")), ("no", _("No, it is invalid"))],
    )
    ground = TextAreaField(
        _l("Why it is invalid"),
        description=_l("The resident is told it; a second person has to agree."),
        render_kw=TWO_ROWS,
    )
    category = SelectField(_l("Category"), choices=categories.offered)
    gravity = SelectField(_l("Gravity"))
    urgency = SelectField(_l("Urgency"))
    reason = TextAreaField(
        _l("Why it weighs less"),
        description=_l("Only where it is made lighter; without it or a paper it is looked into."),
        render_kw=TWO_ROWS,
    )

    def arguments(self) -> dict[str, Any]:
        """Only complaints are valid or not."""
        chosen = self.values("kind", "category", "gravity", "urgency", "reason")
        if self.kind.data != Kind.COMPLAINT or not self.valid.data:
            return chosen
        valid = self.valid.data == "yes"
        return chosen | {"valid": valid} | ({} if valid else self.values("ground"))


class Transfer(ActionForm):
    """Hand it to a department (C01)."""

    method, title = methods.TRANSFER, _l("Transfer to a department")
    said = _l("The case is transferred. You stay its first responsible person.")
    quick: ClassVar = {"remark": Use.HANDLING}
    department = SelectField(_l("Department"), choices=[])
    handler_id = SelectField(_l("Who is to have it"), choices=[])
    remark = TextAreaField(_l("Remark"), render_kw=TWO_ROWS)


class TakeOver(ActionForm):
    """Have what was transferred (C14)."""

    method, title = methods.TAKE_OVER, _l("Take it over")
    said = _l("The case is taken over. Its first responsible person is told.")
    handler_id = SelectField(_l("Who is to have it"), choices=[])
    """For managers, who may name somebody."""


class SendBack(ActionForm):
    """It is not the department's (C14)."""

    method, title = methods.SEND_BACK, _l("Send it back to the desk")
    said = _l("The case is sent back. Its first responsible person is told why.")
    style = DANGER
    reason = TextAreaField(_l("Why it goes back"), render_kw=TWO_ROWS)


class Handle(ActionForm):
    """What was done."""

    method, title = methods.HANDLE, _l("Record what was done")
    said = _l("Recorded. Now tell the resident.")
    quick: ClassVar = {"result": Use.HANDLING}
    result = TextAreaField(_l("What was done"), render_kw=FOUR_ROWS)


class Answer(ActionForm):
    """Tell the resident, on the channel that it came by (X07)."""

    method, title = methods.ANSWER, _l("Answer the resident")
    said = _l("The resident has been told.")
    quick: ClassVar = {"text": Use.ANSWER}
    channel = SelectField(_l("Channel"))
    text = TextAreaField(_l("Answer"), render_kw={"rows": 5})
    consent = StringField(
        _l("How the resident agreed to another channel"),
        description=_l("Only for another channel than the one it came by."),
    )
    findings = TextAreaField(_l("What was found"), render_kw=FOUR_ROWS)
    grounds = StringField(
        _l("On what grounds"), description=_l("Law, contract or rule, with its clause.")
    )
    done_by = StringField(_l("To be done by"))
    follow_up = StringField(_l("What follows"))


class Reply(ActionForm):
    """Something to the resident that is not the answer (C13)."""

    method, title = methods.REPLY, _l("Reply to the resident")
    said = _l("The resident is told.")
    quick: ClassVar = {"text": Use.ANSWER}
    text = TextAreaField(
        _l("Reply"),
        description=_l("Not the answer yet: the case and its clock go on."),
        render_kw=FOUR_ROWS,
    )


class Supplement(ActionForm):
    """What the resident adds by another way than online (C13)."""

    method, title = methods.SUPPLEMENT, _l("Take down what the resident adds")
    said = _l("It is added. Whoever has the case is told.")
    needed = frozenset({"channel"})
    text = TextAreaField(_l("What the resident says"), render_kw=FOUR_ROWS)
    channel = BlankSelect(_l("Came by"), blank=_l("Please choose"))


class AddNote(ActionForm):
    """Among colleagues (C13)."""

    method, title = methods.ADD_NOTE, _l("Write an internal note")
    said = _l("The note is written.")
    text = TextAreaField(_l("Note"), description=_l("Residents never see it."), render_kw=FOUR_ROWS)
    mentions = Ticks(_l("Tell colleagues"), [Optional()], choices=[])


class Correct(ActionForm):
    """What was taken down wrong (C13)."""

    method, title = methods.CORRECT, _l("Correct what was taken down")
    said = _l("Corrected. What stood there before is kept below.")
    description = TextAreaField(_l("What happened"), render_kw=FOUR_ROWS)
    wish = TextAreaField(_l("What they want done"), render_kw=TWO_ROWS)
    contact_name = StringField(_l("Contact"))
    contact_phone = StringField(_l("Phone"), description=_l("Empty: stays as it is."))
    place = StringField(_l("Where"), description=_l("If it is not in the home."))
    household_id = StringField(
        _l("Unit"), description=_l("Empty: stays as it is. Else the right one, such as 1-101.")
    )
    reason = StringField(
        _l("How it came to be wrong"), description=_l("The resident reads it, too.")
    )

    def call(self, method: Method, /, **arguments: Any) -> Any:
        """With the household that the unit means; raise `InvalidInput` unless it is one."""
        if text := arguments.get("household_id"):
            found = call(directory.FIND_HOUSEHOLDS, q=text, limit=2)["items"]
            if len(found) != 1:
                raise InvalidInput("Exactly one household must fit.", field="household_id")
            arguments["household_id"] = found[0]["id"]
        return super().call(method, **arguments)


class Withdraw(ActionForm):
    """The resident wants nothing more (C13)."""

    method, title = methods.WITHDRAW, _l("Withdraw the case for the resident")
    said = _l("The case is withdrawn. The resident is told.")
    style = DANGER
    needed = frozenset({"channel"})
    reason = TextAreaField(_l("Why, in the resident's words"), render_kw=TWO_ROWS)
    channel = BlankSelect(_l("Came by"), blank=_l("Please choose"))


class PromiseCallBack(ActionForm):
    """What cannot be answered now (C04)."""

    method, title = methods.PROMISE_CALL_BACK, _l("Promise a call-back")
    said = _l("The call-back is promised. It stands in the queue for whoever has the desk then.")
    due_at = StringField(_l("Call by"))
    about = TextAreaField(_l("What they are to be told then"), render_kw=TWO_ROWS)


class RecordCallBack(ActionForm):
    """Whether somebody was reached (C04)."""

    method, title = methods.RECORD_CALL_BACK, _l("Record the call-back")
    said = _l("The call-back is recorded.")
    quick: ClassVar = {"remark": Use.FOLLOW_UP}
    result = RadioField(_l("How did the call go?"))
    again_at = StringField(
        _l("Call again by"),
        description=_l("Only where nobody answered."),
    )
    remark = TextAreaField(_l("Remark"), render_kw=TWO_ROWS)


class ReturnVisit(ActionForm):
    """Ask whether it is really solved (X10)."""

    method, title = methods.RETURN_VISITS, _l("Record a return visit")
    said = _l("The return visit is recorded.")
    quick: ClassVar = {"remark": Use.FOLLOW_UP}
    party = RadioField(
        _l("Who was asked"), description=_l("The department first, then the resident.")
    )
    result = RadioField(_l("Is it solved?"))
    remark = TextAreaField(_l("Remark"), render_kw=TWO_ROWS)


class Close(ActionForm):
    """The end."""

    method, title = methods.CLOSE, _l("Close the case")
    said = _l("The case is closed.")
    quick: ClassVar = {"remark": Use.FOLLOW_UP}
    remark = TextAreaField(_l("Remark"), render_kw=TWO_ROWS)


class Pause(ActionForm):
    """Wait for the resident (X09)."""

    method, title = methods.PAUSE, _l("Stop the clock")
    said = _l("The clock is stopped.")
    quick: ClassVar = {"reason": Use.HANDLING}
    reason = TextAreaField(
        _l("What the case waits for"),
        description=_l("Such as: the resident is away until Friday."),
        render_kw=TWO_ROWS,
    )


class Resume(ActionForm):
    """Go on."""

    method, title, said = methods.RESUME, _l("Let the clock run on"), _l("The clock runs again.")


class Classify(ActionForm):
    """The final classification (X11)."""

    method, title = methods.CLASSIFY, _l("Classify for the statistics")
    said = _l("The case is classified.")
    final = SelectField(_l("Classification"))
    reason = TextAreaField(_l("Reason"), render_kw=TWO_ROWS)


class RequestRepair(ActionForm):
    """Have something repaired (X04)."""

    method, title = methods.REQUEST_REPAIR, _l("Have it repaired")
    said = _l("A repair has been requested. It is linked here in a moment.")
    category = BlankSelect(_l("What is to be repaired"), blank=_l("Please choose"))
    public_place = StringField(_l("Public place, if it is not in the home"))
    description = TextAreaField(
        _l("What is wrong"),
        description=_l("Left empty: the description of the case."),
        render_kw=TWO_ROWS,
    )


class Attach(PageForm):
    """Photos and papers (C13)."""

    calls = (methods.ADD_ATTACHMENT,)

    attachments = papers_field()
    public = BooleanField(_l("The resident may see them"))


FORMS: tuple[type[ActionForm], ...] = (
    Acknowledge, Restate, ConfirmInvalid, TakeOver, SendBack, RecordCallBack, Triage, Handle,
    Answer, Close, ReturnVisit, Resume, Transfer, Reply, Supplement, AddNote, PromiseCallBack,
    RequestRepair, Pause, Correct, Classify, Withdraw,
)  # fmt: skip
"""In the order in which the page offers them."""
