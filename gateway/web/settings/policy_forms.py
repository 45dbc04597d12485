"""The form of a policy value: its widgets follow from what the value may hold (P05)."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from marshmallow import fields
from wtforms import (
    BooleanField,
    Field,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from contracts.code import Word
from contracts.directory.methods import CHANGE_POLICY
from contracts.fields import Coded, Hours, Text, Whole, Written
from contracts.method import Method
from contracts.policy import PolicyValue
from contracts.policy_fields import IN_ORDER, PLACES, Entries, Flag, TimeOfDay, codes_of
from gateway.problems import ProblemDetails
from gateway.translations import _, _l
from gateway.web.forms import PageForm
from gateway.web.schema_fields import BlankSelect, longest
from gateway.words import in_words

LONG = 80
"""Letters above which a text has several lines."""
PARTS = ("code", "question_zh", "question_en", "advice_zh", "advice_en")
"""What a first question consists of, in the order of its line."""
BETWEEN = " | "


class Boxes(SelectMultipleField):  # type: ignore[misc]
    """Several of some codes, each with a box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class Widget(NamedTuple):
    """A field of the form: under which name, what it is, how its text becomes a value."""

    name: str
    field: Any
    at: str | int | None
    """Where in the value it stands: a code, a place in a list, or the whole value (None)."""


class SettingForm(PageForm):
    """What every change has: from when on, and why."""

    calls = (CHANGE_POLICY,)

    from_day = StringField(_l("Holds from"))
    reason = StringField(_l("Reason"))

    value_field: fields.Field[Any]
    widgets: tuple[Widget, ...] = ()

    def arguments(self) -> dict[str, Any]:
        """From when on, and why, as the method takes them."""
        typed = self.values("from_day", "reason")
        if "from_day" in typed:
            typed["from"] = typed.pop("from_day")
        return typed

    def wanted(self) -> Any:
        """The value as the method takes it."""
        read = {one.at: read_as(kind_of(self.value_field, one.at), self[one.name].data)
                for one in self.widgets}  # fmt: skip
        if None in read:
            return read[None]
        if isinstance(self.value_field, Entries):
            whole = self.value_field.complete
            return {str(at): one for at, one in read.items() if whole or one not in ("", [], None)}
        return [one for one in read.values() if one not in ("", None)]

    def filled_from(self, value: Any) -> "SettingForm":
        """The form with a value to begin with; what was typed stays."""
        if not self.is_submitted():
            for one in self.widgets:
                part = value if one.at is None else part_of(value, one.at)
                self[one.name].data = written_as(kind_of(self.value_field, one.at), part)
        return self

    def refuse(self, problem: ProblemDetails) -> None:
        """Put a refusal to the widget that it is about."""
        known = {str(one.at): one.name for one in self.widgets}
        first = self.widgets[0].name if self.widgets else "value"
        placed: dict[str, list[str]] = {}
        for path, messages in problem.errors.items():
            head, _dot, rest = path.partition(".")
            place = known.get(rest.split(".")[0], first) if head == "value" else head
            placed.setdefault({"from": "from_day"}.get(place, place), []).extend(messages)
        super().refuse(problem_with(problem, placed))


def problem_with(problem: ProblemDetails, errors: Mapping[str, list[str]]) -> ProblemDetails:
    """The same refusal with its errors elsewhere."""
    return ProblemDetails(
        problem.code, problem.status, problem.title, problem.detail, errors, problem.headers
    )


@cache
def form_of(value: PolicyValue, method: Method) -> type[SettingForm]:
    """The form by which a value is set."""
    widgets = tuple(widgets_of(value))
    members = {one.name: one.field for one in widgets}
    more = {"calls": (method,), "value_field": value.field, "widgets": widgets}
    return type("PolicyForm", (SettingForm,), {**members, **more, "sources": sources(value)})


def sources(value: PolicyValue) -> dict[str, fields.Field[Any]]:
    """What the schema says of a widget that holds the whole value."""
    return {"value": value.field} if isinstance(value.field, Text) else {}


def widgets_of(value: PolicyValue) -> list[Widget]:
    """The widgets of a value, in their order."""
    field, unit = value.field, value.unit
    if isinstance(field, Entries):
        return [
            Widget(f"value_{one.value}", widget(field.each, one.word, unit), one.value)
            for one in field.codes
        ]
    if isinstance(field, fields.List) and (places := field.metadata.get(PLACES)):
        return [
            Widget(f"value_{at}", widget(field.inner, word, unit), at)
            for at, word in enumerate(places)
        ]
    if isinstance(field, fields.List) and field.metadata.get(IN_ORDER):
        codes = codes_of(field.inner)
        return [
            Widget(f"value_{at}", select(codes, Ordinal(at + 1)), at) for at in range(len(codes))
        ]
    return [Widget("value", widget(field, value.word, unit), None)]


class Ordinal:
    """The label of a place in an order."""

    def __init__(self, place: int) -> None:
        self.place = place

    def __str__(self) -> str:
        return _("Place %(number)s", number=self.place)


class Label:
    """A word with its unit, in the reader's language."""

    def __init__(self, word: Word, unit: Word | None = None) -> None:
        self.word, self.unit = word, unit

    def __str__(self) -> str:
        unit = in_words(self.unit) if self.unit else ""
        said = in_words(Word(*self.word[:2]))
        return _("%(name)s (%(unit)s)", name=said, unit=unit) if unit else said


def widget(field: fields.Field[Any], word: Word, unit: Word | None = None) -> Any:
    """The widget of a value of a kind."""
    label = Label(word, unit)
    if isinstance(field, Flag):
        return BooleanField(label)
    if isinstance(field, Coded):
        return select(codes_of(field), label)
    if isinstance(field, fields.List):
        return list_widget(field, label)
    look = {
        TimeOfDay: {"type": "time"}, Hours: {"placeholder": "08:00–20:00"},
        Whole: {"inputmode": "numeric"}, Written: {"inputmode": "decimal"},
    }  # fmt: skip
    found = next((one for kind, one in look.items() if isinstance(field, kind)), {})
    if isinstance(field, Text) and (longest(field) or 0) > LONG:
        return TextAreaField(label, render_kw={"rows": 2})
    return StringField(label, render_kw={**found, "autocomplete": "off"})


def list_widget(field: fields.List[Any], label: Label) -> Any:
    """The widget of a list: boxes for codes, a line for each text or question."""
    if isinstance(field.inner, Coded):
        codes = codes_of(field.inner)
        return Boxes(label, choices=lambda: options(codes))
    if isinstance(field.inner, Whole):
        return StringField(label, render_kw={"inputmode": "numeric", "autocomplete": "off"})
    return TextAreaField(label, render_kw={"rows": 3})


def select(codes: Mapping[str, Any], label: Any) -> Any:
    """One of some codes, or none."""
    return BlankSelect(label, blank=_l("not set"), choices=lambda: options(codes))


def options(codes: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Codes to choose from, in words."""
    return [(code, in_words(Word(*one.word[:2]))) for code, one in codes.items()]


def kind_of(field: fields.Field[Any], at: str | int | None) -> fields.Field[Any]:
    """Of what kind a part of a value is."""
    if at is None:
        return field
    return field.each if isinstance(field, Entries) else field.inner  # type: ignore[attr-defined, no-any-return]


def part_of(value: Any, at: str | int) -> Any:
    """A part of a value, or nothing."""
    if isinstance(at, int):
        return value[at] if at < len(value) else ""
    return value.get(at, "")


def read_as(field: fields.Field[Any], typed: Any) -> Any:
    """What was typed, as the method takes it."""
    if isinstance(field, fields.List) and isinstance(typed, str):
        if isinstance(field.inner, fields.Nested):
            return [question(line) for line in typed.splitlines() if line.strip()]
        parts = typed.replace("、", "\n").replace(",", "\n").replace("，", "\n")
        if isinstance(field.inner, Whole):
            parts = parts.replace(" ", "\n")
        return [part.strip() for part in parts.splitlines() if part.strip()]
    if isinstance(typed, str):
        return typed.strip()
    return [] if typed is None and isinstance(field, fields.List) else typed


def question(line: str) -> dict[str, str]:
    """A first question from its line."""
    said = [part.strip() for part in line.split("|")]
    return dict(zip(PARTS, [*said, *[""] * len(PARTS)], strict=False))


def written_as(field: fields.Field[Any], value: Any) -> Any:
    """A value as its widget shows it."""
    if isinstance(field, fields.List) and not isinstance(field.inner, Coded):
        if isinstance(field.inner, fields.Nested):
            return "\n".join(BETWEEN.join(one[part] for part in PARTS) for one in value or ())
        joint = "、" if isinstance(field.inner, Whole) else "\n"
        return joint.join(map(str, value or ()))
    return value


def is_boxed(field: Field) -> bool:
    """Whether a widget is a set of boxes, or a list to choose from."""
    return isinstance(field, Boxes | SelectField)
