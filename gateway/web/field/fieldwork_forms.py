"""The forms of a work order: what an engineer reports on the way (R02, R04, R08)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from wtforms import StringField, TextAreaField

from contracts import numbers
from contracts.repairs import methods
from gateway.problems import ProblemDetails
from gateway.translations import _l
from gateway.web import attachments
from gateway.web.action_forms import DANGER, ActionForm
from gateway.web.schema_fields import arguments

LINES = range(1, 5)
"""Lines of a quote that the form has room for."""
PARTS = ("item", "quantity", "unit_price")


class Accept(ActionForm):
    """Take the order on."""

    method, title = methods.ACCEPT, _l("Accept the order")
    said = _l("The order is yours.")


class Decline(ActionForm):
    """Do not take it on, and why."""

    method, title = methods.DECLINE, _l("Decline the order")
    said, style = _l("The order goes to somebody else."), DANGER
    reason = TextAreaField(_l("Why not?"), render_kw={"rows": 2})


class SetOut(ActionForm):
    """On the way: the response clock stops."""

    method, title = methods.SET_OUT, _l("I am setting out")
    said = _l("You are on the way.")


class Arrive(ActionForm):
    """On site."""

    method, title, said = methods.ARRIVE, _l("I have arrived"), _l("You are on site.")


class QuoteLines(ActionForm):
    """What it will cost, line by line; the sum is worked out."""

    method, title = methods.QUOTE, _l("Make a quote")
    said = _l("The quote waits for the resident's answer.")
    sources = {
        f"{part}_{number}": source
        for part, source in arguments(methods.QUOTE, "lines").items()
        for number in LINES
    }

    def arguments(self) -> dict[str, Any]:
        """The lines that were filled in, and their sum."""
        lines = [line for line in map(self.line, LINES) if line]
        return {"lines": lines, "amount": f"{sum(map(amount, lines)):.2f}"}

    def line(self, number: int) -> dict[str, Any]:
        """One line; a quantity that is not given is one."""
        filled = {name: self[f"{name}_{number}"].data or "" for name in PARTS}
        given = {name: value.strip() for name, value in filled.items() if value.strip()}
        return {"quantity": "1"} | given if given else {}

    def refuse(self, problem: ProblemDetails) -> None:
        """What is wrong with a line stands beside its field."""
        filled = [number for number in LINES if self.line(number)]
        super().refuse(replace(problem, errors=dict(renamed(problem.errors, filled))))


def renamed(errors: Any, filled: list[int]) -> Any:
    """`lines.0.item` as the field of the form."""
    for path, messages in errors.items():
        parts = path.split(".")
        if parts[0] == "lines" and len(parts) == 3 and int(parts[1]) < len(filled):
            yield f"{parts[2]}_{filled[int(parts[1])]}", messages
        else:
            yield ("item_1" if parts[0] in ("lines", "amount") else path), messages


def amount(line: dict[str, Any]) -> Decimal:
    """What a line comes to; nothing where it is no number, which the service says."""
    try:
        return round(numbers.reading(line["quantity"]) * numbers.number(line["unit_price"]), 2)
    except (KeyError, ValueError):
        return Decimal(0)


for number in LINES:
    setattr(QuoteLines, f"item_{number}", StringField(_l("Item")))
    setattr(QuoteLines, f"quantity_{number}", StringField(_l("Quantity")))
    setattr(QuoteLines, f"unit_price_{number}", StringField(_l("Price (yuan)")))


class Complete(ActionForm):
    """Done, with photos of it and papers."""

    method, title = methods.COMPLETE, _l("The work is done")
    said = _l("Done. The resident will be asked whether it is solved.")
    result = TextAreaField(_l("What was done"), render_kw={"rows": 4})
    photos = attachments.papers_field()

    def arguments(self) -> dict[str, Any]:
        """Attachments go by themselves."""
        return self.values("result")

    def after(self, **named: str) -> None:
        """File the attachments."""
        attachments.add(self, methods.ADD_PHOTO, self.photos.data, **named)


class TakeEquipment(ActionForm):
    """Equipment leaves the unit, signed for (R03)."""

    method, title = methods.TAKE_EQUIPMENT, _l("Take equipment away")
    said = _l("Recorded what was taken away.")
    item = StringField(_l("What is taken away"))
    consent_signature = StringField(_l("Who signed, and on which paper"))
    lent_item = StringField(_l("What is lent meanwhile"))


FORMS: tuple[type[ActionForm], ...] = (
    Accept, SetOut, Arrive, Complete, QuoteLines, TakeEquipment, Decline,
)  # fmt: skip
"""In the order in which the page offers them."""
