"""The forms of a repair at the desk: one for each method that moves it on."""

from typing import Any, ClassVar

from flask import request
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

from contracts.complaints.quick_replies import Use
from contracts.repairs import methods
from gateway.translations import _, _l
from gateway.web.action_forms import DANGER, ActionForm
from gateway.web.attachments import papers_field
from gateway.web.forms import PageForm

TWO_ROWS = {"rows": 2}
CHECK = "check-"
"""How the names of the first check's answers begin."""
STARS = ((5, _l("very satisfied")), (4, _l("satisfied")), (3, _l("fair")),
         (2, _l("dissatisfied")), (1, _l("very dissatisfied")))  # fmt: skip


class Verify(ActionForm):
    """The desk's first check (R01)."""

    method, title = methods.VERIFY, _l("Check the request")
    said = _l("The request is checked.")
    needed = frozenset({"advice"})
    quick: ClassVar = {"advice": Use.REPAIR}
    wrong_handling = RadioField(
        _l("What did the check show?"),
        choices=lambda: [
            ("no", _("A real fault: issue a work order")),
            ("yes", _("Wrong handling: solved by advice")),
        ],
        default="no",
    )
    advice = TextAreaField(_l("What you advised"), render_kw=TWO_ROWS)
    chargeable = BooleanField(_l("Chargeable: the resident gets a quote first"))
    priority = SelectField(_l("Priority"))
    reason = StringField(_l("Why the priority is lowered"))

    def arguments(self) -> dict[str, Any]:
        """With the answers of the first check."""
        return self.values("advice", "priority", "reason") | {
            "wrong_handling": self.wrong_handling.data == "yes",
            "chargeable": self.chargeable.data,
            "first_check": answers(),
        }


def answers() -> list[dict[str, str]]:
    """What was answered to the questions of the first check."""
    return [
        {"question": name.removeprefix(CHECK), "answer": value.strip()}
        for name, value in request.form.items()
        if name.startswith(CHECK) and value.strip()
    ]


class Dispatch(ActionForm):
    """Offer the order to an engineer (R08)."""

    method, title = methods.DISPATCH, _l("Send an engineer")
    said = _l("The work order is offered to the engineer.")
    engineer_id = RadioField(_l("Who is to go"), choices=[])
    replace = BooleanField(_l("Take it back from whoever has it now"))


class Quote(ActionForm):
    """What it will cost (R04)."""

    method, title = methods.QUOTE, _l("Make a quote")
    said = _l("The quote waits for the resident's answer.")
    amount = StringField(_l("Amount (yuan)"))


class AcceptQuote(ActionForm):
    """The resident has signed (R04)."""

    method, title = methods.ACCEPT_QUOTE, _l("The resident accepts the quote")
    said = _l("The quote is accepted. The work can begin.")
    needed = frozenset({"signature_note"})
    signature_note = StringField(_l("Who signed, and on which paper"))


class RejectQuote(ActionForm):
    """The resident does not agree (R04)."""

    method, title = methods.REJECT_QUOTE, _l("The resident rejects the quote")
    said, style = _l("The quote is rejected."), DANGER
    reason = TextAreaField(_l("Reason"), render_kw=TWO_ROWS)


class FollowUp(ActionForm):
    """Ask the resident two to three days later (R05)."""

    method, title = methods.FOLLOW_UP, _l("Follow up")
    said = _l("The follow-up is recorded.")
    quick: ClassVar = {"remark": Use.FOLLOW_UP}
    result = RadioField(_l("Is it solved?"))
    rating = RadioField(
        _l("How satisfied is the resident?"),
        choices=lambda: [(str(number), f"{number} · {words}") for number, words in STARS],
    )
    badge_worn = RadioField(_l("Did the engineer wear the badge?"), choices=lambda: yes_or_no())
    gifts_taken = RadioField(_l("Did the engineer take anything?"), choices=lambda: yes_or_no())
    remark = TextAreaField(_l("Remark"), render_kw=TWO_ROWS)

    def arguments(self) -> dict[str, Any]:
        """Nobody who was not reached has said anything."""
        said = self.values("result", "remark")
        if self.rating.data:
            said["rating"] = int(self.rating.data)
        for name in ("badge_worn", "gifts_taken"):
            if self[name].data:
                said[name] = self[name].data == "yes"
        return said


def yes_or_no() -> list[tuple[str, str]]:
    """The options of a plain question."""
    return [("yes", _("yes")), ("no", _("no"))]


class Cancel(ActionForm):
    """It is withdrawn."""

    method, title = methods.CANCEL, _l("Cancel the request")
    said, style = _l("The request is cancelled."), DANGER
    quick: ClassVar = {"reason": Use.REPAIR}
    reason = TextAreaField(_l("Reason"), render_kw=TWO_ROWS)


class Attach(PageForm):
    """Photos of what is wrong, and papers about it (R01, P09)."""

    calls = (methods.ADD_PHOTO,)

    attachments = papers_field()


FORMS: tuple[type[ActionForm], ...] = (
    Verify, FollowUp, AcceptQuote, RejectQuote, Dispatch, Quote, Cancel,
)  # fmt: skip
"""In the order in which the page offers them."""
