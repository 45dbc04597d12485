"""What a method's schema says of a form's fields: how long, which codes, whether it must be there.

A form names the methods that it is sent to; a field of it that has the name of an argument takes
from there what it may hold. The form itself says only what people read, the order and the widget.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from marshmallow import fields, validate
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectFieldBase
from wtforms.fields.core import UnboundField

from contracts.fields import Day, Email, Instant, Phone, Whole, Written
from contracts.method import Method
from gateway.words import in_words

ATTRIBUTES: Mapping[type[fields.Field[Any]], Mapping[str, str]] = {
    Day: {"type": "date"},
    Instant: {"type": "datetime-local"},
    Written: {"inputmode": "decimal", "autocomplete": "off"},
    Whole: {"inputmode": "numeric"},
    Phone: {"type": "tel"},
    Email: {"type": "email"},
}
"""How a browser asks for a value of a kind, in a field of one line."""


class BlankSelect(SelectField):
    """A list to choose from, in which nothing is chosen to begin with; `blank` is said for that."""

    def __init__(self, *args: Any, blank: Any, choices: Any = (), **kwargs: Any) -> None:
        offered = choices() if callable(choices) else choices
        super().__init__(*args, choices=[("", blank), *offered], **kwargs)


@cache
def arguments(method: Method, within: str = "") -> Mapping[str, fields.Field[Any]]:
    """The arguments of a method, or what one of them consists of, such as each of its `lines`."""
    taken: Mapping[str, Any] = method.request().fields
    return one_of(taken[within]).schema.fields if within else taken


def one_of(source: fields.Field[Any]) -> Any:
    """What a list is of; anything else is itself."""
    return source.inner if isinstance(source, fields.List) else source


def longest(source: fields.Field[Any]) -> int | None:
    """The most characters that a text may have; None where nothing is said."""
    if isinstance(source, fields.List):
        return None
    lengths = [each.max for each in source.validators if isinstance(each, validate.Length)]
    known = [*lengths, getattr(source, "longest", None)]
    return next((length for length in known if length is not None), None)


def codes(source: fields.Field[Any]) -> list[tuple[str, str]]:
    """The codes of which one, or several, may be named, with their words."""
    lists = [each for each in one_of(source).validators if isinstance(each, validate.OneOf)]
    return [(one, in_words(one.word)) for each in lists for one in each.choices]


def bind(
    unbound: UnboundField, source: fields.Field[Any] | None, *, needed: bool, **options: Any
) -> Any:
    """A field of a form as its argument's field has it; what the form says itself goes before.

    `needed`: the page asks for it although the method can do without. No option is refused here:
    what is right says the service.
    """
    said, kind = unbound.kwargs, unbound.field_class
    known: dict[str, Any] = {}
    if issubclass(kind, SelectFieldBase):
        known["validate_choice"] = False
        if source is not None and "choices" not in said:
            known["choices"] = codes(source)
    if source is not None and kind is StringField:
        attributes = next((ATTRIBUTES[one] for one in type(source).mro() if one in ATTRIBUTES), {})
        known["render_kw"] = {**attributes, **said.get("render_kw", {})}
    bound = unbound.bind(**options, **known)
    if source is not None:
        if (most := longest(source)) is not None:
            bound.flags.maxlength = most
        bound.flags.optional = not (source.required or needed or isinstance(bound, SelectFieldBase))
    return bound
